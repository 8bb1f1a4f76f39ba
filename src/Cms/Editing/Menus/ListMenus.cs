using Cms.Content;
using Cms.Definitions;
using Cms.Editing.Lists;
using Cms.Users;

namespace Cms.Editing.Menus;

/// <summary>The menus of the site that somebody may change.</summary>
/// <param name="Menus">In order of their titles.</param>
/// <param name="NewTypes">The types of which they may make menus.</param>
public sealed record ListedMenus(IReadOnlyList<ListedItem> Menus, IReadOnlyList<ContentType> NewTypes);

/// <summary>Lists the menus that the caller may change.</summary>
public sealed class ListMenus(CurrentCaller current, ContentStore store, TenantDefinitions definitions)
{
    private const int Most = 200;

    /// <summary>The menus, at most 200; none where there are no types of menus, as when the feature <c>OrchardCore.Menu</c> was never on.</summary>
    public async Task<ListedMenus> RunAsync(CancellationToken cancel)
    {
        var types = MenuJson.MenuTypes(await definitions.GetAsync(cancel)).ToList();
        List<ContentType> made = [.. types.Where(type => type.Creatable && current.Caller.MayWithOwn(ContentAction.Edit, type.Name))];
        var shown = ListedTypes.Of(types, current.Caller, also: ContentAction.Edit);
        if (shown.AreNone)
            return new ListedMenus([], made);

        var query = new ItemsQuery(shown.Visible) { OrderBy = new ContentOrder(ContentColumn.DisplayText, Descending: false), First = Most };
        return new ListedMenus(await store.ListItemsAsync(query, cancel), made);
    }
}
