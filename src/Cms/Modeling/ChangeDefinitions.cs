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
    public async Task<Outcome<DefinitionPlan>> RunAsync(DefinitionChange change, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.EditContentTypes, "change content types") is { } refused)
            return refused;

        // Before others have to wait for this change: a large store takes a while to look through.
        if (await BlockedAsync(change, cancel) is { } blocked)
            return blocked;

        await using var transaction = await work.BeginAsync(cancel);
        var before = await definitions.GetStoredAsync(cancel);
        var checkedChange = PendingNames.Check(before, change);
        if (checkedChange.Problem is { } problem)
            return problem;

        var (after, rewrite) = checkedChange.Value;
        var changes = new List<PlannedChange>();
        ItemRewrite? pending = null;
        if (rewrite is not null)
        {
            pending = rewrite with { BeganUtc = clock.GetUtcNow().UtcDateTime };
            var others = after.Pending.ToLookup(other => other.ChangesJson);
            after = after.With([.. others[true], pending, .. others[false].Select(other => pending.Type is { } type ? other.After(type) : other)]);
            await RenamedPermissions.AddAsync(settings, pending, cancel);
            await RewriteCustomSettingsAsync(before, after, rewrite, cancel);
            changes.Add(new PlannedChange(rewrite.Title, Items: null));
        }
        else if (checkedChange.Value.PurgedType is { } purged)
        {
            var count = await versions.PurgeTypeAsync(purged, cancel);
            changes.Add(new PlannedChange($"{count} versions of content items of the removed type {purged} were thrown away", Items: null));
        }
        else
        {
            changes.AddRange(DefinitionDifferences.Between(before, after).Select(difference => new PlannedChange(difference.Text, Items: null)));
            if (await ConcernedItems.ListTypesAsync(versions, before, after, limits.Batch, cancel) is { Count: > 0 } types)
                (after, pending) = WithIndexOf(types, after);
        }

        await definitions.SaveAsync(after, cancel);
        await transaction.CommitAsync(cancel);
        return new DefinitionPlan(changes, Patterns.MentionedIn(after, change)) { After = after, Pending = pending };
    }

    private async Task<Problem?> BlockedAsync(DefinitionChange change, CancellationToken cancel)
    {
        var known = await definitions.GetStoredAsync(cancel);
        var checkedChange = PendingNames.Check(known, change);

        // Also a refusal that may be over in a moment: a change that goes on then would not have been looked at here.
        if (checkedChange.Problem is { } problem)
            return problem;

        return checkedChange.Value.Rewrite is { } rewrite ? await BlockedItems.CheckAsync(versions, known, rewrite, limits.Batch, cancel) : null;
    }

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
