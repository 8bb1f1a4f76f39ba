using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Events;
using Cms.Settings;
using Cms.Users;

namespace Cms.Modeling;

/// <summary>
/// Changes the tenant's definitions and what stored items have of them, in one transaction. When there are more versions than fit into one,
/// the definitions change at once, everybody reads the new names from then on, and <see cref="ContinueRewrites"/> writes them. It also works the
/// index rows of the items out anew whose rows other definitions than names decide. Whoever changes definitions does it here.
/// </summary>
public sealed class ChangeDefinitions(
    CurrentCaller current, TenantWork work, StoredVersions versions, TenantDefinitions definitions, SettingsStore settings, LeftOutOfIndex leftOut, RewriteLimits limits, TimeProvider clock)
{
    /// <summary>
    /// What was done. <see cref="ProblemKind.NotFound"/> and <see cref="ProblemKind.Conflict"/> say which name is missing or taken;
    /// <see cref="ProblemKind.Invalid"/> says what is wrong with the change. Nothing has changed then.
    /// </summary>
    public async Task<Outcome<DefinitionPlan>> RunAsync(DefinitionChange change, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.EditContentTypes, "change content types") is { } refused)
            return refused;

        await using var transaction = await work.BeginAsync(cancel);
        var before = await definitions.GetStoredAsync(cancel);
        var checkedChange = PendingNames.Check(before, change);
        if (checkedChange.Problem is { } problem)
            return problem;

        var (after, rewrite) = checkedChange.Value;
        var changes = new List<PlannedChange>();
        var warnings = Patterns.MentionedIn(after, change).ToList();
        ItemRewrite? pending = null;
        if (rewrite is not null)
        {
            if (rewrite.Type is { } renamed)
            {
                await RenameEverywhereAsync(renamed, cancel);
                after = after.With([.. after.Pending.Select(other => other.After(renamed))]);
            }

            await RewriteCustomSettingsAsync(before, after, rewrite, cancel);
            if (await versions.CountAsync(cancel) > limits.InOneTransaction)
            {
                pending = rewrite with { BeganUtc = clock.GetUtcNow().UtcDateTime };
                after = after.With([.. after.Pending, pending]);
                changes.Add(new PlannedChange(rewrite.Title, Items: null));
            }
            else
            {
                var (items, blocked, left) = await RewriteAsync(rewrite, after, cancel);
                if (blocked.Count > 0)
                    return PlanDefinitions.Blocked(rewrite, blocked);

                warnings.AddRange(left.Select(one => one.ToString()));
                changes.Add(new PlannedChange(rewrite.Title, items));
            }
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
        return new DefinitionPlan(changes, warnings) { After = after, Pending = pending };
    }

    // Not at once, however few they are: whoever still has the definitions of before may save an item by them until he hears of the change. One
    // pass does for all changes that wait for one.
    private (ContentDefinitions After, ItemRewrite Pending) WithIndexOf(IEnumerable<string> types, ContentDefinitions after)
    {
        var others = after.Pending.ToLookup(pending => pending.ChangesJson);
        var pending = ItemRewrite.OfIndex(ContentId.New(), types.Concat(others[false].SelectMany(other => other.IndexedTypes))) with { BeganUtc = clock.GetUtcNow().UtcDateTime };
        return (after.With([.. others[true], pending]), pending);
    }

    private async Task<(int Items, HashSet<string> Blocked, List<LeftOut> LeftOut)> RewriteAsync(ItemRewrite rewrite, ContentDefinitions after, CancellationToken cancel)
    {
        var items = new HashSet<string>(StringComparer.Ordinal);
        var blocked = new HashSet<string>(StringComparer.Ordinal);
        var left = new List<LeftOut>();
        var row = 0L;
        while (await versions.ListAsync(row, limits.Batch, cancel) is { Count: > 0 } read)
        {
            var batch = RewriteBatch.Of(rewrite, read);
            items.UnionWith(batch.Changed.Concat(read.Where(version => version.Item.ContentType == rewrite.Type?.To)).Select(version => version.Item.ContentItemId));
            blocked.UnionWith(batch.Blocked);
            await versions.RewriteAsync(batch.Changed, cancel);
            left.AddRange(await IndexBatch.OfAllAsync(versions, row, read, after, cancel));
            row = read[^1].Row;
        }

        await leftOut.NoteAsync(left, cancel);
        return (items.Count, blocked, left);
    }

    // What names a type outside items and definitions.
    private async Task RenameEverywhereAsync(TypeMove renamed, CancellationToken cancel)
    {
        await versions.RenameTypeAsync(renamed.From, renamed.To, cancel);
        if (await settings.FindAsync(RolePermissions.Section, cancel) is not { } roles)
            return;

        var ending = "_" + renamed.From;
        foreach (var permissions in roles.Select(role => role.Value?["Permissions"]).OfType<JsonArray>())
        {
            for (var index = 0; index < permissions.Count; index++)
            {
                if (permissions[index] is JsonValue value && value.TryGetValue(out string? name) && name.EndsWith(ending, StringComparison.Ordinal))
                    permissions[index] = name[..^renamed.From.Length] + renamed.To;
            }
        }

        await settings.SaveAsync(RolePermissions.Section, roles, new SettingsChanged(RolePermissions.Section), cancel);
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
