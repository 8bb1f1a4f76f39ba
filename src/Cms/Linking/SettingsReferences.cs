using Cms.Content;
using Cms.Definitions;
using Cms.Settings;

namespace Cms.Linking;

/// <summary>What the site's own settings refer to. They are few and no content, so they stand in no table.</summary>
public static class SettingsReferences
{
    /// <summary>Every reference of every custom settings item, by type in order of name.</summary>
    public static async Task<IReadOnlyList<ReferenceUse>> ListAsync(SettingsStore settings, ContentDefinitions definitions, CancellationToken cancel)
    {
        var uses = new List<ReferenceUse>();
        foreach (var type in definitions.Types.Where(type => type.IsCustomSettings))
        {
            if (await CustomSettings.FindAsync(settings, type.Name, cancel) is not { } item)
                continue;

            uses.AddRange(References.In(item, definitions)
                .Select(reference => new ReferenceUse(item.ContentItemId, type.Name, type.DisplayName, Latest: true, Published: true, reference)));
        }

        return uses;
    }
}
