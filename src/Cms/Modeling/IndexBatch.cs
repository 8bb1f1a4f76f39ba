using Cms.Content;
using Cms.Definitions;
using Cms.Parts;
using Cms.Search;

namespace Cms.Modeling;

/// <summary>What became of the index rows of some versions.</summary>
/// <param name="Differed">How many versions had other rows than the definitions give, and have those now.</param>
/// <param name="Left">The paths and aliases that they name and that belong to others.</param>
internal sealed record IndexBatch(int Differed, IReadOnlyList<LeftOut> Left)
{
    /// <summary>
    /// Works the rows of these versions out from their JSON as it is stored, and writes those that differ. A path or alias stays with the item that
    /// has it and still names it; one that is free goes to the version that was saved first. Needs a transaction.
    /// </summary>
    public static async Task<IndexBatch> RunAsync(StoredVersions versions, IReadOnlyList<StoredIndex> read, ContentDefinitions known, CancellationToken cancel)
    {
        var wanted = read.Select(stored => (Stored: stored, Rows: RowsOf(stored, known))).ToList();
        var paths = wanted.SelectMany(one => PathsOf(one.Rows).Except(PathsOf(one.Stored.Version))).ToHashSet(StringComparer.Ordinal);
        var aliases = wanted.Where(one => one.Rows.Alias != one.Stored.Version.Alias).Select(one => one.Rows.Alias).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var taken = new TakenKeys();
        var changed = new List<StoredIndex>();
        if (paths.Count + aliases.Count > 0)
        {
            var here = read.Select(stored => stored.Row).ToHashSet();
            foreach (var holder in await versions.ListHoldersAsync(paths, aliases, cancel))
            {
                var rows = RowsOf(holder, known);
                taken.Keep(holder.Version, rows);

                // Its own turn comes later, or nothing else of it changes: until then it is in nobody's way.
                if (!here.Contains(holder.Row) && Released(holder.Version, rows) is { } released)
                    changed.Add(holder with { Version = released });
            }
        }

        var leftOut = new List<LeftOut>();
        foreach (var (stored, rows) in wanted)
        {
            var given = taken.Give(rows, stored.Version, leftOut);
            if (!AreSame(stored.Version, given))
                changed.Add(stored with { Version = given });
        }

        if (changed.Count > 0)
            await versions.ReindexAsync(changed, cancel);
        return new IndexBatch(changed.Count, [.. leftOut.DistinctBy(one => (one.ContentItemId, one.What, one.Value))]);
    }

    /// <summary>Does it with those of the versions that were read after this row that are latest or published; what is left out.</summary>
    public static async Task<IReadOnlyList<LeftOut>> OfAllAsync(
        StoredVersions versions, long after, IReadOnlyList<StoredVersion> read, ContentDefinitions known, CancellationToken cancel)
    {
        var indexed = await versions.ListIndexedAsync(types: null, after, read.Count, cancel);
        return (await RunAsync(versions, [.. indexed.TakeWhile(stored => stored.Row <= read[^1].Row)], known, cancel)).Left;
    }

    /// <summary>What the definitions find in the version, of its moments those that count in its state.</summary>
    private static IndexedVersion RowsOf(StoredIndex stored, ContentDefinitions known)
    {
        var rows = IndexRows.Of(StoredVersions.Current(stored.Version.Item, known), known);
        return rows with { Item = stored.Version.Item, Due = [.. rows.Due.Where(due => due.Kind == stored.Schedules).Take(1)] };
    }

    private static IEnumerable<string> PathsOf(IndexedVersion version) => version.Routes.Select(route => route.Path);

    // The version without what stands in the index and not in its JSON any more; null when it has all by right.
    private static IndexedVersion? Released(IndexedVersion holder, IndexedVersion rows)
    {
        var routes = holder.Routes.Where(route => PathsOf(rows).Contains(route.Path)).ToList();
        var loses = holder.Alias is { } alias && alias != rows.Alias;
        return routes.Count == holder.Routes.Count && !loses
            ? null
            : (loses ? holder.WithoutAlias() : holder) with { Routes = routes };
    }

    private static bool AreSame(IndexedVersion one, IndexedVersion other) =>
        one.Routes.ToHashSet().SetEquals(other.Routes)
        && one.Terms.ToHashSet().SetEquals(other.Terms)
        && one.References.ToHashSet().SetEquals(other.References)
        && one.Due.Select(Written).SequenceEqual(other.Due.Select(Written))
        && one.Text?.Hash == other.Text?.Hash
        && one.PartValues.Count == other.PartValues.Count
        && one.PartValues.All(value => value.Value.Equals(other.PartValues.GetValueOrDefault(value.Key)));

    // Databases keep microseconds.
    private static (ScheduledKind, long, string?) Written(Due due) => (due.Kind, due.DueUtc.Ticks / TimeSpan.TicksPerMicrosecond, due.TimeZone);

    /// <summary>Which item has which path and alias.</summary>
    private sealed class TakenKeys
    {
        private readonly Dictionary<(string What, string Value), ContentItem> _holders = [];

        /// <summary>The item keeps what it has in the index and names in its JSON.</summary>
        public void Keep(IndexedVersion indexed, IndexedVersion rows)
        {
            foreach (var path in PathsOf(indexed).Intersect(PathsOf(rows)))
                _holders.TryAdd((LeftOut.Path, path), indexed.Item);
            if (indexed.Alias is { } alias && alias == rows.Alias)
                _holders.TryAdd((LeftOut.Alias, alias), indexed.Item);
        }

        /// <summary>The rows without what belongs to others or cannot be stored.</summary>
        public IndexedVersion Give(IndexedVersion rows, IndexedVersion before, List<LeftOut> leftOut)
        {
            var given = new Dictionary<string, Route>(StringComparer.Ordinal);
            foreach (var route in rows.Routes)
            {
                var why = given.ContainsKey(route.Path) ? "is used twice in this item"
                    : before.Routes.Contains(route) ? null
                    : RoutePath.Complaint(route.Path) ?? Take(LeftOut.Path, route.Path, rows.Item);
                if (why is null)
                    given.Add(route.Path, route);
                else
                    leftOut.Add(LeftOut.Of(rows.Item, LeftOut.Path, route.Path, why));
            }

            rows = rows with { Routes = [.. given.Values] };
            if (rows.Alias is not { } alias || alias == before.Alias)
                return rows;

            if ((alias.Length > AliasPart.MaxLength ? $"must have at most {AliasPart.MaxLength} characters" : Take(LeftOut.Alias, alias, rows.Item)) is not { } refused)
                return rows;

            leftOut.Add(LeftOut.Of(rows.Item, LeftOut.Alias, alias, refused));
            return rows.WithoutAlias();
        }

        // Null when the item has it now, else why it has not.
        private string? Take(string what, string value, ContentItem item)
        {
            _holders.TryAdd((what, value), item);
            var holder = _holders[(what, value)];
            return holder.ContentItemId == item.ContentItemId ? null : $"belongs to \"{holder.DisplayText}\" ({holder.ContentItemId})";
        }
    }
}
