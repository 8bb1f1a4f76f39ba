using Cms.Content;
using Cms.Retries;

namespace Cms.Storage.Tests;

/// <summary>What every store of kept answers promises.</summary>
public abstract class AnswerStoreContract
{
    private static readonly DateTime Noon = new(2026, 1, 2, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract OpenTenantServices Open();

    [Fact]
    public async Task An_answer_is_found_as_it_was_kept_by_its_caller_alone()
    {
        await using var open = Open();
        var claim = A("anna", "k");
        await open.RunAsync<AnswerStore>(store => store.PutAsync(claim, Cancel));
        var claimed = await FindAsync(open, "anna", "k");

        var done = claim with { Status = 201, MediaType = "application/json", Tag = "\"t\"", Location = "/x", Body = [0, 1, 255] };
        var written = await open.AskAsync<AnswerStore, bool>(store => store.AnswerAsync(done, Cancel));

        Assert.True(written);
        Assert.Equivalent(claim, claimed, strict: true);
        Assert.Equivalent(done, await FindAsync(open, "anna", "k"), strict: true);
        Assert.Null(await FindAsync(open, "bert", "k"));
        Assert.Null(await FindAsync(open, "anna", "K"));
    }

    [Fact]
    public async Task Only_the_claim_that_stands_there_is_answered_or_taken_back()
    {
        await using var open = Open();
        var (late, newer) = (A("anna", "k"), A("anna", "k"));
        await open.RunAsync<AnswerStore>(store => store.PutAsync(late, Cancel));
        await open.RunAsync<AnswerStore>(store => store.PutAsync(newer, Cancel));

        var lateWritten = await open.AskAsync<AnswerStore, bool>(store => store.AnswerAsync(late with { Status = 200 }, Cancel));
        await open.RunAsync<AnswerStore>(store => store.TakeBackAsync(late, Cancel));
        var stillOpen = await FindAsync(open, "anna", "k");
        await open.AskAsync<AnswerStore, bool>(store => store.AnswerAsync(newer with { Status = 200 }, Cancel));
        await open.RunAsync<AnswerStore>(store => store.TakeBackAsync(newer, Cancel));

        Assert.False(lateWritten);
        Assert.Equal((newer.Claim, false), (stillOpen!.Claim, stillOpen.IsDone));
        Assert.True((await FindAsync(open, "anna", "k"))!.IsDone);
    }

    [Fact]
    public async Task An_answer_is_kept_with_the_change_or_not_at_all()
    {
        await using var open = Open();
        var claim = A("anna", "k");
        await open.RunAsync<AnswerStore>(store => store.PutAsync(claim, Cancel));

        await open.RunAsync<AnswerStore>(async store =>
        {
            await using var transaction = await open.BeginAsync(Cancel);
            Assert.True(await store.AnswerAsync(claim with { Status = 200 }, Cancel));
        });

        Assert.False((await FindAsync(open, "anna", "k"))!.IsDone);
        await open.RunAsync<AnswerStore>(store => store.TakeBackAsync(claim, Cancel));
        Assert.Null(await FindAsync(open, "anna", "k"));
    }

    [Fact]
    public async Task What_was_kept_long_enough_is_thrown_away()
    {
        await using var open = Open();
        Assert.Null(await OldestAsync(open));
        foreach (var hour in new[] { 2, 0, 1 })
            await open.RunAsync<AnswerStore>(store => store.PutAsync(A("anna", $"k{hour}") with { ClaimedUtc = Noon.AddHours(hour) }, Cancel));
        Assert.Equal(Noon, await OldestAsync(open));

        var purged = await open.AskAsync<AnswerStore, int>(store => store.PurgeAsync(Noon.AddHours(1), Cancel));

        Assert.Equal((2, Noon.AddHours(2)), (purged, await OldestAsync(open)));
    }

    private static Task<KeptAnswer?> FindAsync(OpenTenantServices open, string caller, string key) => open.AskAsync<AnswerStore, KeptAnswer?>(store => store.FindAsync(caller, key, Cancel));

    private static Task<DateTime?> OldestAsync(OpenTenantServices open) => open.AskAsync<AnswerStore, DateTime?>(store => store.FindOldestAsync(Cancel));

    private static KeptAnswer A(string caller, string key) => new(caller, key, "hash") { Claim = ContentId.New(), ClaimedUtc = Noon };
}

public sealed class MemoryAnswerStoreTests : AnswerStoreContract
{
    protected override OpenTenantServices Open() => MemoryStore.OpenServices();
}

public sealed class SqliteAnswerStoreTests : AnswerStoreContract
{
    protected override OpenTenantServices Open() => SqliteStore.OpenServices();
}

public sealed class PostgresAnswerStoreTests : AnswerStoreContract
{
    public PostgresAnswerStoreTests() => PostgresStore.SkipWithoutServer();

    protected override OpenTenantServices Open() => PostgresStore.OpenServices();
}
