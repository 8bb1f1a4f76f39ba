using Cms.Content;
using Cms.Users;

namespace Cms.Editing;

/// <summary>Asks for every change of content whether the current caller may make it; each verb does so before it changes anything.</summary>
public sealed class ContentAccess(CurrentCaller current)
{
    /// <summary>
    /// Null when the caller may do this with the item; else why not. Who may not even see the item is told what is told of one that does not
    /// exist.
    /// </summary>
    public Problem? Refuse(ContentAction action, ContentItem item) => Refuse(action, item.ContentItemId, item.ContentType, item.Owner, item.DisplayText, isVisible: item.Published);

    /// <summary>As for an item, for one that lies in the trash: nobody's own any more.</summary>
    public Problem? Refuse(ContentAction action, TrashedItem item) => Refuse(action, item.ContentItemId, item.ContentType, owner: null, item.DisplayText, isVisible: false);

    /// <summary>Null when the caller may do this with new items of the type, which will be its own.</summary>
    public Problem? RefuseNew(ContentAction action, string contentType) =>
        current.Caller.MayWithOwn(action, contentType) ? null : Problem.Forbidden($"You may not {Word(action)} items of type {contentType}; it needs the permission {action}Content or {action}_{contentType}.");

    /// <summary>As for the item; for one that is not there yet, as for a new one of the type.</summary>
    public Problem? Refuse(ContentAction action, ContentItem? item, string contentType) => item is null ? RefuseNew(action, contentType) : Refuse(action, item);

    /// <summary>Whether an item may be named to the caller. Whose it is does not count: uses of one's own are found by those who see all of the type.</summary>
    public bool MaySee(ReferenceUse use) => current.Caller.May(Permission.ToSee(use.Published), use.ContentType);

    /// <summary>Whether the item may be named to the caller.</summary>
    public bool MaySee(ContentItem item) => current.Caller.MaySee(item);

    /// <summary>What is said of an item that is not there.</summary>
    public static Problem Missing(string contentItemId) => Problem.NotFound($"There is no content item {contentItemId}.");

    private Problem? Refuse(ContentAction action, string contentItemId, string contentType, string? owner, string displayText, bool isVisible)
    {
        var caller = current.Caller;
        if (caller.May(action, contentType, owner))
            return null;

        return caller.May(ContentAction.Preview, contentType, owner) || (isVisible && caller.May(ContentAction.View, contentType, owner))
            ? Problem.Forbidden($"You may not {Word(action)} \"{displayText}\" ({contentItemId}); it needs the permission {action}Content or {action}_{contentType}.")
            : Missing(contentItemId);
    }

    private static string Word(ContentAction action) => action switch
    {
        ContentAction.Edit => "change",
        ContentAction.Delete => "remove",
        _ => action.ToString().ToLowerInvariant(),
    };
}
