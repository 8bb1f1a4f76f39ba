using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Editing.Versions;
using Spectre.Console;

namespace Cms.Host.Commands;

/// <summary>The part of <c>cms content ...</c> that is about versions and copies of items.</summary>
internal static class VersionCommands
{
    private static readonly JsonSerializerOptions Readable = new(ContentItemJson.Options) { WriteIndented = true, Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    public static IEnumerable<Command> Create(string[] configuration) => [Versions(configuration), Restore(configuration), Clone(configuration), Compare(configuration), Prune(configuration)];

    private static Command Versions(string[] configuration)
    {
        var id = IdArgument();
        return TenantCommand.Create(configuration, "versions", "Lists the versions of an item, newest first.", [id], async command =>
        {
            var table = Output.Table("Number", "Version", "State", "Saved (UTC)", "Author", "Title");
            foreach (var version in await VersionsAsync(command, command.Parsed.GetRequiredValue(id)))
            {
                table.AddRow(
                    version.Number.ToString(CultureInfo.InvariantCulture), version.ContentItemVersionId, StateOf(version),
                    version.ModifiedUtc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), version.Author.EscapeMarkup(), version.DisplayText.EscapeMarkup());
            }

            command.Out.Write(table);
            return 0;
        });
    }

    private static Command Restore(string[] configuration)
    {
        var (id, version) = (IdArgument(), VersionArgument("VERSION"));
        return TenantCommand.Create(configuration, "restore", "Makes an old version of an item its newest draft.", [id, version], async command =>
        {
            var item = command.Parsed.GetRequiredValue(id);
            var wanted = Find(await VersionsAsync(command, item), command.Parsed.GetRequiredValue(version));
            var restored = await command.RequireAsync<RestoreVersion, ContentItem>(verb => verb.RunAsync(item, wanted.ContentItemVersionId, Editor.System, command.Cancel));
            command.Out.Line(restored.ContentItemVersionId == wanted.ContentItemVersionId
                ? $"Version {wanted.Number} of \"{restored.DisplayText}\" is the latest one already."
                : $"Version {wanted.Number} of \"{restored.DisplayText}\" is back as version {restored.ContentItemVersionId}{(restored.Published ? "" : ", a draft")}.");
            return 0;
        });
    }

    private static Command Clone(string[] configuration)
    {
        var id = IdArgument();
        return TenantCommand.Create(configuration, "clone", "Makes a new item with the content of another one; visitors do not see it yet.", [id], async command =>
        {
            var clone = await command.RequireAsync<Clone, ContentItem>(verb => verb.RunAsync(command.Parsed.GetRequiredValue(id), Editor.System, command.Cancel));
            command.Out.Line($"\"{clone.DisplayText}\" was cloned; the new item is {clone.ContentItemId}, a draft.");
            return 0;
        });
    }

    private static Command Compare(string[] configuration)
    {
        var (id, before, after) = (IdArgument(), VersionArgument("BEFORE"), VersionArgument("AFTER"));
        var json = new Option<bool>("--json") { Description = "Write the differences as JSON." };
        return TenantCommand.Create(configuration, "compare", "Tells field by field what differs between two versions of an item.", [id, before, after, json], async command =>
        {
            var item = command.Parsed.GetRequiredValue(id);
            var versions = await VersionsAsync(command, item);
            var (from, to) = (Find(versions, command.Parsed.GetRequiredValue(before)), Find(versions, command.Parsed.GetRequiredValue(after)));
            var comparison = await command.RequireAsync<CompareVersions, VersionComparison>(verb => verb.RunAsync(item, from.ContentItemVersionId, to.ContentItemVersionId, command.Cancel));
            if (command.Parsed.GetValue(json))
            {
                command.Out.Line(JsonSerializer.Serialize(comparison.Differences, Readable));
                return 0;
            }

            command.Out.Line($"From version {from.Number} ({from.DisplayText}) to version {to.Number} ({to.DisplayText}): {comparison.Differences.Count} differences.");
            foreach (var difference in comparison.Differences)
                command.Out.Line(Line(difference));
            return 0;
        });
    }

    private static Command Prune(string[] configuration) =>
        TenantCommand.Create(configuration, "prune", "Throws away the old versions that the content types do not keep.", [], async command =>
        {
            var known = await command.RunAsync<TenantDefinitions, ContentDefinitions>(definitions => definitions.GetAsync(command.Cancel));
            var (items, versions) = (0, 0);
            foreach (var type in known.Types.Where(type => !type.Versionable || type.VersionLimits != VersionLimits.None))
            {
                var latest = command.ListAllAsync((store, first, skip) =>
                    store.ListAsync(new ContentQuery { ContentType = type.Name, Status = ContentStatus.Latest, First = first, Skip = skip }, command.Cancel));
                await foreach (var item in latest)
                {
                    // An item that somebody removed meanwhile is left to the trash.
                    var pruned = await command.RunAsync<PruneVersions, Outcome<int>>(verb => verb.RunAsync(item.ContentItemId, command.Cancel));
                    if (pruned.Problem is not null || pruned.Value == 0)
                        continue;

                    items++;
                    versions += pruned.Value;
                }
            }

            command.Out.Line($"{versions} old versions of {items} items were thrown away in tenant {command.Tenant.Name}.");
            return 0;
        });

    private static Argument<string> IdArgument() => new("ID") { Description = "Id of the content item." };

    private static Argument<string> VersionArgument(string name) => new(name) { Description = "Number or id of the version." };

    private static async Task<IReadOnlyList<ContentItem>> VersionsAsync(TenantCommand command, string id) =>
        await command.RunAsync<ContentStore, IReadOnlyList<ContentItem>>(store => store.ListVersionsAsync(id, command.Cancel)) is { Count: > 0 } versions
            ? versions
            : throw new CommandException($"There is no content item {id} in tenant {command.Tenant.Name}.");

    // An id wins: ids of hand-written recipes may be numbers.
    private static ContentItem Find(IReadOnlyList<ContentItem> versions, string numberOrId) =>
        versions.FirstOrDefault(version => version.ContentItemVersionId == numberOrId)
        ?? versions.FirstOrDefault(version => version.Number.ToString(CultureInfo.InvariantCulture) == numberOrId)
        ?? throw new CommandException($"Content item {versions[0].ContentItemId} has no version {numberOrId}. Versions: {string.Join(", ", versions.Select(version => version.Number))}.");

    private static string StateOf(ContentItem version) => (version.Latest, version.Published) switch
    {
        (true, true) => "published",
        (true, false) => "latest draft",
        (false, true) => "published, draft follows",
        _ => "",
    };

    private static string Line(Difference difference) => difference.Kind switch
    {
        DifferenceKind.Added => $"  {difference.Path} added: {Text(difference.After)}",
        DifferenceKind.Removed => $"  {difference.Path} removed: {Text(difference.Before)}",
        DifferenceKind.Moved => $"  {difference.Path} moved, was {difference.Before!.Value.GetString()}",
        _ => $"  {difference.Path}: {Text(difference.Before)} -> {Text(difference.After)}",
    };

    private static string Text(JsonElement? json) =>
        json is { ValueKind: not JsonValueKind.Undefined } value ? JsonSerializer.Serialize(value, ContentItemJson.Options) : "(nothing)";
}
