using System.Text;
using Cms.Admin.Browser.Wire;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Editing.Checks;
using Cms.Editing.Scheduling;
using Cms.Importing;
using Cms.Settings;
using Cms.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Cms.Admin.Editing;

/// <summary>What the editor in the browser asks for, over HTTP so that any node can answer: each request says all that it takes. <see cref="AdminGate"/> stands before it.</summary>
internal static class EditorApi
{
    // The parts of one version; an article of a hundred pages stays far below.
    private const int LargestItem = 4 * 1024 * 1024;
    private const int LargestFile = 20 * 1024 * 1024;

    /// <summary>Maps it.</summary>
    public static void MapEditorApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup(AdminGate.Api).WithMetadata(new RequestSizeLimitAttribute(LargestItem));
        api.MapGet("/items/new/{contentType}", async (string contentType, OpenItem open, CancellationToken cancel) => Answers.Of(await open.RunNewAsync(contentType, cancel)));
        api.MapGet("/items/{contentItemId}", async (string contentItemId, OpenItem open, CancellationToken cancel) => Answers.Of(await open.RunAsync(contentItemId, cancel)));
        api.MapPut("/items/{contentItemId}", SaveAsync);
        api.MapPost("/items/{contentItemId}/publish", PublishAsync);
        api.MapPost("/items/{contentItemId}/unpublish", async (string contentItemId, Unpublish unpublish, OpenItem open, CancellationToken cancel) => await ThenAsync(await unpublish.RunAsync(contentItemId, cancel), contentItemId, open, cancel));
        api.MapPost("/items/{contentItemId}/discard", async (string contentItemId, DiscardDraft discard, OpenItem open, CancellationToken cancel) => await ThenAsync(await discard.RunAsync(contentItemId, cancel), contentItemId, open, cancel));
        api.MapPost("/items/{contentItemId}/clone", async (string contentItemId, Clone clone, CurrentCaller current, CancellationToken cancel) => Answers.Of(Chosen(await clone.RunAsync(contentItemId, Editor.Of(current.Caller), cancel))));
        api.MapGet("/items/{contentItemId}/check", async (string contentItemId, CheckItem check, CancellationToken cancel) => Answers.Of(Found(await check.RunAsync(contentItemId, cancel))));
        api.MapPost("/items/{contentItemId}/plan", PlanAsync);
        api.MapPost("/paste", ReadAsync);
        api.MapChoices();
        api.MapReviews();
        api.MapPost("/media", UploadAsync).WithMetadata(new RequestSizeLimitAttribute(LargestFile));
    }

    private static async Task<IResult> SaveAsync(string contentItemId, DraftToSave draft, SaveDraft save, Publish publish, ContentStore store, TenantDefinitions definitions, OpenItem open, CurrentCaller current, CancellationToken cancel)
    {
        var written = new ContentDraft
        {
            ContentItemId = contentItemId,
            ContentType = draft.ContentType,
            Parts = draft.Parts,
            BasedOn = draft.BasedOn,
            DisplayText = draft.DisplayText,
            IsUnfinished = !draft.Publish,
            WrittenSinceUtc = draft.WrittenSinceUtc,
        };
        var by = Editor.Of(current.Caller);
        var saved = draft.Publish ? await publish.RunAsync(written, by, cancel) : await save.RunAsync(written, by, cancel);
        if (saved.Problem is { } problem)
            return Answers.Refused(problem, problem.Kind == ProblemKind.Conflict ? await FindTheirsAsync(contentItemId, open, cancel) : null);

        var item = saved.Value;
        var hasPublished = item.Published || await store.FindPublishedAsync(contentItemId, cancel) is not null;
        var path = OpenItem.PathOf(item, (await definitions.GetAsync(cancel)).FindType(item.ContentType));
        var since = draft.WrittenSinceUtc is { } begun && item.ModifiedUtc - begun <= ContentDraft.StretchLasts ? begun : item.ModifiedUtc;
        return Answers.Of(new SavedDraft(item.ContentItemVersionId, item.ModifiedUtc, item.Author, item.DisplayText, path, hasPublished, item.Published, since));
    }

    // Only what the editor shows is published: the version that its words were stored as.
    private static async Task<IResult> PublishAsync(string contentItemId, string version, Publish publish, TenantWork work, ContentStore store, OpenItem open, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await store.FindLatestAsync(contentItemId, cancel) is { } latest && latest.ContentItemVersionId != version)
        {
            return Answers.Refused(Problem.Conflict($"{latest.Author} saved this meanwhile. Look at what changed, then publish."), await FindTheirsAsync(contentItemId, open, cancel));
        }

        var published = await publish.RunAsync(contentItemId, cancel);
        if (published.Problem is { } problem)
            return Answers.Refused(problem);

        await transaction.CommitAsync(cancel);
        return Answers.Of(await open.RunAsync(contentItemId, cancel));
    }

    private static async Task<IResult> PlanAsync(
        string contentItemId, Planned plan, SchedulePublish schedulePublish, ScheduleUnpublish scheduleUnpublish, CancelSchedule cancelSchedule, TenantWork work, SettingsStore settings, OpenItem open, CurrentCaller current, CancellationToken cancel)
    {
        var zone = (await SiteSettings.LoadAsync(settings, cancel)).TimeZoneId;
        await using var transaction = await work.BeginAsync(cancel);
        foreach (var (kind, text) in new[] { (ScheduledKind.Publish, plan.PublishAt), (ScheduledKind.Unpublish, plan.UnpublishAt) })
        {
            var done = text is null ? await cancelSchedule.RunAsync(contentItemId, [kind], Editor.Of(current.Caller), cancel) : await SetAsync(kind, text);
            if (done.Problem is { } problem)
                return Answers.Refused(problem);
        }

        await transaction.CommitAsync(cancel);
        return Answers.Of(await open.RunAsync(contentItemId, cancel));

        async Task<Outcome<ContentItem>> SetAsync(ScheduledKind kind, string text)
        {
            var moment = ScheduledMoment.Read(text, zone);
            return moment.Problem is { } unread ? unread
                : kind == ScheduledKind.Publish ? await schedulePublish.RunAsync(contentItemId, moment.Value, Editor.Of(current.Caller), cancel)
                : await scheduleUnpublish.RunAsync(contentItemId, moment.Value, Editor.Of(current.Caller), cancel);
        }
    }

    // Word and Google Docs give HTML, which tells headings and bullets; where that is no article, the plain text may be one.
    private static async Task<IResult> ReadAsync(Pasted pasted, ReadArticle read, CancellationToken cancel)
    {
        var article = pasted.Html is { Length: > 0 } html ? await read.RunAsync(Encoding.UTF8.GetBytes(html), pasted.ContentType, cancel) : null;
        if (article?.Problem is not null || article is null)
        {
            var plain = await read.RunAsync(Encoding.UTF8.GetBytes(pasted.Text), pasted.ContentType, cancel);
            article = plain.Problem is null ? plain : article ?? plain;
        }

        if (article.Problem is { } problem)
            return Answers.Refused(problem);

        var made = article.Value;
        string[] remarks = [.. made.Reading.Warnings.Concat(made.Reading.LeftOut).Select(remark => remark.ToString())];
        return Answers.Of(new ReadPaste(made.Parts, made.NewKeywords, remarks, made.Article.Sections.Count, made.Article.Sections.Sum(section => section.Bullets.Count)));
    }

    private static async Task<IResult> UploadAsync(string name, HttpRequest request, UploadMedia upload, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, cancel);
        var uploaded = await upload.RunAsync(name, bytes.ToArray(), cancel);
        return uploaded.Problem is { } problem ? Answers.Refused(problem) : Answers.Of(new Choice(uploaded.Value, Path.GetFileName(uploaded.Value), ""));
    }

    // What somebody else saved, for the editor to put together with what it has; null when the caller may not see it.
    private static async Task<EditedItem?> FindTheirsAsync(string contentItemId, OpenItem open, CancellationToken cancel) => await open.RunAsync(contentItemId, cancel) is { Problem: null, Value: var theirs } ? theirs : null;

    private static async Task<IResult> ThenAsync<T>(Outcome<T> done, string contentItemId, OpenItem open, CancellationToken cancel) => done.Problem is { } problem ? Answers.Refused(problem) : Answers.Of(await open.RunAsync(contentItemId, cancel));

    private static Outcome<Choice> Chosen(Outcome<ContentItem> item) => item.Problem is { } problem ? problem : ChoicesApi.Of(item.Value);

    private static Outcome<IReadOnlyList<Browser.Wire.Finding>> Found(Outcome<IReadOnlyList<Cms.Editing.Checks.Finding>> found) =>
        found.Problem is { } problem ? problem : found.Value.Select(one => new Browser.Wire.Finding(one.Path, one.Message, one.IsRefused)).ToList();
}
