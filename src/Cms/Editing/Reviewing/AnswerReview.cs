using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing.Previewing;
using Cms.Settings;
using Cms.Users;

namespace Cms.Editing.Reviewing;

/// <summary>What a reviewer says.</summary>
/// <param name="ContentItemVersionId">The latest version, as the reviewer sees it.</param>
/// <param name="Approves">It is as it should be; else something is to be changed, which the note says.</param>
/// <param name="Note">What is to be known; may be empty when it is approved.</param>
public sealed record ReviewAnswer(string ContentItemVersionId, bool Approves, string Note)
{
    /// <summary>Writes into the content that it was reviewed today, as far as its type has fields for that.</summary>
    public bool SetsDates { get; init; }

    /// <summary>By when it is to be reviewed again; null leaves that as it is.</summary>
    public DateOnly? NextDue { get; init; }

    /// <summary>The ids of the items or users that are named as reviewers; null leaves them as they are.</summary>
    public IReadOnlyList<string>? Reviewers { get; init; }
}

/// <summary>What became of an answer.</summary>
/// <param name="Review">The review.</param>
/// <param name="Item">The item's latest version, a new one where dates were set.</param>
public sealed record AnsweredReview(Review Review, ContentItem Item);

/// <summary>Approves an item or asks for changes of it, as the one it was handed to. Whoever may change an item that nobody was asked to look at may say that they reviewed it.</summary>
public sealed class AnswerReview(
    CurrentCaller current, ContentAccess access, ContentStore store, ReviewStore reviews, StoreVersion storeVersion, TenantDefinitions definitions, SettingsStore settings, UserStore users, ReviewMails mails, TenantWork work, TimeProvider clock)
{
    /// <summary>
    /// The answer. <see cref="ProblemKind.Conflict"/> when somebody saved since the version that the reviewer sees, or it waits for somebody else; <see cref="ProblemKind.Invalid"/> for changes without a note.
    /// Dates are content: they need the permission to change the item, and what visitors see gets them at once where the caller may publish it; where not, and for what is no draft in a type without drafts, it is
    /// <see cref="ProblemKind.Forbidden"/>. Approving alone needs no more than to see the draft.
    /// </summary>
    public async Task<Outcome<AnsweredReview>> RunAsync(string contentItemId, ReviewAnswer answer, CancellationToken cancel)
    {
        if (answer.Note.Length > Review.LongestNote)
            return Problem.Invalid($"The note has {answer.Note.Length} characters; {Review.LongestNote} are the most.");
        if (!answer.Approves && string.IsNullOrWhiteSpace(answer.Note))
            return Problem.Invalid("Say in the note what is to be changed.");

        await using var transaction = await work.BeginAsync(cancel);
        var found = await PreviewVersion.FindAsync(access, store, contentItemId, contentItemVersionId: null, cancel);
        if (found.Problem is { } problem)
            return problem;

        var latest = found.Value;
        var begun = await BeginAsync(latest, answer, cancel);
        if (begun.Problem is { } refused)
            return refused;

        if (latest.ContentItemVersionId != answer.ContentItemVersionId)
            return Stale(latest);

        var item = latest;
        if (answer is { Approves: true, SetsDates: true })
        {
            var stored = await SetAsync(latest, answer, cancel);
            if (stored.Problem is { } failed)
                return failed;
            item = stored.Value;
        }

        var ended = begun.Value.Ended(answer.Approves ? ReviewState.Approved : ReviewState.ChangesWanted, answer.Note.Trim(), item.ContentItemVersionId, clock.GetUtcNow().UtcDateTime);
        if (!await reviews.EndAsync(ended, cancel))
            return Problem.Conflict("Somebody took this review back meanwhile.");

        if (ended.AskedById != ended.ReviewerId)
            await mails.TellAnsweredAsync(ended, cancel);
        await transaction.CommitAsync(cancel);
        return new AnsweredReview(ended, item);
    }

    /// <summary>That somebody saved since.</summary>
    internal static Problem Stale(ContentItem latest) => Problem.Conflict($"{(latest.Author.Length > 0 ? latest.Author : "Somebody")} saved \"{latest.DisplayText}\" meanwhile. Look at what changed first.");

    private async Task<Outcome<Review>> BeginAsync(ContentItem latest, ReviewAnswer answer, CancellationToken cancel)
    {
        var caller = current.Caller;
        if (await reviews.FindNewestAsync(latest.ContentItemId, cancel) is { State: ReviewState.Waiting } waiting)
        {
            return waiting.ReviewerId == caller.UserId ? waiting : Problem.Conflict($"\"{latest.DisplayText}\" was handed to {waiting.Reviewer}; take the review back to answer it yourself.");
        }

        if (!answer.Approves)
            return Problem.Conflict($"Nobody waits for your review of \"{latest.DisplayText}\".");
        if (await access.RefuseAsync(ContentAction.Edit, latest, cancel) is { } refused)
            return refused;

        var own = new Review
        {
            Id = ContentId.New(),
            ContentItemId = latest.ContentItemId,
            Title = latest.DisplayText,
            ContentItemVersionId = latest.ContentItemVersionId,
            Note = "",
            AskedById = caller.UserId,
            AskedBy = caller.UserName,
            AskedUtc = clock.GetUtcNow().UtcDateTime,
            ReviewerId = caller.UserId,
            Reviewer = caller.UserName,
        };
        await reviews.AddAsync(own, cancel);
        return own;
    }

    private async Task<Outcome<ContentItem>> SetAsync(ContentItem latest, ReviewAnswer answer, CancellationToken cancel)
    {
        if (await access.RefuseAsync(ContentAction.Edit, latest, cancel) is { } refused)
            return refused;

        var known = await definitions.GetAsync(cancel);
        var places = ReviewParts.Of(latest.ContentType, known);
        if (places is { LastReviewed: null, NextDue: null, Reviewer: null })
            return Problem.Invalid($"Items of type {latest.ContentType} have no fields for reviews, so \"{latest.DisplayText}\" can be approved without dates alone.");

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), (await SiteSettings.LoadAsync(settings, cancel)).TimeZone).DateTime);
        if (answer.NextDue <= today)
            return Problem.Invalid("The next review must be due after today.");

        // As an editor would hand it in: without what the caller does not see, which stays.
        var parts = JsonNode.Parse((await access.FieldsAsync(cancel)).Visible(latest).PartsJson)!.AsObject();
        places.LastReviewed?.Write(parts, today);
        if (answer.NextDue is { } due)
            places.NextDue?.Write(parts, due);
        if (answer.Reviewers is { } ids && places.Reviewer is { } reviewer)
            reviewer.Write(parts, await NamedAsync(reviewer, ids, cancel));

        // What visitors see as it is has the dates at once; over everything else they are part of the draft.
        var publish = latest.Published && current.Caller.May(ContentAction.Publish, latest.ContentType, latest.Owner);
        if (latest.Published && !publish && known.FindType(latest.ContentType) is { Draftable: false } && await access.RefuseAsync(ContentAction.Publish, latest, cancel) is { } unpublishable)
            return unpublishable;

        var draft = new ContentDraft
        {
            ContentItemId = latest.ContentItemId,
            ContentType = latest.ContentType,
            Parts = parts,
            BasedOn = latest.ContentItemVersionId,
            DisplayText = latest.DisplayText,
            IsUnfinished = true,
        };
        return await storeVersion.RunAsync(draft, publish, Editor.Of(current.Caller), cancel, evenWithoutDrafts: !latest.Published);
    }

    private async Task<IReadOnlyList<(string Id, string Name)>> NamedAsync(ReviewPlace place, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        if (!place.IsOfUsers)
            return [.. ids.Select(id => (id, ""))];

        var named = (await users.ListByIdsAsync([.. ids], cancel)).ToDictionary(user => user.Id, user => user.UserName, StringComparer.Ordinal);
        return [.. ids.Where(named.ContainsKey).Select(id => (id, named[id]))];
    }
}
