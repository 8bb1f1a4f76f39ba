using Cms.Content;
using Cms.Definitions;

namespace Cms.Editing;

/// <summary>An item that refers to something.</summary>
/// <param name="ContentItemId">The item; where <see cref="IsSettings"/> the item of custom settings.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="DisplayText">Its title; the settings' name.</param>
/// <param name="State">How the versions stand that refer: an earlier one that visitors see, too, counts as changed.</param>
/// <param name="Places">The fields that refer, from the item down, each once.</param>
/// <param name="IsSettings">It is no item but the site's own settings.</param>
public sealed record ItemThatUses(string ContentItemId, string ContentType, string DisplayText, ItemState State, IReadOnlyList<string> Places, bool IsSettings);

/// <summary>A page of what refers to something.</summary>
/// <param name="Items">The items of this page, settings first.</param>
/// <param name="Count">How many items the caller may see, on all pages.</param>
/// <param name="Hidden">How many more there are that the caller may not see.</param>
public sealed record FoundUses(IReadOnlyList<ItemThatUses> Items, int Count, int Hidden);

/// <summary>Lists the items that refer to an item, a term, a media file or a user, page by page.</summary>
public sealed class ListUses(WhereUsed whereUsed, ContentAccess access, TenantDefinitions definitions)
{
    /// <summary>The page. <see cref="ProblemKind.NotFound"/> as <see cref="WhereUsed"/> says it.</summary>
    /// <param name="target">Id of an item, term or user, or path of a media file.</param>
    /// <param name="first">How many items at most.</param>
    /// <param name="skip">How many to leave out before.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<FoundUses>> RunAsync(string target, int first, int skip, CancellationToken cancel)
    {
        var uses = await whereUsed.ListBesideAsync(target, cancel);
        if (uses.Problem is { } problem)
            return problem;

        var known = await definitions.GetAsync(cancel);
        var visible = await access.VisibleAsync(uses.Value, cancel);
        var items = visible.GroupBy(use => use.ContentItemId, StringComparer.Ordinal).ToList();
        var hidden = uses.Value.Select(use => use.ContentItemId).Distinct(StringComparer.Ordinal).Count() - items.Count;
        return new FoundUses([.. items.Skip(skip).Take(first).Select(item => Of(item, known))], items.Count, hidden);
    }

    private static ItemThatUses Of(IGrouping<string, ReferenceUse> item, ContentDefinitions known)
    {
        // The latest version comes first, and its title counts.
        var use = item.First();
        var state = item.Any(one => one.Published) ? item.All(one => one is { Published: true, Latest: true }) ? ItemState.Published : ItemState.Changed : ItemState.Draft;
        return new ItemThatUses(use.ContentItemId, use.ContentType, use.DisplayText, state, [.. item.Select(one => one.Reference.Path).Distinct()], known.FindType(use.ContentType)?.IsCustomSettings == true);
    }
}
