using Cms.Content;
using Cms.Users;

namespace Cms.Editing.Previewing;

/// <summary>Shows in this request what an editor has written and not saved, as if it were published. Nothing is stored, and it need not be complete.</summary>
public sealed class PreviewDraft(CurrentCaller current, ContentAccess access, ContentStore store, Compose compose, ShowPreview show)
{
    /// <summary>
    /// The version as it is shown. <see cref="ProblemKind.Forbidden"/> when the caller may not see drafts of the item, or the draft changes a field that it may not change;
    /// <see cref="ProblemKind.NotFound"/> for an item that is not there; <see cref="ProblemKind.Invalid"/> when nothing can be made of it.
    /// </summary>
    public async Task<Outcome<ContentItem>> RunAsync(ContentDraft draft, CancellationToken cancel)
    {
        var latest = draft.ContentItemId is { } id && ContentId.IsValid(id) ? await store.FindLatestAsync(id, cancel) : null;
        if (latest is null && draft.ContentItemId is not null)
            return ContentAccess.Missing(draft.ContentItemId);

        if (await access.RefuseAsync(ContentAction.Preview, latest, draft.ContentType, cancel) is { } refused)
            return refused;

        var kept = (await access.FieldsAsync(cancel)).Keep(draft, latest);
        if (kept.Problem is { } locked)
            return locked;

        var sketched = await compose.SketchAsync(kept.Value, latest, new Editor(current.Caller.UserId, current.Caller.UserName), cancel);
        return sketched.Problem is { } problem ? problem : await show.RunAsync(sketched.Value.Item, showsFields: true, cancel);
    }
}
