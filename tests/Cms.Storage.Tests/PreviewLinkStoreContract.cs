using Cms.Content;
using Cms.Editing.Previewing;

namespace Cms.Storage.Tests;

/// <summary>What every store of links to previews promises.</summary>
public abstract class PreviewLinkStoreContract
{
    private static readonly DateTime Now = new(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract OpenTenantServices Open();

    [Fact]
    public async Task A_link_is_found_by_its_hash_and_listed_for_its_item_newest_first()
    {
        await using var open = Open();
        var (older, newer, other) = (A("guide", Now), A("guide", Now.AddMinutes(1), version: "v1"), A("another", Now));
        foreach (var link in new[] { older, newer, other })
            await AddAsync(open, link);

        var found = await open.AskAsync<PreviewLinkStore, PreviewLink?>(store => store.FindAsync(newer.TokenHash, Cancel));

        Assert.Equivalent(newer, found, strict: true);
        Assert.Equal(DateTimeKind.Utc, found!.ExpiresUtc.Kind);
        Assert.Null(await open.AskAsync<PreviewLinkStore, PreviewLink?>(store => store.FindAsync(SecretText.HashOf("none"), Cancel)));
        Assert.Equal([newer.Id, older.Id], (await ListAsync(open, "guide")).Select(link => link.Id));
    }

    [Fact]
    public async Task A_link_is_taken_back_once_and_stays_known_as_such()
    {
        await using var open = Open();
        var (link, other) = (A("guide", Now), A("guide", Now));
        await AddAsync(open, link);
        await AddAsync(open, other);

        var first = await RevokeAsync(open, link, Now.AddHours(1));
        var again = await RevokeAsync(open, link, Now.AddHours(2));
        var unknown = await RevokeAsync(open, A("guide", Now), Now);

        Assert.Equal((true, false, false), (first, again, unknown));
        Assert.Equal([(link.Id, Now.AddHours(1)), (other.Id, null)], (await ListAsync(open, "guide")).Select(one => (one.Id, one.RevokedUtc)).OrderBy(one => one.Id != link.Id));
    }

    [Fact]
    public async Task Links_that_were_over_for_long_are_forgotten_when_another_one_is_made()
    {
        await using var open = Open();
        var (old, recent) = (A("guide", Now.AddDays(-60)), A("guide", Now.AddDays(-20)));
        await AddAsync(open, old);
        await AddAsync(open, recent);

        await AddAsync(open, A("another", Now));

        Assert.Equal([recent.Id], (await ListAsync(open, "guide")).Select(link => link.Id));
    }

    [Fact]
    public async Task A_version_is_held_by_a_link_to_it_that_leads_somewhere_or_until_a_moment()
    {
        await using var open = Open();
        var (link, latest) = (A("guide", Now, version: "v1"), A("guide", Now));
        await AddAsync(open, link);
        await AddAsync(open, latest);
        await open.RunAsync<PreviewLinkStore>(store => store.HoldAsync("guide", "v2", Now, Now.AddHours(1), Cancel));

        var held = new[] { await IsHeldAsync(open, "v1", Now), await IsHeldAsync(open, "v2", Now), await IsHeldAsync(open, "v3", Now) };
        var later = new[] { await IsHeldAsync(open, "v1", Now.AddDays(8)), await IsHeldAsync(open, "v2", Now.AddHours(1)) };
        await RevokeAsync(open, link, Now);

        Assert.Equal([true, true, false], held);
        Assert.Equal([false, false], later);
        Assert.False(await IsHeldAsync(open, "v1", Now));
        Assert.Equal(2, (await ListAsync(open, "guide")).Count);

        // What was held is forgotten when something else is.
        await open.RunAsync<PreviewLinkStore>(store => store.HoldAsync("another", "v9", Now.AddDays(1), Now.AddDays(2), Cancel));
        Assert.False(await IsHeldAsync(open, "v2", Now));
    }

    [Fact]
    public async Task A_link_is_part_of_the_transaction_around_it()
    {
        await using var open = Open();

        await open.RunAsync<PreviewLinkStore>(async store =>
        {
            await using var transaction = await open.BeginAsync(Cancel);
            await store.AddAsync(A("guide", Now), Cancel);
        });

        Assert.Empty(await ListAsync(open, "guide"));
    }

    private static PreviewLink A(string item, DateTime createdUtc, string? version = null) => new()
    {
        Id = ContentId.New(),
        TokenHash = SecretText.HashOf(SecretText.New()),
        ContentItemId = item,
        ContentItemVersionId = version,
        Title = "Sleep & rest",
        CreatedBy = "anna",
        CreatedUtc = createdUtc,
        ExpiresUtc = createdUtc.AddDays(7),
    };

    private static Task AddAsync(OpenTenantServices open, PreviewLink link) => open.RunAsync<PreviewLinkStore>(store => store.AddAsync(link, Cancel));

    private static Task<bool> RevokeAsync(OpenTenantServices open, PreviewLink link, DateTime atUtc) => open.AskAsync<PreviewLinkStore, bool>(store => store.RevokeAsync(link, atUtc, Cancel));

    private static Task<bool> IsHeldAsync(OpenTenantServices open, string version, DateTime nowUtc) => open.AskAsync<PreviewLinkStore, bool>(store => store.IsHeldAsync("guide", version, nowUtc, Cancel));

    private static Task<IReadOnlyList<PreviewLink>> ListAsync(OpenTenantServices open, string item) => open.AskAsync<PreviewLinkStore, IReadOnlyList<PreviewLink>>(store => store.ListAsync(item, Cancel));
}

public sealed class MemoryPreviewLinkStoreTests : PreviewLinkStoreContract
{
    protected override OpenTenantServices Open() => MemoryStore.OpenServices();
}

public sealed class SqlitePreviewLinkStoreTests : PreviewLinkStoreContract
{
    protected override OpenTenantServices Open() => SqliteStore.OpenServices();
}

public sealed class PostgresPreviewLinkStoreTests : PreviewLinkStoreContract
{
    public PostgresPreviewLinkStoreTests() => PostgresStore.SkipWithoutServer();

    protected override OpenTenantServices Open() => PostgresStore.OpenServices();
}
