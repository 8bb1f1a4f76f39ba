using Cms.Apps;
using Cms.Content;
using Cms.Events;
using Cms.Tenants;
using Cms.Tests.Memory;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;

namespace Cms.Storage.Tests;

/// <summary>What every store of apps promises.</summary>
public abstract class AppStoreContract
{
    private const string Secret = "a secret of twelve letters";

    private static readonly DateTime Now = new(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract OpenTenantServices Open();

    [Fact]
    public async Task An_app_is_found_by_its_client_id_with_everything_that_was_stored()
    {
        await using var open = Open();
        var reader = An("reader") with
        {
            DisplayName = "A reader",
            Consent = AppConsent.Systematic,
            Flows = AppFlows.ClientCredentials | AppFlows.AuthorizationCode | AppFlows.RefreshToken,
            Rights = AppRights.Revocation | AppRights.Logout,
            RedirectUris = ["https://reader.example/back", "com.example.reader:/back"],
            PostLogoutRedirectUris = ["https://reader.example/bye"],
            RoleNames = ["ApiReader", "Editor"],
            ScopeNames = ["content.read", "profile"],
            RequiresProofKey = true,
            IsEnabled = false,
            RequestsAMinute = 600,
        };
        await SaveAsync(open, reader, Secret);
        await SaveAsync(open, An("another"), Secret);

        var found = await FindAsync(open, "reader");

        Assert.True(found!.IsSameAs(reader), found.ToString());
        Assert.Null(await FindAsync(open, "Reader"));
        Assert.Equal(["another", "reader"], (await open.AskAsync<AppStore, IReadOnlyList<App>>(store => store.ListAsync(Cancel))).Select(app => app.ClientId));
    }

    [Fact]
    public async Task A_secret_is_known_again_stays_where_none_is_given_and_ends_with_the_next_one()
    {
        await using var open = Open();
        var app = An("app");
        await SaveAsync(open, app, Secret);

        await SaveAsync(open, app with { DisplayName = "Another name" }, secret: null);
        var kept = (await HasSecretAsync(open, app, Secret), await HasSecretAsync(open, app, Secret + "!"));
        await SaveAsync(open, app, "another secret altogether");
        var changed = (await HasSecretAsync(open, app, Secret), await HasSecretAsync(open, app, "another secret altogether"));
        await SaveAsync(open, app with { IsPublic = true }, secret: null);

        Assert.Equal((true, false), kept);
        Assert.Equal((false, true), changed);
        Assert.False(await HasSecretAsync(open, app, "another secret altogether"));
    }

    [Fact]
    public async Task A_client_id_belongs_to_one_app()
    {
        await using var open = Open();
        await SaveAsync(open, An("app"), Secret);

        await Assert.ThrowsAnyAsync<Exception>(() => SaveAsync(open, An("app"), Secret));

        Assert.Single(await open.AskAsync<AppStore, IReadOnlyList<App>>(store => store.ListAsync(Cancel)));
    }

    [Fact]
    public async Task Apps_are_part_of_the_transaction_around_them()
    {
        await using var open = Open();

        await open.RunAsync<AppStore>(async store =>
        {
            await using var transaction = await open.BeginAsync(Cancel);
            await store.SaveAsync(An("app"), Secret, Cancel);
            Assert.NotNull(await store.FindAsync("app", Cancel));
        });

        Assert.Null(await FindAsync(open, "app"));
    }

    [Fact]
    public async Task Tokens_that_were_ended_are_listed_until_they_would_have_expired_and_go_with_their_app()
    {
        await using var open = Open();
        var (app, other) = (An("app"), An("other"));
        await SaveAsync(open, app, Secret);
        await SaveAsync(open, other, Secret);
        var token = await GiveTokenAsync(open, app, Now.AddHours(1));
        await GiveTokenAsync(open, app, Now.AddHours(-1));
        await GiveTokenAsync(open, other, Now.AddHours(1));

        var before = await RevokedAsync(open);
        await open.RunAsync<AppStore>(store => store.RevokeTokensAsync(app, Cancel));
        var after = await RevokedAsync(open);
        await open.RunAsync<AppStore>(store => store.RemoveAsync(app, Cancel));

        Assert.Empty(before);
        Assert.Equal([token], after);
        Assert.Empty(await RevokedAsync(open));
        Assert.Null(await FindAsync(open, "app"));
        await open.RunAsync<AppStore>(store => store.RemoveAsync(app, Cancel));
    }

    [Fact]
    public async Task Pruning_forgets_what_has_expired_and_keeps_what_is_still_refused()
    {
        await using var open = Open();
        var app = An("app");
        await SaveAsync(open, app, Secret);
        await GiveTokenAsync(open, app, Now.AddDays(-3));
        var ended = await GiveTokenAsync(open, app, Now.AddHours(1));
        await open.RunAsync<AppStore>(store => store.RevokeTokensAsync(app, Cancel));

        await open.RunAsync<AppStore>(store => store.PruneTokensAsync(Now.AddDays(-1), Cancel));

        Assert.Equal([ended], await RevokedAsync(open, Now.AddDays(-9)));
    }

    [Fact]
    public async Task The_apps_that_act_for_a_user_are_listed_until_the_user_takes_it_back()
    {
        await using var open = Open();
        var (agreed, unasked, ended, other) = (An("agreed"), An("unasked"), An("ended"), An("other"));
        foreach (var app in new[] { agreed, unasked, ended, other })
            await SaveAsync(open, app, Secret);
        await AgreeAsync(open, agreed, "anna", ["openid", "content.read"]);
        await AgreeAsync(open, agreed, "anna", ["openid", "roles"]);
        await AgreeAsync(open, other, "bert", ["openid"]);
        var token = await GiveTokenAsync(open, agreed, Now.AddHours(1), "anna");
        var ofBert = await GiveTokenAsync(open, agreed, Now.AddHours(1), "bert");
        await GiveTokenAsync(open, unasked, Now.AddHours(1), "anna");
        await GiveTokenAsync(open, ended, Now.AddHours(-1), "anna");

        var before = await ListAsync("anna");
        await open.RunAsync<AppStore>(store => store.RevokeConsentAsync(agreed, "anna", Cancel));
        await open.RunAsync<AppStore>(store => store.RevokeConsentAsync(agreed, "anna", Cancel));

        Assert.Equal(["agreed", "unasked"], before.Select(one => one.App.ClientId));
        Assert.Equal(["content.read", "openid", "roles"], before[0].ScopeNames.Order(StringComparer.Ordinal));
        Assert.Equal((Now.AddDays(-20), Now.AddDays(-10), Now.AddDays(-10)), (before[0].SinceUtc, before[0].LastTokenUtc, before[1].SinceUtc));
        Assert.Empty(before[1].ScopeNames);
        Assert.Equal(["unasked"], (await ListAsync("anna")).Select(one => one.App.ClientId));
        Assert.Equal(["agreed", "other"], (await ListAsync("bert")).Select(one => one.App.ClientId));
        Assert.Equal([token], await RevokedAsync(open));
        Assert.NotEqual(token, ofBert);

        Task<IReadOnlyList<AgreedApp>> ListAsync(string userId) => open.AskAsync<AppStore, IReadOnlyList<AgreedApp>>(store => store.ListAgreedAsync(userId, Now, Cancel));
    }

    /// <summary>Lets a user agree, twenty days before.</summary>
    protected virtual Task AgreeAsync(OpenTenantServices open, App app, string userId, string[] scopes) => open.RunAsync<IOpenIddictAuthorizationManager>(async authorizations =>
    {
        var descriptor = new OpenIddictAuthorizationDescriptor
        {
            ApplicationId = app.Id,
            CreationDate = Now.AddDays(-20),
            Status = OpenIddictConstants.Statuses.Valid,
            Subject = userId,
            Type = OpenIddictConstants.AuthorizationTypes.Permanent,
        };
        descriptor.Scopes.UnionWith(scopes);
        await authorizations.CreateAsync(descriptor, Cancel);
    });

    /// <summary>Gives the app a token that was made ten days before, for the user or for itself; its id.</summary>
    protected virtual Task<string> GiveTokenAsync(OpenTenantServices open, App app, DateTime expiresUtc, string? userId = null) => open.AskAsync<IOpenIddictTokenManager, string>(async tokens =>
    {
        var token = await tokens.CreateAsync(
            new OpenIddictTokenDescriptor
            {
                ApplicationId = app.Id,
                CreationDate = Now.AddDays(-10),
                ExpirationDate = expiresUtc,
                Status = OpenIddictConstants.Statuses.Valid,
                Subject = userId ?? app.ClientId,
                Type = OpenIddictConstants.TokenTypeIdentifiers.AccessToken,
            },
            Cancel);
        return (await tokens.GetIdAsync(token, Cancel))!;
    });

    private static App An(string clientId) => new() { Id = ContentId.New(), ClientId = clientId, DisplayName = clientId, Flows = AppFlows.ClientCredentials };

    private static Task SaveAsync(OpenTenantServices open, App app, string? secret) => open.RunAsync<AppStore>(store => store.SaveAsync(app, secret, Cancel));

    private static Task<App?> FindAsync(OpenTenantServices open, string clientId) => open.AskAsync<AppStore, App?>(store => store.FindAsync(clientId, Cancel));

    private static Task<bool> HasSecretAsync(OpenTenantServices open, App app, string secret) => open.AskAsync<AppStore, bool>(store => store.HasSecretAsync(app, secret, Cancel));

    private static Task<IReadOnlyList<string>> RevokedAsync(OpenTenantServices open, DateTime? now = null) =>
        open.AskAsync<AppStore, IReadOnlyList<string>>(store => store.ListRevokedTokensAsync(now ?? Now, Cancel));
}

/// <summary>What databases promise beside: that others are told.</summary>
public abstract class SqlAppStoreContract : AppStoreContract
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_that_was_used_up_is_known_until_it_expires_so_that_who_sends_it_again_is_found_out()
    {
        await using var open = Open();
        var app = new App { Id = ContentId.New(), ClientId = "app", Flows = AppFlows.RefreshToken };
        await open.RunAsync<AppStore>(store => store.SaveAsync(app, "a secret of twelve letters", Cancel));
        var id = await GiveTokenAsync(open, app, DateTime.UtcNow.AddDays(4));
        await open.RunAsync<IOpenIddictTokenManager>(async tokens => await tokens.TryRedeemAsync((await tokens.FindByIdAsync(id, Cancel))!, Cancel));

        await open.RunAsync<AppStore>(store => store.PruneTokensAsync(DateTime.UtcNow.AddDays(-1), Cancel));

        Assert.NotNull(await open.AskAsync<IOpenIddictTokenManager, object?>(async tokens => await tokens.FindByIdAsync(id, Cancel)));
        await open.RunAsync<AppStore>(store => store.PruneTokensAsync(DateTime.UtcNow.AddDays(5), Cancel));
        Assert.Null(await open.AskAsync<IOpenIddictTokenManager, object?>(async tokens => await tokens.FindByIdAsync(id, Cancel)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_that_is_ended_is_told_once_it_is_stored(bool inTransaction)
    {
        await using var open = Open();
        var app = new App { Id = ContentId.New(), ClientId = "app", Flows = AppFlows.ClientCredentials };
        await open.RunAsync<AppStore>(store => store.SaveAsync(app, "a secret of twelve letters", Cancel));
        var id = await GiveTokenAsync(open, app, DateTime.UtcNow.AddHours(1));
        var told = new List<TenantEvent>();
        await open.RunAsync<TenantChanges>(changes =>
        {
            changes.Happened += (_, happened) => told.Add(happened);
            return Task.CompletedTask;
        });

        var ended = await open.AskAsync<IOpenIddictTokenManager, bool>(async tokens =>
        {
            await using var transaction = inTransaction ? await open.BeginAsync(Cancel) : null;
            var done = await tokens.TryRevokeAsync((await tokens.FindByIdAsync(id, Cancel))!, Cancel);
            if (transaction is not null)
                await transaction.CommitAsync(Cancel);
            return done;
        });

        Assert.True(ended);
        Assert.IsType<TokensRevoked>(Assert.Single(told));
        Assert.Equal([id], await open.AskAsync<AppStore, IReadOnlyList<string>>(store => store.ListRevokedTokensAsync(DateTime.UtcNow, Cancel)));
    }
}

public sealed class MemoryAppStoreTests : AppStoreContract
{
    protected override OpenTenantServices Open() => MemoryStore.OpenServices();

    protected override Task<string> GiveTokenAsync(OpenTenantServices open, App app, DateTime expiresUtc, string? userId = null) =>
        open.AskAsync<AppStore, string>(store => Task.FromResult(((MemoryAppStore)store).Give(app, expiresUtc, userId, new DateTime(2026, 10, 22, 12, 0, 0, DateTimeKind.Utc))));

    protected override Task AgreeAsync(OpenTenantServices open, App app, string userId, string[] scopes) => open.RunAsync<AppStore>(store =>
    {
        ((MemoryAppStore)store).Agree(app, userId, scopes, new DateTime(2026, 10, 12, 12, 0, 0, DateTimeKind.Utc));
        return Task.CompletedTask;
    });
}

public sealed class SqliteAppStoreTests : SqlAppStoreContract
{
    protected override OpenTenantServices Open() => SqliteStore.OpenServices();
}

public sealed class PostgresAppStoreTests : SqlAppStoreContract
{
    public PostgresAppStoreTests() => PostgresStore.SkipWithoutServer();

    protected override OpenTenantServices Open() => PostgresStore.OpenServices();
}
