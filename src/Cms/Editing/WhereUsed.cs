using Cms.Content;
using Cms.Definitions;
using Cms.Linking;
using Cms.Media;
using Cms.Parts;
using Cms.Settings;

namespace Cms.Editing;

/// <summary>Says what refers to an item, a term, a media file or a user: other items and the site's own settings.</summary>
public sealed class WhereUsed(ContentStore store, SettingsStore settings, TenantDefinitions definitions, MediaFiles media)
{
    /// <summary>
    /// The references, settings first; empty when nothing refers to it. For an item also those to what lies inside it, such as a taxonomy's
    /// terms, and none of its own. <see cref="ProblemKind.NotFound"/> when nothing of this name exists and nothing refers to it.
    /// </summary>
    /// <param name="target">Id of an item, term or user, or path of a media file.</param>
    /// <param name="first">How many at most.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<IReadOnlyList<ReferenceUse>>> RunAsync(string target, int first, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        var latest = await store.FindLatestAsync(target, cancel);
        var published = latest is { Published: false } ? await store.FindPublishedAsync(target, cancel) : null;
        var targets = new[] { latest, published }.OfType<ContentItem>()
            .SelectMany(item => PlacedParts.In(item, known)).Select(part => part.Inside?.ContentItemId ?? target)
            .Append(target).Where(id => id.Length > 0).ToHashSet(StringComparer.Ordinal);

        var uses = (await SettingsReferences.ListAsync(settings, known, cancel)).Where(use => targets.Contains(use.Reference.Target)).ToList();
        var asked = new ReferenceQuery { Targets = targets, ExceptContentItemId = latest is null ? null : target, First = first };
        uses.AddRange(await store.ListReferencesAsync(asked, cancel));
        if (uses.Count == 0 && latest is null && media.Find(target) is null && (await store.ListPublicRoutesAsync([target], cancel)).Count == 0)
            return Problem.NotFound($"There is no content item, term or media file \"{target}\", and nothing refers to one.");

        return uses.Take(first).ToList();
    }

    /// <summary>The uses for a sentence: <c>"Sleep" (Authors), "Rest" (Sections[0].Body)</c>, of at most five items.</summary>
    internal static string Describe(IReadOnlyList<ReferenceUse> uses)
    {
        const int mostItems = 5, mostPlaces = 3;
        var items = uses.GroupBy(use => use.ContentItemId).ToList();
        var named = items.Take(mostItems).Select(item =>
        {
            var places = item.Select(use => use.Reference.Path).Distinct().ToList();
            return $"\"{item.First().DisplayText}\" ({string.Join(", ", places.Take(mostPlaces))}{(places.Count > mostPlaces ? ", ..." : "")})";
        });
        return string.Join(", ", named) + (items.Count > mostItems ? " and others" : "");
    }
}
