using System.Globalization;
using Cms.Admin.Browser.Wire;
using Cms.Editing.Reviewing;
using Cms.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Cms.Admin.Editing;

/// <summary>What the editor asks about others: who is here, what they said, and how the review stands. What changes something answers with the whole discussion as it is then.</summary>
internal static class ReviewApi
{
    private const string Item = "/items/{contentItemId}";

    /// <summary>Maps it.</summary>
    public static void MapReviews(this IEndpointRouteBuilder api)
    {
        api.MapPost(Item + "/watch", WatchAsync);
        api.MapDelete(Item + "/watch/{editor}", LeaveAsync);
        api.MapGet(Item + "/discussion", async (string contentItemId, OpenDiscussion open, CancellationToken cancel) => Answers.Of(await open.RunAsync(contentItemId, cancel)));
        api.MapGet(Item + "/reviewers", ListReviewersAsync);
        api.MapPost(Item + "/review", async (string contentItemId, ToReview review, HandOver verb, OpenDiscussion open, CancellationToken cancel) =>
            await ThenAsync(await verb.RunAsync(contentItemId, review.VersionId, review.Reviewer, review.Note, cancel), contentItemId, open, cancel));
        api.MapPost(Item + "/review/answer", AnswerAsync);
        api.MapDelete(Item + "/review", async (string contentItemId, WithdrawReview verb, OpenDiscussion open, CancellationToken cancel) => await ThenAsync(await verb.RunAsync(contentItemId, cancel), contentItemId, open, cancel));
        api.MapPost(Item + "/comments", CommentAsync);
        api.MapPut(Item + "/comments/{commentId}", async (string contentItemId, string commentId, NewText text, ChangeComment verb, OpenDiscussion open, CancellationToken cancel) =>
            await ThenAsync(await verb.RunAsync(contentItemId, commentId, text.Text, cancel), contentItemId, open, cancel));
        api.MapDelete(Item + "/comments/{commentId}", async (string contentItemId, string commentId, RemoveComment verb, OpenDiscussion open, CancellationToken cancel) =>
            await ThenAsync(await verb.RunAsync(contentItemId, commentId, cancel), contentItemId, open, cancel));
        api.MapPost(Item + "/comments/{commentId}/resolve", async (string contentItemId, string commentId, ResolveComment verb, OpenDiscussion open, CancellationToken cancel) =>
            await ThenAsync(await verb.RunAsync(contentItemId, commentId, isResolved: true, cancel), contentItemId, open, cancel));
        api.MapPost(Item + "/comments/{commentId}/reopen", async (string contentItemId, string commentId, ResolveComment verb, OpenDiscussion open, CancellationToken cancel) =>
            await ThenAsync(await verb.RunAsync(contentItemId, commentId, isResolved: false, cancel), contentItemId, open, cancel));
    }

    private static async Task<IResult> WatchAsync(string contentItemId, Watching watching, WatchItem watch, SettingsStore settings, CancellationToken cancel)
    {
        var watched = await watch.RunAsync(contentItemId, watching.Editor, watching.Place, cancel);
        if (watched.Problem is { } problem)
            return Answers.Refused(problem);

        var (now, site) = (watched.Value, await SiteSettings.LoadAsync(settings, cancel));
        return Answers.Of(new Watched(
            [.. now.Others.Select(other => new Other(other.UserName, OpenDiscussion.Local(other.SinceUtc, site), other.Place))], now.Latest.ContentItemVersionId, now.Latest.Published, now.Latest.Author, now.Stamp));
    }

    private static async Task<IResult> LeaveAsync(string contentItemId, string editor, LeaveItem leave, CancellationToken cancel)
    {
        await leave.RunAsync(editor, cancel);
        return Results.NoContent();
    }

    private static async Task<IResult> ListReviewersAsync(string contentItemId, Reviewers reviewers, CancellationToken cancel)
    {
        var able = await reviewers.RunAsync(contentItemId, cancel);
        return able.Problem is { } problem ? Answers.Refused(problem) : Answers.Of(new ReviewerChoices([.. able.Value.Users.Select(user => new Choice(user.Id, user.UserName, ""))], able.Value.Suggested?.Id));
    }

    private static async Task<IResult> AnswerAsync(string contentItemId, ReviewToAnswer answer, AnswerReview verb, OpenDiscussion open, CancellationToken cancel)
    {
        DateOnly? due = null;
        if (answer.NextDue is { Length: > 0 } text)
        {
            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return Answers.Refused(Problem.Invalid($"\"{text}\" is no day; one is written like 2027-11-30."));
            due = day;
        }

        var said = new ReviewAnswer(answer.VersionId, answer.Approves, answer.Note) { SetsDates = answer.SetsDates, NextDue = due, Reviewers = answer.Reviewers };
        return await ThenAsync(await verb.RunAsync(contentItemId, said, cancel), contentItemId, open, cancel);
    }

    private static async Task<IResult> CommentAsync(string contentItemId, CommentToWrite comment, WriteComment verb, OpenDiscussion open, CancellationToken cancel)
    {
        var written = comment.AnswersId is { } answers
            ? await verb.RunAsync(contentItemId, answers, comment.Text, cancel)
            : await verb.RunAsync(contentItemId, new CommentedPlace(comment.InsideId, comment.Place), comment.Text, cancel);
        return await ThenAsync(written, contentItemId, open, cancel);
    }

    private static async Task<IResult> ThenAsync<T>(Outcome<T> done, string contentItemId, OpenDiscussion open, CancellationToken cancel) => done.Problem is { } problem ? Answers.Refused(problem) : Answers.Of(await open.RunAsync(contentItemId, cancel));
}
