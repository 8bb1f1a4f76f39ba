using System.CommandLine;
using System.Globalization;
using Cms.Content;
using Cms.Editing;
using Cms.Editing.Trash;
using Cms.Settings;
using Spectre.Console;

namespace Cms.Host.Commands;

/// <summary>The part of <c>cms content ...</c> that is about removing items and the trash.</summary>
internal static class TrashCommands
{
    public static IEnumerable<Command> Create(string[] configuration) => [Remove(configuration), List(configuration), Restore(configuration), Purge(configuration)];

    private static Command Remove(string[] configuration)
    {
        var id = new Argument<string>("ID") { Description = "Id of the content item." };
        var evenIfUsed = new Option<bool>("--even-if-used") { Description = "Remove it also when something refers to it; without it that is refused and told." };
        return TenantCommand.Create(configuration, "remove", "Puts an item into the trash; visitors and editors do not see it any more.", [id, evenIfUsed], async command =>
        {
            var (item, anyway) = (command.Parsed.GetRequiredValue(id), command.Parsed.GetValue(evenIfUsed));
            var trashed = await command.RequireAsync<Remove, TrashedItem>(verb => verb.RunAsync(item, Editor.System, anyway, command.Cancel));
            command.Out.Line($"\"{trashed.DisplayText}\" is in the trash until {Day((await DaysAsync(command)), trashed)}; \"cms content untrash {trashed.ContentItemId}\" brings it back.");
            return 0;
        });
    }

    private static Command List(string[] configuration) =>
        TenantCommand.Create(configuration, "trash", "Lists the trash, last removed first.", [], async command =>
        {
            var days = await DaysAsync(command);
            var table = Output.Table("Id", "Type", "Title", "Removed (UTC)", "By", "Was", "Stays until");
            await foreach (var item in command.ListAllAsync((store, first, skip) => store.ListTrashAsync(new TrashQuery { First = first, Skip = skip }, command.Cancel)))
            {
                table.AddRow(
                    item.ContentItemId, item.ContentType.EscapeMarkup(), item.DisplayText.EscapeMarkup(),
                    item.RemovedUtc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), item.RemovedBy.EscapeMarkup(),
                    item.PublishedVersionId is null ? "draft" : "published", Day(days, item));
            }

            command.Out.Write(table);
            return 0;
        });

    private static Command Restore(string[] configuration)
    {
        var id = new Argument<string>("ID") { Description = "Id of an item in the trash." };
        return TenantCommand.Create(configuration, "untrash", "Brings an item back from the trash as it was.", [id], async command =>
        {
            var restored = await command.RequireAsync<RestoreRemoved, RestoredItem>(verb => verb.RunAsync(command.Parsed.GetRequiredValue(id), Editor.System, command.Cancel));
            command.Out.Remarks(restored.Remarks);
            command.Out.Line($"\"{restored.Item.DisplayText}\" is back, {(restored.Item.Published ? "published" : "with a draft")}.");
            return 0;
        });
    }

    private static Command Purge(string[] configuration)
    {
        var id = new Argument<string?>("ID") { Description = "Id of an item in the trash.", Arity = ArgumentArity.ZeroOrOne };
        var expired = new Option<bool>("--expired") { Description = "Everything that lay there for as many days as the settings say." };
        return TenantCommand.Create(configuration, "purge", "Throws an item in the trash away for good, with all its versions.", [id, expired], async command =>
        {
            var wanted = command.Parsed.GetValue(id);
            if (wanted is null == !command.Parsed.GetValue(expired))
                throw new CommandException("Name the item that is purged, or --expired; one of the two.");

            if (wanted is null)
            {
                var purged = await command.RunAsync<PurgeExpired, int>(verb => verb.RunAsync(command.Cancel));
                command.Out.Line($"{purged} items were thrown away for good in tenant {command.Tenant.Name}.");
                return 0;
            }

            var item = await command.RequireAsync<Purge, TrashedItem>(verb => verb.RunAsync(wanted, command.Cancel));
            command.Out.Line($"\"{item.DisplayText}\" and all its versions are gone for good.");
            return 0;
        });
    }

    private static Task<int> DaysAsync(TenantCommand command) =>
        command.RunAsync<SettingsStore, int>(async settings => (await SiteSettings.LoadAsync(settings, command.Cancel)).DaysInTrash);

    private static string Day(int days, TrashedItem item) => item.RemovedUtc.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
