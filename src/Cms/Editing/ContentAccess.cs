using Cms.Content;
using Cms.Definitions;
using Cms.Editing.Replacing;
using Cms.Users;

namespace Cms.Editing;

/// <summary>Asks for every change of content whether the current caller may make it; each verb does so before it changes anything.</summary>
public sealed class ContentAccess(CurrentCaller current, TenantDefinitions definitions, ContentStore store)
{
    private FieldAccess? _fields;
    private (ContentDefinitions Definitions, Caller Caller) _fieldsOf;

    /// <summary>
    /// Null when the caller may do this with the item; else why not. Who may not even see the item is told what is told of one that does not
    /// exist.
    /// </summary>
    /// <param name="action">What is to be done.</param>
    /// <param name="item">The item's latest version.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Problem?> RefuseAsync(ContentAction action, ContentItem item, CancellationToken cancel)
    {
        if (current.Caller.May(action, item.ContentType, item.Owner))
            return null;

        // Who sees only what is published is told of that, not of the draft that lies over it.
        var visible = item.Published || current.Caller.MaySee(item) ? item : await store.FindPublishedAsync(item.ContentItemId, cancel);
        return visible is not null && current.Caller.MaySee(visible) ? MayNot(action, visible.ContentItemId, visible.ContentType, visible.DisplayText) : Missing(item.ContentItemId);
    }

    /// <summary>As for an item, for one that lies in the trash: nobody's own any more.</summary>
    public Problem? Refuse(ContentAction action, TrashedItem item)
    {
        if (current.Caller.May(action, item.ContentType))
            return null;

        return current.Caller.May(ContentAction.Preview, item.ContentType) ? MayNot(action, item.ContentItemId, item.ContentType, item.DisplayText) : Missing(item.ContentItemId);
    }

    /// <summary>Null when the caller may do this with new items of the type, which will be its own.</summary>
    public Problem? RefuseNew(ContentAction action, string contentType) =>
        current.Caller.MayWithOwn(action, contentType) ? null : Problem.Forbidden($"You may not {Word(action)} items of type {contentType}; it needs the permission {action}Content or {action}_{contentType}.");

    /// <summary>As for the item; for one that is not there yet, as for a new one of the type.</summary>
    public async Task<Problem?> RefuseAsync(ContentAction action, ContentItem? item, string contentType, CancellationToken cancel) =>
        item is null ? RefuseNew(action, contentType) : await RefuseAsync(action, item, cancel);

    /// <summary>What the caller may do with single fields.</summary>
    public async ValueTask<FieldAccess> FieldsAsync(CancellationToken cancel)
    {
        var known = (await definitions.GetAsync(cancel), current.Caller);
        if (_fields is null || _fieldsOf != known)
            (_fields, _fieldsOf) = (FieldAccess.Of(known.Item1, known.Caller), known);
        return _fields;
    }

    /// <summary>Null when the caller may change what stands in all of these places; else why not, without naming a field, which may be hidden.</summary>
    internal async Task<Problem?> RefusePlacesAsync(IReadOnlyList<ReplacedPlace> places, CancellationToken cancel)
    {
        var fields = await FieldsAsync(cancel);
        return places.All(place => place.Field is null || fields.MayChange(place.Part, place.Field)) ? null : Problem.Forbidden("It stands in a field that you may not change.");
    }

    /// <summary>Whether the item may be named to the caller.</summary>
    public bool MaySee(ContentItem item) => current.Caller.MaySee(item);

    /// <summary>
    /// Those of the uses that may be named to the caller. Whose an item is does not count: uses of one's own are found by those who see all of the type.
    /// </summary>
    public async Task<IReadOnlyList<ReferenceUse>> VisibleAsync(IReadOnlyList<ReferenceUse> uses, CancellationToken cancel)
    {
        var fields = await FieldsAsync(cancel);
        return [.. uses.Where(use => current.Caller.May(Permission.ToSee(use.Published), use.ContentType) && fields.MaySeePlace(use.Reference.Path))];
    }

    /// <summary>What is said of an item that is not there.</summary>
    public static Problem Missing(string contentItemId) => Problem.NotFound($"There is no content item {contentItemId}.");

    private static Problem MayNot(ContentAction action, string contentItemId, string contentType, string displayText) =>
        Problem.Forbidden($"You may not {Word(action)} \"{displayText}\" ({contentItemId}); it needs the permission {action}Content or {action}_{contentType}.");

    private static string Word(ContentAction action) => action switch
    {
        ContentAction.Edit => "change",
        ContentAction.Delete => "remove",
        _ => action.ToString().ToLowerInvariant(),
    };
}
