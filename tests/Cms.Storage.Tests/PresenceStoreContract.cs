using Cms.Editing.Reviewing;

namespace Cms.Storage.Tests;

/// <summary>What every store of open editors promises.</summary>
public abstract class PresenceStoreContract
{
    private static readonly DateTime Now = new(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract OpenTenantServices Open();

    [Fact]
    public async Task Who_has_an_item_open_is_listed_until_nothing_is_heard_of_them()
    {
        await using var open = Open();
        await SeeAsync(open, An("one", "anna", Now));
        await SeeAsync(open, An("two", "bert", Now.AddSeconds(5)));
        await SeeAsync(open, An("else", "carl", Now, item: "another"));

        await SeeAsync(open, An("one", "anna", Now.AddSeconds(20), place: "Sections[2].Heading"));

        var all = await ListAsync(open, Now.AddSeconds(-1));
        Assert.Equal([("one", "anna", "Sections[2].Heading", Now, Now.AddSeconds(20)), ("two", "bert", null, Now.AddSeconds(5), Now.AddSeconds(5))], all.Select(one => (one.Id, one.UserName, one.Place, one.SinceUtc, one.SeenUtc)));
        Assert.Equal(DateTimeKind.Utc, all[0].SinceUtc.Kind);
        Assert.Equal(["one"], (await ListAsync(open, Now.AddSeconds(5))).Select(one => one.Id));
    }

    [Fact]
    public async Task Who_leaves_is_gone_at_once_and_nobody_sends_another_away_or_takes_their_place()
    {
        await using var open = Open();
        await SeeAsync(open, An("one", "anna", Now));
        await SeeAsync(open, An("two", "bert", Now));

        await open.RunAsync<PresenceStore>(store => store.LeaveAsync("one", "bert", Cancel));
        await SeeAsync(open, An("one", "bert", Now.AddSeconds(1), place: "Summary"));
        var before = await ListAsync(open, Now.AddSeconds(-1));
        await open.RunAsync<PresenceStore>(store => store.LeaveAsync("one", "anna", Cancel));
        await open.RunAsync<PresenceStore>(store => store.LeaveAsync("gone", "anna", Cancel));

        Assert.Equal([("one", "anna", null), ("two", "bert", null)], before.Select(one => (one.Id, one.UserName, one.Place)));
        Assert.Equal(["two"], (await ListAsync(open, Now.AddSeconds(-1))).Select(one => one.Id));
    }

    [Fact]
    public async Task Those_that_were_not_heard_of_for_long_go_when_another_one_comes()
    {
        await using var open = Open();
        await SeeAsync(open, An("old", "anna", Now));

        await SeeAsync(open, An("new", "bert", Now + PresenceStore.Lasts + TimeSpan.FromSeconds(1)));

        Assert.Equal(["new"], (await ListAsync(open, DateTime.UnixEpoch)).Select(one => one.Id));
    }

    private static OpenEditor An(string id, string user, DateTime seenUtc, string item = "guide", string? place = null) =>
        new() { Id = id, ContentItemId = item, UserId = user, UserName = user, Place = place, SinceUtc = seenUtc, SeenUtc = seenUtc };

    private static Task SeeAsync(OpenTenantServices open, OpenEditor editor) => open.RunAsync<PresenceStore>(store => store.SeeAsync(editor, Cancel));

    private static Task<IReadOnlyList<OpenEditor>> ListAsync(OpenTenantServices open, DateTime afterUtc) => open.AskAsync<PresenceStore, IReadOnlyList<OpenEditor>>(store => store.ListAsync("guide", afterUtc, Cancel));
}

public sealed class MemoryPresenceStoreTests : PresenceStoreContract
{
    protected override OpenTenantServices Open() => MemoryStore.OpenServices();
}

public sealed class SqlitePresenceStoreTests : PresenceStoreContract
{
    protected override OpenTenantServices Open() => SqliteStore.OpenServices();
}

public sealed class PostgresPresenceStoreTests : PresenceStoreContract
{
    public PostgresPresenceStoreTests() => PostgresStore.SkipWithoutServer();

    protected override OpenTenantServices Open() => PostgresStore.OpenServices();
}
