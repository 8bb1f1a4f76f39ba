using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Cms.Content;
using Cms.Editing;
using Cms.Importing;
using Cms.Importing.Tables;
using Cms.Modeling;

namespace Cms.Host.Commands;

/// <summary><c>cms content ...</c></summary>
internal static class ContentCommands
{
    // One transaction for each would spend its time waiting for the disk; one for all could not be followed by readers.
    private const int SeedsInOneTransaction = 100;

    public static Command Create(string[] configuration)
    {
        var command = new Command("content", "Imports and makes content, looks after its versions, its schedule, its index and the trash, and says what refers to what.") { Import(configuration), Seed(configuration), Reindex(configuration) };
        foreach (var one in VersionCommands.Create(configuration).Concat(TrashCommands.Create(configuration)).Concat(ScheduleCommands.Create(configuration)).Concat(ReferenceCommands.Create(configuration)))
            command.Subcommands.Add(one);
        return command;
    }

    private static Command Import(string[] configuration)
    {
        var files = new Argument<string[]>("FILE") { Description = "Articles as plain text, Markdown, HTML or Word files, tables of them as .csv or .json, or folders.", Arity = ArgumentArity.OneOrMore };
        var type = new Option<string>("--type") { Description = "Content type of the items.", Required = true };
        var publish = new Option<bool>("--publish") { Description = "Publish them; without it they are saved as drafts." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would happen and keep nothing." };
        var map = new Option<string?>("--map") { Description = "JSON file that says which piece of an article stands where and goes into which field." };
        var tenant = RecipeCommands.TenantOption();
        var command = new Command("import", "Turns articles into content items.") { files, type, publish, dryRun, map, tenant };
        command.SetAction((parsed, cancel) => Output.GuardAsync(parsed, async output =>
        {
            await using var scope = await CommandScope.StartAsync(configuration, cancel);
            var target = scope.GetTenant(parsed.GetRequiredValue(tenant));
            var options = new ImportOptions(parsed.GetRequiredValue(type), parsed.GetValue(publish), parsed.GetValue(dryRun))
            {
                Map = parsed.GetValue(map) is { } file ? await ReadMapAsync(file, cancel) : ArticleMap.Standard,
            };
            var reports = new List<FileReport>();
            var names = ArticleFiles.List(parsed.GetRequiredValue(files), reports);
            var clock = Stopwatch.StartNew();
            await output.ProgressAsync("Importing", names.Count, async step =>
            {
                var seen = new Dictionary<string, string>(StringComparer.Ordinal);
                foreach (var name in names)
                {
                    // A scope for each file: what one of them breaks, the next does not feel.
                    await using var inside = scope.Open(target);
                    reports.AddRange(await FileReport.ImportAsync(name, inside.ServiceProvider, options, seen, cancel));
                    step();
                }
            });
            foreach (var report in reports)
                output.Line(report.Text);

            var refused = reports.Count(report => report.State is null);
            output.Line(
                $"{reports.Count - refused} of {reports.Count} imported ({Count(ImportState.Created)} new, {Count(ImportState.Updated)} updated, {Count(ImportState.Unchanged)} unchanged), "
                + $"{refused} refused, in {clock.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s.{(options.DryRun ? " Dry run: nothing was kept." : "")}");
            return refused > 0 ? 1 : 0;

            int Count(ImportState state) => reports.Count(report => report.State == state);
        }));
        return command;
    }

    private static async Task<ArticleMap> ReadMapAsync(string file, CancellationToken cancel)
    {
        try
        {
            var map = ArticleMap.Read(await File.ReadAllBytesAsync(file, cancel));
            return map.Problem is { } problem ? throw new CommandException($"{file}: {problem.Message}") : map.Value;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{file}: {exception.Message}");
        }
    }

    private static Command Reindex(string[] configuration) =>
        TenantCommand.Create(configuration, "reindex", "Works out anew by what all items are found: paths, keywords, references, schedule, what parts say.", [], async command =>
        {
            var count = (await command.RunAsync<StoredVersions, IReadOnlyDictionary<string, int>>(versions => versions.CountIndexedAsync(command.Cancel))).Values.Sum();
            ReindexedContent? done = null;
            await command.Out.ProgressAsync("Looking", count, async step => done = await command.RunAsync<ReindexContent, ReindexedContent>(verb => verb.RunAsync(
                batch =>
                {
                    for (var looked = 0; looked < batch; looked++)
                        step();
                },
                command.Cancel)));
            command.Out.Remarks(done!.LeftOut.Select(one => one.ToString()));
            command.Out.Line($"{done.Looked} versions were looked at in tenant {command.Tenant.Name}; the index rows of {done.Differed} differed and are right now.");
            return 0;
        });

    private static Command Seed(string[] configuration)
    {
        var count = new Argument<int>("N") { Description = "How many guides." };
        count.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var number) && number < 1)
                result.AddError($"N must be 1 or more, not {number}.");
        });
        var type = new Option<string>("--type") { Description = "Content type of the items.", DefaultValueFactory = _ => "GuideArticle" };
        var tenant = RecipeCommands.TenantOption();
        var command = new Command("seed", "Makes N published guides of made-up text, the same every time.") { count, type, tenant };
        command.SetAction((parsed, cancel) => Output.GuardAsync(parsed, async output =>
        {
            await using var scope = await CommandScope.StartAsync(configuration, cancel);
            var target = scope.GetTenant(parsed.GetRequiredValue(tenant));
            var options = new ImportOptions(parsed.GetRequiredValue(type), Publish: true, DryRun: false);
            var wanted = parsed.GetRequiredValue(count);
            var clock = Stopwatch.StartNew();
            await output.ProgressAsync("Making guides", wanted, async step =>
            {
                foreach (var batch in Enumerable.Range(0, wanted).Chunk(SeedsInOneTransaction))
                {
                    await using var inside = scope.Open(target);
                    await using var transaction = await inside.ServiceProvider.GetRequiredService<TenantWork>().BeginAsync(cancel);
                    foreach (var index in batch)
                    {
                        var made = await inside.ServiceProvider.GetRequiredService<ImportArticle>().RunAsync(SampleArticles.Make(index), options, Editor.System, cancel);
                        if (made.Problem is { } problem)
                            throw new CommandException($"Guide {index + 1}: {problem.Message}");
                        step();
                    }

                    await transaction.CommitAsync(cancel);
                }
            });
            output.Line(
                $"{wanted} guides in tenant {target.Name}, in {clock.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s "
                + $"({(wanted / clock.Elapsed.TotalSeconds).ToString("0", CultureInfo.InvariantCulture)} a second).");
            return 0;
        }));
        return command;
    }
}
