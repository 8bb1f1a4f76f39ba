using Cms.Content;
using Cms.Users;

namespace Cms.Editing;

/// <summary>Which published items of a type a caller may ask by, when other items are looked for through them.</summary>
public static class SeenItems
{
    /// <summary>Why the caller may ask by none; else the condition for those that they may see, or null for all.</summary>
    public static (Problem? Refused, ContentFilter? Only) Of(Caller caller, string contentType) =>
        !caller.MayWithOwn(ContentAction.View, contentType) ? (Problem.Forbidden($"You may not ask by items of type {contentType}; it needs the permission ViewContent or View_{contentType}."), null)
        : caller.May(ContentAction.View, contentType) ? (null, null)
        : (null, new ColumnIs(ContentColumn.Owner, Comparison.Equal, caller.UserId));
}
