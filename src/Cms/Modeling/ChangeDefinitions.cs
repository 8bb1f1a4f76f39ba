using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Events;
using Cms.Settings;
using Cms.Users;

namespace Cms.Modeling;

/// <summary>
/// Changes the tenant's definitions and what stored items have of them, in one transaction. When there are more versions than fit into one,
/// the definitions change at once, everybody reads the new names from then on, and <see cref="ContinueRewrites"/> writes them.
/// </summary>
public sealed class ChangeDefinitions(
    ContentAccess access, TenantWork work, StoredVersions versions, TenantDefinitions definitions, SettingsStore settings, RewriteLimits limits, TimeProvider clock)
{
    /// <summary>
    /// What was done. <see cref="ProblemKind.NotFound"/> and <see cref="ProblemKind.Conflict"/> say which name is missing or taken;
    /// <see cref="ProblemKind.Invalid"/> says what is wrong with the change. Nothing has changed then.
    /// </summary>
    public async Task<Outcome<DefinitionPlan>> RunAsync(DefinitionChange change, CancellationToken cancel)
    {
        if (access.Refuse(Permission.EditContentTypes, "change content types") is { } refused)
            return refused;

        await using var transaction = await work.BeginAsync(cancel);
        var before = await definitions.GetStoredAsync(cancel);
        var checkedChange = PendingNames.Check(before, change);
        if (checkedChange.Problem is { } problem)
            return problem;

        var (after, rewrite) = checkedChange.Value;
        var changes = new List<PlannedChange>();
        var isPending = false;
        if (rewrite is not null)
        {
            if (rewrite.Type is { } renamed)
                await RenameEverywhereAsync(renamed, cancel);

            await RewriteCustomSettingsAsync(before, after, rewrite, cancel);
            isPending = await versions.CountAsync(cancel) > limits.InOneTransaction;
            if (isPending)
            {
                rewrite = rewrite with { BeganUtc = clock.GetUtcNow().UtcDateTime };
                after = after.With([.. after.Pending, rewrite]);
                changes.Add(new PlannedChange(rewrite.Title, Items: null));
            }
            else
            {
                var (items, blocked) = await RewriteAsync(rewrite, after, cancel);
                if (blocked.Count > 0)
                    return PlanDefinitions.Blocked(rewrite, blocked);

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
        }

        await definitions.SaveAsync(after, cancel);
        await transaction.CommitAsync(cancel);
        return new DefinitionPlan(changes, Patterns.MentionedIn(after, change)) { After = after, Pending = isPending ? rewrite : null };
    }

    private async Task<(int Items, HashSet<string> Blocked)> RewriteAsync(ItemRewrite rewrite, ContentDefinitions after, CancellationToken cancel)
    {
        var items = new HashSet<string>(StringComparer.Ordinal);
        var blocked = new HashSet<string>(StringComparer.Ordinal);
        var row = 0L;
        while (await versions.ListAsync(row, limits.Batch, cancel) is { Count: > 0 } read)
        {
            row = read[^1].Row;
            var batch = RewriteBatch.Of(rewrite, read);
            items.UnionWith(batch.Changed.Concat(read.Where(version => version.Item.ContentType == rewrite.Type?.To)).Select(version => version.Item.ContentItemId));
            blocked.UnionWith(batch.Blocked);
            await versions.RewriteAsync(batch.Changed, after, cancel);
        }

        return (items.Count, blocked);
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
