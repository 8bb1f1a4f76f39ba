using Cms.Content;
using Cms.Editing.Previewing;
using Cms.Users;

namespace Cms.Editing.Reviewing;

/// <summary>What an open editor hears when it says that it is still there.</summary>
/// <param name="Others">Who else has the item open, each user once, the one who opened it first in front.</param>
/// <param name="Latest">The item's latest version.</param>
/// <param name="OpenComments">How many comments are open that the caller sees.</param>
/// <param name="Stamp">Another text than before whenever a comment or the review is another than before.</param>
public sealed record WatchedItem(IReadOnlyList<OpenEditor> Others, ContentItem Latest, int OpenComments, string Stamp);

/// <summary>An editor says that it has an item open, and hears what has happened. Every ten seconds for each open editor, so it reads little and writes only where somebody else would else miss something.</summary>
public sealed class WatchItem(CurrentCaller current, ContentAccess access, ContentStore store, ReviewStore reviews, PresenceStore presence, ListComments comments, TimeProvider clock)
{
    private const int LongestId = 40, LongestPlace = 300;

    // Half of what it lasts: with a beat every ten seconds it is written every second time, and one that is lost on the way makes nobody disappear.
    private static readonly TimeSpan WrittenFor = PresenceStore.Lasts / 2;

    /// <summary>What is new. For whoever may see the draft; fails as <see cref="PreviewVersion"/>.</summary>
    /// <param name="contentItemId">The item.</param>
    /// <param name="editorId">Names the open editor; made by the browser.</param>
    /// <param name="place">The field that they are in; null for none.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<WatchedItem>> RunAsync(string contentItemId, string editorId, string? place, CancellationToken cancel)
    {
        if (editorId.Length is 0 or > LongestId || !editorId.All(char.IsAsciiLetterOrDigit) || place?.Length > LongestPlace)
            return Problem.Invalid($"An open editor is named by {LongestId} letters and digits at most, and says a field by {LongestPlace} characters at most.");

        var found = await PreviewVersion.FindAsync(access, store, contentItemId, contentItemVersionId: null, cancel);
        if (found.Problem is { } problem)
            return problem;

        var (caller, now) = (current.Caller, clock.GetUtcNow().UtcDateTime);
        var open = await presence.ListAsync(contentItemId, now - PresenceStore.Lasts, cancel);
        var own = open.FirstOrDefault(editor => editor.Id == editorId && editor.UserId == caller.UserId);
        if (own is null || own.Place != place || own.SeenUtc <= now - WrittenFor)
        {
            await presence.SeeAsync(
                new OpenEditor { Id = editorId, ContentItemId = contentItemId, UserId = caller.UserId, UserName = caller.UserName, Place = place, SinceUtc = own?.SinceUtc ?? now, SeenUtc = now },
                cancel);
        }

        var fields = await access.FieldsAsync(cancel);
        var others = open.Where(editor => editor.UserId != caller.UserId).GroupBy(editor => editor.UserId, StringComparer.Ordinal).Select(group => Shown(group, fields)).OrderBy(editor => editor.SinceUtc);
        var said = await comments.VisibleAsync(contentItemId, cancel);
        var review = await reviews.FindNewestAsync(contentItemId, cancel);
        var stamp = $"{said.Length} {said.Select(comment => comment.ChangedUtc).DefaultIfEmpty().Max().Ticks} {review?.Id} {review?.State}";
        return new WatchedItem([.. others], found.Value, said.Count(comment => comment is { AnswersId: null, ResolvedUtc: null }), stamp);
    }

    // Somebody may have it open in two windows: since the first one, and in the field where they were last.
    private static OpenEditor Shown(IEnumerable<OpenEditor> editors, FieldAccess fields)
    {
        var (first, last) = (editors.MinBy(editor => editor.SinceUtc)!, editors.MaxBy(editor => editor.SeenUtc)!);
        return new OpenEditor
        {
            Id = first.Id,
            ContentItemId = first.ContentItemId,
            UserId = first.UserId,
            UserName = first.UserName,
            Place = last.Place is { } place && fields.MaySeePlace(place) ? place : null,
            SinceUtc = first.SinceUtc,
            SeenUtc = last.SeenUtc,
        };
    }
}

/// <summary>An editor says that it is closed.</summary>
public sealed class LeaveItem(CurrentCaller current, PresenceStore presence)
{
    /// <summary>Forgets the open editor, when it is the caller's.</summary>
    public Task RunAsync(string editorId, CancellationToken cancel) => presence.LeaveAsync(editorId, current.Caller.UserId, cancel);
}
