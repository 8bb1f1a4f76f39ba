using System.Text;
using Cms.Audit;
using Cms.Content;
using CsvHelper;

namespace Cms.Editing;

/// <summary>How the trail is written for others.</summary>
public enum AuditForm
{
    /// <summary>A JSON object on each line.</summary>
    JsonLines,

    /// <summary>A table, parted by commas (RFC 4180).</summary>
    Csv,
}

/// <summary>Writes the trail, or a part of it, for other programs.</summary>
public sealed class WriteAuditTrail(ReadAuditTrail trail)
{
    private const int EntriesInOneRead = 500;

    // Titles are what editors typed; a spreadsheet runs those that begin like a formula.
    private static readonly CsvWriterOptions Options = new() { Injection = CsvInjection.Escape };

    /// <summary>How many entries were written, newest first; the problems are those of <see cref="ReadAuditTrail"/>, and then nothing was written.</summary>
    /// <param name="query">Which ones; how many is not read.</param>
    /// <param name="form">How.</param>
    /// <param name="target">Where to, as UTF-8; stays open.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<int>> RunAsync(AuditQuery query, AuditForm form, Stream target, CancellationToken cancel)
    {
        var next = query with { First = EntriesInOneRead };
        var read = await trail.RunAsync(next, cancel);
        if (read.Problem is { } refused)
            return refused;

        await using var writer = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await using var csv = form == AuditForm.Csv ? CsvWriter.Create(writer, Options, true) : null;
        if (csv is not null)
            await csv.WriteRecordAsync([.. new AuditEntry(default, "", "", "").ToJson().Select(member => member.Key)], cancel);

        var count = 0;
        while (read is { Problem: null, Value: { Count: > 0 } page })
        {
            foreach (var json in page.Select(entry => entry.ToJson()))
            {
                if (csv is null)
                    await writer.WriteLineAsync(json.ToJsonString(ContentItemJson.Options));
                else
                    await csv.WriteRecordAsync([.. json.Select(member => member.Value is System.Text.Json.Nodes.JsonObject details ? details.ToJsonString(ContentItemJson.Options) : member.Value?.ToString() ?? "")], cancel);
            }

            count += page.Count;
            next = next with { Before = page[^1].Id };
            read = await trail.RunAsync(next, cancel);
        }

        return read.Problem is { } problem ? problem : count;
    }
}
