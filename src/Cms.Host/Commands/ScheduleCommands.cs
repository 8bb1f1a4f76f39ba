using System.CommandLine;
using System.Globalization;
using Cms.Content;
using Cms.Editing;
using Cms.Editing.Scheduling;
using Cms.Settings;
using Spectre.Console;

namespace Cms.Host.Commands;

/// <summary>The part of <c>cms content ...</c> that is about publishing and taking away later.</summary>
internal static class ScheduleCommands
{
    public static IEnumerable<Command> Create(string[] configuration) => [Schedule(configuration), List(configuration)];

    private static Command Schedule(string[] configuration)
    {
        var id = new Argument<string>("ID") { Description = "Id of the content item." };
        var publish = new Option<string?>("--publish") { Description = "When its draft is published: 2026-03-01 08:30, or 2026-03-01T08:30Z." };
        var unpublish = new Option<string?>("--unpublish") { Description = "When it is taken away from visitors." };
        var cancelAll = new Option<bool>("--cancel") { Description = "Call off both." };
        var timeZone = new Option<string?>("--time-zone") { Description = "Zone of the times, like Europe/Berlin; without it the site's." };
        return TenantCommand.Create(configuration, "schedule", "Lets an item be published or taken away by itself at a moment to come.", [id, publish, unpublish, cancelAll, timeZone], async command =>
        {
            var item = command.Parsed.GetRequiredValue(id);
            var (from, until, cancels) = (command.Parsed.GetValue(publish), command.Parsed.GetValue(unpublish), command.Parsed.GetValue(cancelAll));
            if (cancels == (from is not null || until is not null))
                throw new CommandException("Say --publish MOMENT, --unpublish MOMENT or both, or else --cancel.");

            var zone = command.Parsed.GetValue(timeZone)
                ?? await command.RunAsync<SettingsStore, string>(async settings => (await SiteSettings.LoadAsync(settings, command.Cancel)).TimeZoneId);
            await using var inside = command.Scope.Open(command.Tenant);
            await using var transaction = await inside.ServiceProvider.GetRequiredService<TenantWork>().BeginAsync(command.Cancel);
            if (cancels)
                Output.Require(await Verb<CancelSchedule>().RunAsync(item, Enum.GetValues<ScheduledKind>(), Editor.System, command.Cancel));
            if (from is not null)
                Output.Require(await Verb<SchedulePublish>().RunAsync(item, Output.Require(ScheduledMoment.Read(from, zone)), Editor.System, command.Cancel));
            if (until is not null)
                Output.Require(await Verb<ScheduleUnpublish>().RunAsync(item, Output.Require(ScheduledMoment.Read(until, zone)), Editor.System, command.Cancel));
            var scheduled = new[]
            {
                await Verb<ContentStore>().FindScheduledAsync(item, ScheduledKind.Publish, command.Cancel),
                await Verb<ContentStore>().FindScheduledAsync(item, ScheduledKind.Unpublish, command.Cancel),
            };
            await transaction.CommitAsync(command.Cancel);

            foreach (var one in scheduled.OfType<ScheduledChange>())
                command.Out.Line($"\"{one.DisplayText}\" will be {(one.Due.Kind == ScheduledKind.Publish ? "published" : "taken away")} at {When(one)}.");
            if (until is not null && scheduled[1] is null)
                command.Out.Line("The moment at which it is taken away counts once it is published.");
            if (cancels)
                command.Out.Line("Nothing will happen to it by itself.");
            return 0;

            T Verb<T>() where T : notnull => inside.ServiceProvider.GetRequiredService<T>();
        });
    }

    private static Command List(string[] configuration) =>
        TenantCommand.Create(configuration, "scheduled", "Lists what will be published and taken away, next first, and what failed.", [], async command =>
        {
            var table = Output.Table("Id", "Title", "What", "When", "Failures", "Next try (UTC)", "Error");
            await foreach (var one in command.ListAllAsync((store, first, skip) => store.ListScheduledAsync(new ScheduleQuery { First = first, Skip = skip }, command.Cancel)))
            {
                table.AddRow(
                    one.ContentItemId, one.DisplayText.EscapeMarkup(), one.Due.Kind == ScheduledKind.Publish ? "publish" : "take away", When(one).EscapeMarkup(),
                    one.Failures.ToString(CultureInfo.InvariantCulture), one.NextTryUtc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), (one.Error ?? "").EscapeMarkup());
            }

            command.Out.Write(table);
            return 0;
        });

    private static string When(ScheduledChange scheduled) => new ScheduledMoment(scheduled.Due.DueUtc, scheduled.Due.TimeZone ?? "UTC").Local();
}
