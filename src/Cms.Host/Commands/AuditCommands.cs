using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Cms.Audit;
using Cms.Editing;
using Spectre.Console;

namespace Cms.Host.Commands;

/// <summary><c>cms audit ...</c></summary>
internal static class AuditCommands
{
    public static Command Create(string[] configuration) => new("audit", "Shows the trail of who did what, when, and from where.")
    {
        List(configuration), Export(configuration),
    };

    private static Command List(string[] configuration)
    {
        var filter = new Filter();
        var first = new Option<int>("--first") { Description = "How many entries, the newest ones.", DefaultValueFactory = _ => 50 };
        return TenantCommand.Create(configuration, "list", "Lists entries, newest first.", [.. filter.Options, first], async command =>
        {
            if (command.Parsed.GetValue(first) is < 1 or > 10_000)
                throw new CommandException("--first must be a whole number from 1 to 10000.");

            var table = Output.Table("When (UTC)", "Who", "From", "What", "Of", "Details");
            foreach (var entry in await ReadAsync(command, filter.Read(command.Parsed) with { First = command.Parsed.GetValue(first) }))
            {
                table.AddRow(
                    entry.AtUtc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), (entry.UserName.Length > 0 ? entry.UserName : "visitor").EscapeMarkup(), (entry.Address ?? "").EscapeMarkup(),
                    $"{entry.Category} {entry.Event}".EscapeMarkup(), $"{entry.Subject} {(entry.ContentType is null ? "" : $"({entry.ContentType} {entry.SubjectId})")}".TrimEnd().EscapeMarkup(), Short(entry.Details).EscapeMarkup());
            }

            command.Out.Write(table);
            return 0;
        });
    }

    private static Command Export(string[] configuration)
    {
        var filter = new Filter();
        var file = new Argument<FileInfo>("FILE") { Description = "The file that is written: .jsonl for a JSON object on each line, .csv for a table." };
        return TenantCommand.Create(configuration, "export", "Writes entries to a file, newest first.", [file, .. filter.Options], async command =>
        {
            var target = command.Parsed.GetRequiredValue(file);
            if (target.Extension is not (".jsonl" or ".csv"))
                throw new CommandException($"{target.Name} must end with .jsonl or .csv.");

            int count;
            try
            {
                await using var written = new FileStream(target.FullName, FileMode.Create, FileAccess.Write);
                count = await command.RequireAsync<WriteAuditTrail, int>(
                    verb => verb.RunAsync(filter.Read(command.Parsed), target.Extension == ".csv" ? AuditForm.Csv : AuditForm.JsonLines, written, command.Cancel));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new CommandException($"{target.FullName} cannot be written: {exception.Message}");
            }

            command.Out.Line($"{count} entries were written to {target.FullName}.");
            return 0;
        });
    }

    private static Task<IReadOnlyList<AuditEntry>> ReadAsync(TenantCommand command, AuditQuery query) =>
        command.RequireAsync<ReadAuditTrail, IReadOnlyList<AuditEntry>>(verb => verb.RunAsync(query, command.Cancel));

    private static string Short(JsonObject? details)
    {
        var paths = (details?["changes"] as JsonArray)?.Select(change => change is JsonObject one ? (string?)one["path"] : change?.ToString()).OfType<string>().ToList();
        return paths is null ? "" : string.Join(", ", paths.Take(5)) + (paths.Count > 5 ? $" and {paths.Count - 5} more" : "");
    }

    private sealed class Filter
    {
        private readonly Option<AuditCategory?> _category = new("--category") { Description = $"Only {string.Join(", ", Enum.GetNames<AuditCategory>())}." };
        private readonly Option<string?> _event = new("--event") { Description = "Only this event, such as Published." };
        private readonly Option<string?> _user = new("--user") { Description = "Only by the user or app with this name or id." };
        private readonly Option<string?> _subject = new("--subject") { Description = "Only of what has this id, such as a content item." };
        private readonly Option<string?> _text = new("--text") { Description = "Only where the title or the details have this text." };
        private readonly Option<string?> _since = new("--since") { Description = "Only at this moment (UTC unless it has an offset) or later, such as 2026-03-01." };
        private readonly Option<string?> _until = new("--until") { Description = "Only before this moment." };

        public Symbol[] Options => [_category, _event, _user, _subject, _text, _since, _until];

        public AuditQuery Read(ParseResult parsed) => new()
        {
            Category = parsed.GetValue(_category),
            Event = parsed.GetValue(_event),
            User = parsed.GetValue(_user),
            SubjectId = parsed.GetValue(_subject),
            Text = parsed.GetValue(_text),
            SinceUtc = Moment(parsed, _since),
            UntilUtc = Moment(parsed, _until),
        };

        private static DateTime? Moment(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is not { } text ? null
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.UtcDateTime
            : throw new CommandException($"{option.Name} must be a moment such as 2026-03-01 or 2026-03-01T08:30Z, not \"{text}\".");
    }
}
