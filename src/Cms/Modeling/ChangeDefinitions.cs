using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Events;
using Cms.Settings;
using Cms.Users;

namespace Cms.Modeling;

/// <summary>
/// Changes the tenant's definitions in one transaction. What stored items have of them follows: everybody reads the new names from then on, and a
/// moment later, when nobody is left who has the definitions of before, <see cref="ContinueRewrites"/> writes them, and works the index rows of the
/// items out anew whose rows other definitions than names decide. Whoever changes definitions does it here.
/// </summary>
public sealed class ChangeDefinitions(
    CurrentCaller current, TenantWork work, StoredVersions versions, TenantDefinitions definitions, SettingsStore settings, RewriteLimits limits, TimeProvider clock)
{
    /// <summary>
    /// What was done. <see cref="ProblemKind.NotFound"/> and <see cref="ProblemKind.Conflict"/> say which name is missing or taken;
    /// <see cref="ProblemKind.Invalid"/> says what is wrong with the change. Nothing has changed then.
    /// </summary>
    public Task<Outcome<DefinitionPlan>> RunAsync(DefinitionChange change, CancellationToken cancel) => RunAsync([change], seen: null, cancel);

    /// <summary>Makes several changes together, all or none, each of what the one before it leaves.</summary>
    /// <param name="wanted">The changes.</param>
    /// <param name="seen">The state of the definitions that they were planned on (<see cref="DefinitionPlan.Seen"/>): when it is another one by now, <see cref="ProblemKind.Conflict"/> says so. Null takes any.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<DefinitionPlan>> RunAsync(IReadOnlyList<DefinitionChange> wanted, string? seen, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.EditContentTypes, "change content types") is { } refused)
            return refused;

        // Whoever may change definitions may not therefore throw away what others wrote.
        if (wanted.Any(change => change is PurgeData) && current.Caller.Refuse(Permission.PurgeContent, "throw stored data away for good") is { } kept)
            return kept;

        // Before others have to wait for this change: a large store takes a while to look through.
        if (await BlockedAsync(wanted, cancel) is { } blocked)
            return blocked;

        await using var transaction = await work.BeginAsync(cancel);
        var before = await definitions.GetStoredAsync(cancel);
        if (seen is not null && DefinitionsJson.StateOf(before) != seen)
            return Problem.Conflict("The definitions were changed meanwhile, so that this plan is of yesterday. Nothing was changed; look again at what happens.");

        var steps = DefinitionStep.Of(before, wanted, clock.GetUtcNow().UtcDateTime);
        if (steps.Problem is { } problem)
            return problem;

        var changes = new List<PlannedChange>();
        IReadOnlyList<string> indexed = [];
        foreach (var step in steps.Value)
            (changes, indexed) = ([.. changes, .. await MakeAsync(step, cancel)], await IndexedAfterAsync(indexed, step, cancel));

        var after = steps.Value is [.., var last] ? last.After : before;
        var pending = steps.Value.Select(step => step.Changed.Rewrite).LastOrDefault(rewrite => rewrite is not null);
        if (indexed.Count > 0)
            (after, pending) = WithIndexOf(indexed, after);

        await definitions.SaveAsync(after, cancel);
        await transaction.CommitAsync(cancel);
        return new DefinitionPlan(changes, Patterns.MentionedIn(after, wanted)) { After = after, Pending = pending };
    }

    private async Task<Problem?> BlockedAsync(IReadOnlyList<DefinitionChange> wanted, CancellationToken cancel)
    {
        var steps = DefinitionStep.Of(await definitions.GetStoredAsync(cancel), wanted, beganUtc: null);

        // Also a refusal that may be over in a moment: a change that goes on then would not have been looked at here.
        if (steps.Problem is { } problem)
            return problem;

        foreach (var step in steps.Value)
        {
            if (step.Changed.Rewrite is { } rewrite && await BlockedItems.CheckAsync(versions, step.Before, rewrite, limits.Batch, cancel) is { } blocked)
                return blocked;
        }

        return null;
    }

    private async Task<IEnumerable<PlannedChange>> MakeAsync(DefinitionStep step, CancellationToken cancel)
    {
        if (step.Changed.Rewrite is { } rewrite)
        {
            await RenamedPermissions.AddAsync(settings, rewrite, cancel);
            await RewriteCustomSettingsAsync(step.Before, step.After, rewrite, cancel);
            return [new PlannedChange(rewrite.Title, Items: null)];
        }

        if (step.Changed.PurgedType is { } purged)
        {
            var count = await versions.PurgeTypeAsync(purged, cancel);
            return [new PlannedChange($"{count} versions of content items of the removed type {purged} were thrown away", Items: null)];
        }

        return DefinitionDifferences.Between(step.Before, step.Changed.After).Select(difference => new PlannedChange(difference.Text, Items: null));
    }

    private async Task<IReadOnlyList<string>> IndexedAfterAsync(IReadOnlyList<string> types, DefinitionStep step, CancellationToken cancel) =>
        [.. types.Concat(await ConcernedItems.ListTypesAsync(versions, step, limits.Batch, cancel)).Select(type => step.Changed.Rewrite?.TypeAfter(type) ?? type).Distinct()];

    // One pass does for all changes that wait for one.
    private (ContentDefinitions After, ItemRewrite Pending) WithIndexOf(IEnumerable<string> types, ContentDefinitions after)
    {
        var others = after.Pending.ToLookup(pending => pending.ChangesJson);
        var pending = ItemRewrite.OfIndex(ContentId.New(), types.Concat(others[false].SelectMany(other => other.IndexedTypes))) with { BeganUtc = clock.GetUtcNow().UtcDateTime };
        return (after.With([.. others[true], pending]), pending);
    }

    private async Task RewriteCustomSettingsAsync(ContentDefinitions before, ContentDefinitions after, ItemRewrite rewrite, CancellationToken cancel)
    {
        foreach (var type in before.Types.Where(type => type.IsCustomSettings))
        {
            if (await settings.FindAsync(CustomSettings.SectionOf(type.Name), cancel) is not { } item)
                continue;

            var name = type.Name == rewrite.Type?.From ? rewrite.Type.To : type.Name;
            rewrite.Apply(item, name);
            if (item["ContentType"]?.GetValueKind() == JsonValueKind.String)
                item["ContentType"] = name;
            if (after.FindType(name) is not null)
                await CustomSettings.SaveAsync(settings, name, item, cancel);
        }
    }
}
