using System.Data.Common;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Modeling;
using Cms.Storage.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Storage.Tests.Modeling;

/// <summary>Indexes of fields, on each database.</summary>
public abstract class FieldIndexesContract
{
    private static readonly FieldPath Intro = new("Guide", "Guide", "Intro", "Text", FieldValueKind.Text);
    private static readonly FieldPath Minutes = new("Guide", "Guide", "Minutes", "Value", FieldValueKind.Number);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract ServiceProvider Start(string folder, RewriteLimits limits);

    /// <summary>How the database would answer this command, as it says itself.</summary>
    protected abstract Task<string> ExplainAsync(DbCommand command);

    [Fact]
    public async Task A_marked_field_gets_its_index_which_lists_use_and_an_unmarked_one_loses_it()
    {
        await using var site = await Site.OpenAsync(Start, new RewriteLimits());
        await site.PublishAsync("Sleep", "about sleep");
        await MarkAsync(site, "Intro", "TextField", true);
        await MarkAsync(site, "Minutes", "NumericField", true);
        Assert.Equal([("Guide.Intro", false), ("Guide.Minutes", false)], await StatesAsync(site));

        Assert.Equal(2, await BuildAsync(site));

        Assert.Equal([("Guide.Intro", true), ("Guide.Minutes", true)], await StatesAsync(site));
        Assert.Equal(0, await BuildAsync(site));
        await MarkAsync(site, "Minutes", "NumericField", false);
        Assert.Equal(1, await BuildAsync(site));
        Assert.Equal([Intro.IndexName], await site.DoAsync<FieldIndexes, IReadOnlySet<string>>(indexes => indexes.ListAsync(Cancel)));
    }

    [Fact]
    public async Task The_database_answers_a_condition_and_an_order_by_the_index()
    {
        await using var site = await Site.OpenAsync(Start, new RewriteLimits());
        await MarkAsync(site, "Intro", "TextField", true);
        await MarkAsync(site, "Minutes", "NumericField", true);
        await BuildAsync(site);

        var (where, order) = await site.DoAsync<TenantSession, (string, string)>(async session =>
        {
            await using var lease = await session.ReadAsync(Cancel);
            var sql = new ContentFilterSql(lease.Db, ContentDefinitions.Empty);
            await lease.Db.Database.OpenConnectionAsync(Cancel);
            var matching = lease.Db.States.Where(row => row.Published).Where(sql.Translate(new FieldIs(Intro, Comparison.Equal, "about sleep")));
            var ordered = ContentOrderSql.Order(
                lease.Db.States.Where(row => row.Published).Where(sql.Translate(new FieldIs(Minutes, Comparison.Greater, 3m))), [ContentOrder.By(Minutes, descending: false)], sql);
            return (await ExplainAsync(matching.CreateDbCommand()), await ExplainAsync(ordered.Take(10).CreateDbCommand()));
        });

        Assert.Contains(Intro.IndexName, where, StringComparison.Ordinal);
        Assert.Contains(Minutes.IndexName, order, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_field_is_renamed_lists_find_its_values_under_both_names_and_the_index_waits()
    {
        await using var site = await Site.OpenAsync(Start, new RewriteLimits(Batch: 2) { Grace = TimeSpan.Zero });
        foreach (var title in new[] { "One", "Two", "Three", "Four", "Five" })
            await site.PublishAsync(title, $"about {title}");
        await MarkAsync(site, "Intro", "TextField", true);
        await BuildAsync(site);
        await site.ChangeAsync(new RenameDefinition(DefinitionKind.Field, "Guide", "Intro", "Lead"));
        await site.ContinueAsync();
        var lead = Intro with { Field = "Lead" };

        Assert.Equal(0, await BuildAsync(site));
        Assert.Equal(["One"], await TitlesAsync(site, new FieldIs(lead, Comparison.Equal, "about One")));
        Assert.Equal(["Five"], await TitlesAsync(site, new FieldIs(lead, Comparison.Equal, "about Five")));
        while (await site.ContinueAsync() is not null)
        {
        }

        Assert.Equal(2, await BuildAsync(site));
        Assert.Equal([lead.IndexName], await site.DoAsync<FieldIndexes, IReadOnlySet<string>>(indexes => indexes.ListAsync(Cancel)));
        Assert.Equal(["Five"], await TitlesAsync(site, new FieldIs(lead, Comparison.Equal, "about Five")));
    }

    [Fact]
    public async Task Several_nodes_make_an_index_once()
    {
        await using var site = await Site.OpenAsync(Start, new RewriteLimits());
        await site.PublishAsync("Sleep", new string('é', 3000));
        await MarkAsync(site, "Intro", "TextField", true);

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => BuildAsync(site)));

        Assert.Equal(1, made.Sum());
        await site.PublishAsync("Rest", new string('语', 5000));
    }

    private static Task<int> BuildAsync(Site site) => site.DoAsync<BuildFieldIndexes, int>(verb => verb.RunAsync(Cancel));

    private static async Task<IEnumerable<(string, bool)>> StatesAsync(Site site) =>
        (await site.DoAsync<BuildFieldIndexes, IReadOnlyList<FieldIndexState>>(verb => verb.ListAsync(Cancel))).Select(state => (state.Field.ToString(), state.IsReady));

    private static async Task<IEnumerable<string>> TitlesAsync(Site site, ContentFilter filter) =>
        (await site.DoAsync<ContentStore, IReadOnlyList<ContentItem>>(store => store.ListAsync(new ContentQuery { ContentType = "Guide", Where = filter }, Cancel))).Select(item => item.DisplayText);

    private static Task<DefinitionPlan> MarkAsync(Site site, string field, string kind, bool included) => site.ChangeAsync(new MergeDefinitions(new JsonObject
    {
        ["ContentParts"] = new JsonArray(new JsonObject
        {
            ["Name"] = "Guide",
            ["ContentPartFieldDefinitionRecords"] = new JsonArray(new JsonObject
            {
                ["FieldName"] = kind,
                ["Name"] = field,
                ["Settings"] = new JsonObject { ["ContentIndexSettings"] = new JsonObject { ["Included"] = included } },
            }),
        }),
    }));
}

public sealed class SqliteFieldIndexesTests : FieldIndexesContract
{
    protected override ServiceProvider Start(string folder, RewriteLimits limits) => SqliteStore.Services(folder, limits);

    protected override Task<string> ExplainAsync(DbCommand command) => FirstColumn.ReadAsync(command, "EXPLAIN QUERY PLAN ", column: 3);
}

public sealed class PostgresFieldIndexesTests : FieldIndexesContract
{
    public PostgresFieldIndexesTests() => PostgresStore.SkipWithoutServer();

    protected override ServiceProvider Start(string folder, RewriteLimits limits) => PostgresStore.Services(folder, limits: limits);

    // So few rows are read faster without any index.
    protected override Task<string> ExplainAsync(DbCommand command) => FirstColumn.ReadAsync(command, "SET enable_seqscan = off; EXPLAIN ", column: 0);
}

internal static class FirstColumn
{
    public static async Task<string> ReadAsync(DbCommand command, string prefix, int column)
    {
        var lines = new List<string>();
        command.CommandText = prefix + command.CommandText;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            lines.Add(reader.GetString(column));
        return string.Join('\n', lines);
    }
}
