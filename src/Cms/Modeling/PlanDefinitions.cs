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
    public Task<Outcome<DefinitionPlan>> RunAsync(DefinitionChange change, CancellationToken cancel) => RunAsync([change], cancel);

    /// <summary>The plan of several changes that are made together, each of what the one before it leaves.</summary>
    public async Task<Outcome<DefinitionPlan>> RunAsync(IReadOnlyList<DefinitionChange> wanted, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.EditContentTypes, "plan changes of content types") is { } refused)
            return refused;

        var before = await definitions.GetStoredAsync(cancel);
        var steps = DefinitionStep.Of(before, wanted, beganUtc: null);
        if (steps.Problem is { } problem)
            return problem;

        var effects = steps.Value.Select(step => new Effects(step)).ToList();
        await LookAsync([.. effects.Where(one => one.LooksAtItems)], cancel);
        foreach (var one in effects)
        {
            if (one.Refuse() is { } blocked)
                return blocked;
        }

        var after = steps.Value is [.., var last] ? last.After : before;
        var names = GraphQLNameChange.Between(before, after);
        return new DefinitionPlan([.. effects.SelectMany(one => one.Changes())], [.. Patterns.MentionedIn(after, wanted), .. LostTypes.MentionedIn(before, after), .. names.Warnings])
        {
            After = after,
            Seen = DefinitionsJson.StateOf(before),
            Indexed = await IndexedAsync(steps.Value, cancel),
            Names = names.Changes,
        };
    }

    private async Task LookAsync(IReadOnlyList<Effects> effects, CancellationToken cancel)
    {
        var row = 0L;
        while (effects.Count > 0 && await versions.ListAsync(row, limits.Batch, cancel) is { Count: > 0 } read)
        {
            foreach (var version in read)
            {
                foreach (var one in effects)
                    await one.AddAsync(version.Item, valid, cancel);
            }

            row = read[^1].Row;
        }
    }

    private async Task<IReadOnlyList<IndexedItems>> IndexedAsync(IReadOnlyList<DefinitionStep> steps, CancellationToken cancel)
    {
        var counts = await versions.CountIndexedAsync(cancel);
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            foreach (var type in await ConcernedItems.ListTypesAsync(versions, step, limits.Batch, cancel))
                found[type] = step.Before.StoredNames(type).Sum(name => counts.GetValueOrDefault(name));
        }

        return [.. found.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => new IndexedItems(one.Key, one.Value))];
    }

    private sealed class Effects(DefinitionStep step)
    {
        private const int Examples = 3;

        private readonly ContentDefinitions before = step.Before;
        private readonly ContentDefinitions after = step.Changed.After;
        private readonly ItemRewrite? rewrite = step.Changed.Rewrite;
        private readonly string? purgedType = step.Changed.PurgedType;

        private readonly List<(DefinitionDifference Difference, ItemRewrite? Probe, HashSet<string> Items)> _differences =
            [.. (step.Changed.Rewrite is null ? DefinitionDifferences.Between(step.Before, step.Changed.After) : []).Select(one => (one, one.Orphans.Count > 0 ? new ItemRewrite("", one.Text, one.Orphans) : null, new HashSet<string>(StringComparer.Ordinal)))];

        private readonly HashSet<string> _rewritten = new(StringComparer.Ordinal);
        private readonly HashSet<string> _purged = new(StringComparer.Ordinal);
        private readonly List<string> _refused = [];

        private readonly HashSet<string> _blocked = new(StringComparer.Ordinal);

        /// <summary>What it does cannot be told without the items.</summary>
        public bool LooksAtItems => rewrite is not null || purgedType is not null || _differences.Any(one => one.Probe is not null || one.Difference.OrphanedType is not null) || MayRefuse;

        private bool MayRefuse => _differences.Any(one => one.Difference.MayRefuse);

        public Problem? Refuse() => rewrite is null ? null : BlockedItems.Refuse(rewrite, _blocked);

        public async Task AddAsync(ContentItem stored, PartsAreValid valid, CancellationToken cancel)
        {
            var item = StoredVersions.Current(stored, before);
            if (item.ContentType == purgedType)
                _purged.Add(item.ContentItemId);

            if (rewrite is not null || _differences.Any(one => one.Probe is not null))
                Look(item, JsonNode.Parse(item.PartsJson)!.AsObject());

            foreach (var (_, _, items) in _differences.Where(one => one.Difference.OrphanedType == item.ContentType && (item.Latest || item.Published)))
                items.Add(item.ContentItemId);

            if (!MayRefuse || !item.Latest || after.FindType(item.ContentType) is null)
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
                _blocked.Add(item.ContentItemId);
            if (rewrite.Apply(parts, item.ContentType) || item.ContentType == rewrite.Type?.From)
                _rewritten.Add(item.ContentItemId);
        }
    }
}
