using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Users;

namespace Cms.Modeling;

/// <summary>Says what a change of definitions would do to the items that there are, and does nothing.</summary>
public sealed class PlanDefinitions(CurrentCaller current, StoredVersions versions, TenantDefinitions definitions, PartsAreValid valid, RewriteLimits limits)
{
    /// <summary>The plan, with all items counted; or why the change is refused.</summary>
    public async Task<Outcome<DefinitionPlan>> RunAsync(DefinitionChange change, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.EditContentTypes, "plan changes of content types") is { } refused)
            return refused;

        var before = await definitions.GetAsync(cancel);
        var changed = PendingNames.Check(before, change);
        if (changed.Problem is { } problem)
            return problem;

        var (after, rewrite) = changed.Value;
        var differences = rewrite is null ? DefinitionDifferences.Between(before, after) : [];
        var effects = new Effects(before, after, rewrite, differences, changed.Value.PurgedType);
        var row = 0L;
        while (await versions.ListAsync(row, limits.Batch, cancel) is { Count: > 0 } read)
        {
            foreach (var version in read)
                await effects.AddAsync(version.Item, valid, cancel);
            row = read[^1].Row;
        }

        if (rewrite is not null && BlockedItems.Refuse(rewrite, effects.Blocked) is { } blocked)
            return blocked;

        return new DefinitionPlan([.. effects.Changes()], Patterns.MentionedIn(after, change)) { After = after };
    }

    private sealed class Effects(
        ContentDefinitions before, ContentDefinitions after, ItemRewrite? rewrite, IReadOnlyList<DefinitionDifference> differences, string? purgedType)
    {
        private const int Examples = 3;

        private readonly List<(DefinitionDifference Difference, ItemRewrite? Probe, HashSet<string> Items)> _differences =
            [.. differences.Select(one => (one, one.Orphans.Count > 0 ? new ItemRewrite("", one.Text, one.Orphans) : null, new HashSet<string>(StringComparer.Ordinal)))];

        private readonly bool _mayRefuse = differences.Any(one => one.MayRefuse);
        private readonly HashSet<string> _rewritten = new(StringComparer.Ordinal);
        private readonly HashSet<string> _purged = new(StringComparer.Ordinal);
        private readonly List<string> _refused = [];

        public HashSet<string> Blocked { get; } = new(StringComparer.Ordinal);

        public async Task AddAsync(ContentItem stored, PartsAreValid valid, CancellationToken cancel)
        {
            var item = StoredVersions.Current(stored, before);
            if (item.ContentType == purgedType)
                _purged.Add(item.ContentItemId);

            if (rewrite is not null || _differences.Any(one => one.Probe is not null))
                Look(item, JsonNode.Parse(item.PartsJson)!.AsObject());

            foreach (var (_, _, items) in _differences.Where(one => one.Difference.OrphanedType == item.ContentType && (item.Latest || item.Published)))
                items.Add(item.ContentItemId);

            if (!_mayRefuse || !item.Latest || after.FindType(item.ContentType) is null)
                return;

            var complaints = await valid.CheckAsync(item, after, cancel);
            if (complaints.Count > 0 && (await valid.CheckAsync(item, before, cancel)).Count == 0)
                _refused.Add($"\"{item.DisplayText}\" ({item.ContentItemId}): {complaints[0]}");
        }

        public IEnumerable<PlannedChange> Changes()
        {
            if (rewrite is not null)
                yield return new PlannedChange(rewrite.Title, _rewritten.Count);

            if (purgedType is not null)
                yield return new PlannedChange($"Content items of the removed type {purgedType} are thrown away with all their versions", _purged.Count);

            foreach (var (difference, probe, items) in _differences)
                yield return new PlannedChange(difference.Text, probe is null && difference.OrphanedType is null ? null : items.Count);

            if (_refused.Count > 0)
                yield return new PlannedChange($"Items that are valid now will be refused when they are saved again, such as {string.Join("; ", _refused.Take(Examples)).TrimEnd('.')}", _refused.Count);
        }

        private void Look(ContentItem item, JsonObject parts)
        {
            foreach (var (_, probe, items) in _differences)
            {
                if (probe?.IsNeededFor(parts, item.ContentType) == true)
                    items.Add(item.ContentItemId);
            }

            if (rewrite is null)
                return;

            if (rewrite.IsBlockedIn(parts, item.ContentType))
                Blocked.Add(item.ContentItemId);
            if (rewrite.Apply(parts, item.ContentType) || item.ContentType == rewrite.Type?.From)
                _rewritten.Add(item.ContentItemId);
        }
    }
}
