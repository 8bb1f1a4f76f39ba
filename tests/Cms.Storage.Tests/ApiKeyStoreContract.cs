using Cms.Apps;
using Cms.Content;

namespace Cms.Storage.Tests;

/// <summary>What every store of API keys promises.</summary>
public abstract class ApiKeyStoreContract
{
    private static readonly DateTime Now = new(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract OpenTenantServices Open();

    [Fact]
    public async Task Keys_are_listed_by_name_with_everything_that_was_stored_until_they_are_removed()
    {
        await using var open = Open();
        var (kiosk, another) = (A("kiosk"), A("another"));
        await AddAsync(open, kiosk);
        await AddAsync(open, another);

        var listed = await ListAsync(open);
        await open.RunAsync<ApiKeyStore>(store => store.RemoveAsync(kiosk, Cancel));
        await open.RunAsync<ApiKeyStore>(store => store.RemoveAsync(kiosk, Cancel));

        Assert.Equal(["another", "kiosk"], listed.Select(key => key.Name));
        Assert.Equivalent(kiosk, listed[1], strict: true);
        Assert.Equal(DateTimeKind.Utc, listed[1].ExpiresUtc!.Value.Kind);
        Assert.Equal(["another"], (await ListAsync(open)).Select(key => key.Name));
    }

    [Fact]
    public async Task The_last_use_is_the_latest_one_that_was_noted_whatever_the_order()
    {
        await using var open = Open();
        var key = A("kiosk");
        await AddAsync(open, key);

        foreach (var minutes in new[] { 1, 3, 2 })
            await open.RunAsync<ApiKeyStore>(store => store.NoteUseAsync(key.Id, Now.AddMinutes(minutes), Cancel));
        await open.RunAsync<ApiKeyStore>(store => store.NoteUseAsync("nobody", Now, Cancel));

        Assert.Equal(Now.AddMinutes(3), Assert.Single(await ListAsync(open)).LastUsedUtc);
    }

    [Fact]
    public async Task A_key_is_stored_once_and_is_part_of_the_transaction_around_it()
    {
        await using var open = Open();
        var key = A("kiosk");
        await open.RunAsync<ApiKeyStore>(async store =>
        {
            await using var transaction = await open.BeginAsync(Cancel);
            await store.AddAsync(key, Cancel);
        });
        var rolledBack = await ListAsync(open);

        await AddAsync(open, key);

        Assert.Empty(rolledBack);
        await Assert.ThrowsAnyAsync<Exception>(() => AddAsync(open, A("other", key.Hash)));
        Assert.Single(await ListAsync(open));
    }

    private static ApiKey A(string name, string? hash = null) => new()
    {
        Id = ContentId.New(),
        Name = name,
        Prefix = "cms_abcd",
        Hash = hash ?? ApiKey.New().Hash,
        RoleNames = ["Editor"],
        ScopeNames = ["content.read", "media.write"],
        Addresses = ["203.0.113.0/24", "2001:db8::/32"],
        CreatedUtc = Now,
        ExpiresUtc = Now.AddYears(1),
        RequestsAMinute = 60,
    };

    private static Task AddAsync(OpenTenantServices open, ApiKey key) => open.RunAsync<ApiKeyStore>(store => store.AddAsync(key, Cancel));

    private static Task<IReadOnlyList<ApiKey>> ListAsync(OpenTenantServices open) => open.AskAsync<ApiKeyStore, IReadOnlyList<ApiKey>>(store => store.ListAsync(Cancel));
}

public sealed class MemoryApiKeyStoreTests : ApiKeyStoreContract
{
    protected override OpenTenantServices Open() => MemoryStore.OpenServices();
}

public sealed class SqliteApiKeyStoreTests : ApiKeyStoreContract
{
    protected override OpenTenantServices Open() => SqliteStore.OpenServices();
}

public sealed class PostgresApiKeyStoreTests : ApiKeyStoreContract
{
    public PostgresApiKeyStoreTests() => PostgresStore.SkipWithoutServer();

    protected override OpenTenantServices Open() => PostgresStore.OpenServices();
}
