using Cms.Content;
using Cms.Definitions;
using Cms.Linking;
using Cms.Media;
using Cms.Parts;
using Cms.Settings;
using Cms.Users;

namespace Cms.Editing;

/// <summary>Says what refers to an item, a term, a media file or a user: other items and the site's own settings.</summary>
public sealed class WhereUsed(ContentAccess access, ContentStore store, SettingsStore settings, TenantDefinitions definitions, MediaFiles media, CurrentCaller current, UserStore users)
{
    private const int MostLookedAt = 100_000;

    /// <summary>
    /// The references, settings first; empty when nothing refers to it. For an item also those to what lies inside it, such as a taxonomy's
    /// terms, and none of its own. Only what the caller may see: other items and fields are not named. <see cref="ProblemKind.NotFound"/> when the caller sees nothing of
    /// this name and nothing that refers to it.
    /// </summary>
    /// <param name="target">Id of an item, term or user, or path of a media file.</param>
    /// <param name="first">How many at most.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<IReadOnlyList<ReferenceUse>>> RunAsync(string target, int first, CancellationToken cancel)
    {
        var latest = await store.FindLatestAsync(target, cancel);
        var published = await FindPublishedBesideAsync(latest, cancel);

        // What is not shown must not crowd out what is.
        var asked = first;
        var uses = await ListAsync(target, latest, published, asked, cancel);
        var visible = await access.VisibleAsync(uses, cancel);
        while (visible.Count < first && uses.Count == asked && asked < MostLookedAt)
        {
            asked *= 10;
            uses = await ListAsync(target, latest, published, asked, cancel);
            visible = await access.VisibleAsync(uses, cancel);
        }

        return await IsSeenAsync(target, latest, published, visible, cancel) ? visible.Take(first).ToList() : Missing(target);
    }

    /// <summary>
    /// All references to the target, also those of items that the caller may not see: to be counted, not to be named. <see cref="ProblemKind.NotFound"/> when the caller sees nothing of this name and nothing that refers to it.
    /// </summary>
    internal async Task<Outcome<IReadOnlyList<ReferenceUse>>> ListBesideAsync(string target, CancellationToken cancel)
    {
        var latest = await store.FindLatestAsync(target, cancel);
        var published = await FindPublishedBesideAsync(latest, cancel);
        var uses = await ListAsync(target, latest, published, MostLookedAt, cancel);
        return await IsSeenAsync(target, latest, published, await access.VisibleAsync(uses, cancel), cancel) ? new List<ReferenceUse>(uses) : Missing(target);
    }

    /// <summary>The references whoever asks; what does not come before the caller names none of them.</summary>
    internal async Task<IReadOnlyList<ReferenceUse>> ListAllAsync(ContentItem latest, int first, CancellationToken cancel) =>
        await ListAsync(latest.ContentItemId, latest, await FindPublishedBesideAsync(latest, cancel), first, cancel);

    private async Task<bool> IsSeenAsync(string target, ContentItem? latest, ContentItem? published, IReadOnlyList<ReferenceUse> visible, CancellationToken cancel) =>
        visible.Count > 0 || new[] { latest, published }.OfType<ContentItem>().Any(access.MaySee) || await IsTermOrFileAsync(target, latest, cancel)
        || (current.Caller.May(Permission.ManageUsers) && await users.FindByIdAsync(target, cancel) is not null);

    private static Problem Missing(string target) => Problem.NotFound($"There is no content item, term or media file \"{target}\", and nothing refers to one.");

    private async Task<ContentItem?> FindPublishedBesideAsync(ContentItem? latest, CancellationToken cancel) =>
        latest is { Published: false } ? await store.FindPublishedAsync(latest.ContentItemId, cancel) : null;

    // An item that the caller may not see is not there; who sees its public pages sees what is published.
    private async Task<bool> IsTermOrFileAsync(string target, ContentItem? latest, CancellationToken cancel) =>
        latest is null && (media.Find(target) is not null || (await store.ListPublicRoutesAsync([target], cancel)).Count > 0);

    private async Task<IReadOnlyList<ReferenceUse>> ListAsync(string target, ContentItem? latest, ContentItem? published, int first, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        var targets = new[] { latest, published }.OfType<ContentItem>()
            .SelectMany(item => PlacedParts.In(item, known)).Select(part => part.Inside?.ContentItemId ?? target)
            .Append(target).Where(id => id.Length > 0).ToHashSet(StringComparer.Ordinal);

        var uses = (await SettingsReferences.ListAsync(settings, known, cancel)).Where(use => targets.Contains(use.Reference.Target)).ToList();
        var asked = new ReferenceQuery { Targets = targets, ExceptContentItemId = latest is null ? null : target, First = first };
        uses.AddRange(await store.ListReferencesAsync(asked, cancel));
        return uses.Take(first).ToList();
    }

    /// <summary>All uses for a sentence, of which those that the caller may not see are counted and not named.</summary>
    internal async Task<string> DescribeAsync(IReadOnlyList<ReferenceUse> uses, CancellationToken cancel)
    {
        var named = await access.VisibleAsync(uses, cancel);
        return named.Count == 0 ? "items that you may not see" : Describe(named) + (named.Count < uses.Count ? " and others that you may not see" : "");
    }

    // For a sentence: "Sleep" (Authors), "Rest" (Sections[0].Body), of at most five items.
    private static string Describe(IReadOnlyList<ReferenceUse> uses)
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
