using System.Text.Json.Nodes;
using Cms.Audit;

namespace Cms.Storage.Tests.Audit;

/// <summary>What every trail does.</summary>
public abstract class AuditTrailContract
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract OpenTenantServices Open();

    [Fact]
    public async Task Entries_are_listed_newest_first_with_everything_they_say_page_by_page()
    {
        await using var open = Open();
        await AddAsync(open, new AuditEntry(AuditCategory.SignIn, "SignedIn", "u1", "anna") { Details = new JsonObject { ["with"] = "password" } });
        await AddAsync(open, new AuditEntry(AuditCategory.Content, "Published", "i1", "Sleep") { ContentType = "Guide" });
        await AddAsync(open, new AuditEntry(AuditCategory.SignIn, "SignInFailed", "", "nobody"));

        var all = await ListAsync(open, new AuditQuery());
        var next = await ListAsync(open, new AuditQuery { Before = all[1].Id, First = 1 });

        Assert.Equal(["SignInFailed", "Published", "SignedIn"], all.Select(entry => entry.Event));
        Assert.Equal(("Guide", "system", null), (all[1].ContentType, all[1].UserName, all[1].Address));
        Assert.True(all[0].Id > all[1].Id && all[1].Id > all[2].Id);
        Assert.Equal(DateTimeKind.Utc, all[0].AtUtc.Kind);
        Assert.Equal("password", (string?)Assert.Single(next).Details!["with"]);
    }

    [Fact]
    public async Task Each_condition_finds_what_it_says_whatever_the_letter_case()
    {
        await using var open = Open();
        await AddAsync(open, new AuditEntry(AuditCategory.SignIn, "SignedIn", "u1", "anna") { Details = new JsonObject { ["with"] = "100%_sure" } });
        await AddAsync(open, new AuditEntry(AuditCategory.Content, "Published", "i1", "Sleep well"));
        var (first, second) = ((await ListAsync(open, new AuditQuery()))[1], (await ListAsync(open, new AuditQuery()))[0]);

        Assert.Equal([second.Id], await IdsAsync(new AuditQuery { Category = AuditCategory.Content }));
        Assert.Equal([first.Id], await IdsAsync(new AuditQuery { Event = "signedin" }));
        Assert.Equal([second.Id, first.Id], await IdsAsync(new AuditQuery { User = "SYSTEM" }));
        Assert.Empty(await IdsAsync(new AuditQuery { User = "anna" }));
        Assert.Equal([second.Id], await IdsAsync(new AuditQuery { SubjectId = "i1" }));
        Assert.Equal([second.Id], await IdsAsync(new AuditQuery { Text = "WELL" }));
        Assert.Equal([first.Id], await IdsAsync(new AuditQuery { Text = "100%_" }));
        Assert.Empty(await IdsAsync(new AuditQuery { Text = "100_" }));
        Assert.Equal([second.Id, first.Id], await IdsAsync(new AuditQuery { SinceUtc = first.AtUtc, UntilUtc = second.AtUtc.AddSeconds(1) }));
        Assert.Empty(await IdsAsync(new AuditQuery { UntilUtc = first.AtUtc }));

        async Task<IEnumerable<long>> IdsAsync(AuditQuery query) => (await ListAsync(open, query)).Select(entry => entry.Id);
    }

    [Fact]
    public async Task What_is_old_enough_is_thrown_away_and_numbers_are_never_given_again()
    {
        await using var open = Open();
        Assert.Null(await OldestAsync());
        await AddAsync(open, new AuditEntry(AuditCategory.Content, "Published", "i1", "Sleep"));
        var only = Assert.Single(await ListAsync(open, new AuditQuery()));

        Assert.Equal(0, await TrimAsync(only.AtUtc));
        Assert.Equal(only.AtUtc, await OldestAsync());
        Assert.Equal(1, await TrimAsync(only.AtUtc.AddSeconds(1)));
        await AddAsync(open, new AuditEntry(AuditCategory.Content, "Published", "i1", "Sleep"));

        Assert.True(Assert.Single(await ListAsync(open, new AuditQuery())).Id > only.Id);

        Task<DateTime?> OldestAsync() => open.AskAsync<AuditTrail, DateTime?>(trail => trail.FindOldestAsync(Cancel));
        Task<int> TrimAsync(DateTime before) => open.AskAsync<AuditTrail, int>(trail => trail.TrimAsync(before, Cancel));
    }

    [Fact]
    public async Task An_entry_is_part_of_the_transaction_around_it()
    {
        await using var open = Open();

        await open.RunAsync<AuditTrail>(async trail =>
        {
            await using var transaction = await open.BeginAsync(Cancel);
            await trail.AddAsync(new AuditEntry(AuditCategory.Content, "Published", "i1", "Sleep"), Cancel);
        });

        Assert.Empty(await ListAsync(open, new AuditQuery()));
    }

    private static Task AddAsync(OpenTenantServices open, AuditEntry entry) => open.RunAsync<AuditTrail>(trail => trail.AddAsync(entry, Cancel));

    private static Task<IReadOnlyList<AuditEntry>> ListAsync(OpenTenantServices open, AuditQuery query) =>
        open.AskAsync<AuditTrail, IReadOnlyList<AuditEntry>>(trail => trail.ListAsync(query, Cancel));
}

public sealed class MemoryAuditTrailTests : AuditTrailContract
{
    protected override OpenTenantServices Open() => MemoryStore.OpenServices();
}

public sealed class SqliteAuditTrailTests : AuditTrailContract
{
    protected override OpenTenantServices Open() => SqliteStore.OpenServices();
}

public sealed class PostgresAuditTrailTests : AuditTrailContract
{
    public PostgresAuditTrailTests() => PostgresStore.SkipWithoutServer();

    protected override OpenTenantServices Open() => PostgresStore.OpenServices();
}
