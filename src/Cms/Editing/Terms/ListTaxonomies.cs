using Cms.Content;
using Cms.Definitions;
using Cms.Editing.Lists;

namespace Cms.Editing.Terms;

/// <summary>Lists the taxonomies whose terms somebody may see.</summary>
public sealed class ListTaxonomies(TenantDefinitions definitions, FindItems find)
{
    private const int Most = 100;

    /// <summary>The taxonomies in order of their titles; empty when the caller may see none.</summary>
    public async Task<IReadOnlyList<ListedItem>> RunAsync(CancellationToken cancel)
    {
        string[] types = [.. (await definitions.GetAsync(cancel)).Types.Where(type => type.Parts.Any(part => part.PartName == "TaxonomyPart")).Select(type => type.Name)];
        return types.Length == 0 ? [] : await find.RunAsync(new ItemsByTitle(null, new ContentOrder(ContentColumn.DisplayText, Descending: false), Most) { ContentTypes = types }, cancel);
    }
}
