using Cms.Content;
using Cms.Definitions;
using Cms.Search;
using Cms.Settings;

namespace Cms.Editing;

/// <summary>An item is written in one of the site's cultures, and there is one item for each culture in a set of translations.</summary>
public sealed class CultureIsSupported(ContentStore store, SettingsStore settings) : ContentRule
{
    public override async Task<IReadOnlyList<Complaint>> CheckAsync(ContentItem item, ContentDefinitions definitions, CancellationToken cancel)
    {
        var values = PartValues.In(item, definitions);
        if (!values.TryGetValue(PartColumn.Culture, out var culture))
            return [];

        var supported = (await SiteSettings.LoadAsync(settings, cancel)).SupportedCultures;
        if (!supported.Contains((string)culture, StringComparer.OrdinalIgnoreCase))
            return [new Complaint("LocalizationPart.Culture", $"must be one of the site's cultures ({string.Join(", ", supported)}), not \"{culture}\"")];

        if (!values.TryGetValue(PartColumn.LocalizationSet, out var set))
            return [];

        var others = await store.ListByPartValueAsync(PartColumn.LocalizationSet, [(string)set], ContentStatus.All, cancel);
        return others.FirstOrDefault(other => other.ContentItemId != item.ContentItemId && IsIn((string)culture, other, definitions)) is { } twin
            ? [new Complaint("LocalizationPart.Culture", $"must be another one: in {culture} there is \"{twin.DisplayText}\" ({twin.ContentItemId}) in the same set already")]
            : [];
    }

    private static bool IsIn(string culture, ContentItem item, ContentDefinitions definitions) =>
        PartValues.In(item, definitions).TryGetValue(PartColumn.Culture, out var own) && culture.Equals((string)own, StringComparison.OrdinalIgnoreCase);
}
