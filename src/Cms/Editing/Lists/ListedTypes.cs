using Cms.Content;
using Cms.Definitions;
using Cms.Users;

namespace Cms.Editing.Lists;

/// <summary>Of which types a caller is shown items in lists.</summary>
/// <param name="Visible">Of these the latest versions, all or their own.</param>
/// <param name="PublishedTypes">Of these only what visitors see, as the caller may not see drafts.</param>
internal sealed record ListedTypes(VisibleItems Visible, IReadOnlyList<string> PublishedTypes)
{
    /// <summary>True when there is nothing that the caller may be shown.</summary>
    public bool AreNone => Visible.ContentTypes.Count == 0 && Visible.OwnContentTypes.Count == 0 && PublishedTypes.Count == 0;

    /// <summary>What this caller is shown of these types.</summary>
    /// <param name="types">The types.</param>
    /// <param name="caller">The caller.</param>
    /// <param name="also">Only items with which the caller may do this too; null for all.</param>
    public static ListedTypes Of(IEnumerable<ContentType> types, Caller caller, ContentAction? also = null)
    {
        ContentAction[] needed = also is { } more ? [ContentAction.List, ContentAction.Preview, more] : [ContentAction.List, ContentAction.Preview];
        var (all, own, published) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var name in types.Where(type => !type.IsCustomSettings).Select(type => type.Name))
        {
            if (needed.All(action => caller.May(action, name)))
            {
                all.Add(name);
                continue;
            }

            if (caller.UserId.Length > 0 && needed.All(action => caller.MayWithOwn(action, name)))
                own.Add(name);
            if (also is null && caller.May(ContentAction.List, name) && caller.May(ContentAction.View, name) && !caller.May(ContentAction.Preview, name))
                published.Add(name);
        }

        return new ListedTypes(new VisibleItems(all, own, caller.UserId), published);
    }

    /// <summary>What this caller may choose from of these types, which asks for no list of them.</summary>
    /// <param name="types">The types.</param>
    /// <param name="caller">The caller.</param>
    /// <param name="onlyPublished">Leaves drafts out.</param>
    public static ListedTypes ToChoose(IEnumerable<ContentType> types, Caller caller, bool onlyPublished)
    {
        var (all, own, published) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var name in types.Where(type => !type.IsCustomSettings).Select(type => type.Name))
        {
            var maySeeAll = caller.May(ContentAction.View, name);
            if (!onlyPublished && maySeeAll && caller.May(ContentAction.Preview, name))
            {
                all.Add(name);
                continue;
            }

            if (!onlyPublished && caller.UserId.Length > 0 && caller.MayWithOwn(ContentAction.Preview, name))
                own.Add(name);
            if (maySeeAll)
                published.Add(name);
        }

        return new ListedTypes(new VisibleItems(all, own, caller.UserId), published);
    }
}
