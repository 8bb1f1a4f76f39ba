using Cms.Apps;
using Cms.Tenants;
using Cms.Tests.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Apps;

public sealed class TokenTidyingTests : IAsyncDisposable
{
    private readonly MemoryCms _cms = new(services => services.AddScoped<AppStore>(provider =>
        provider.GetRequiredService<CurrentTenant>().Tenant.Name == "Broken" ? throw new InvalidOperationException("This database is broken.") : ActivatorUtilities.CreateInstance<MemoryAppStore>(provider)));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tenant_whose_database_is_broken_keeps_the_others_from_nothing()
    {
        var broken = new Tenant { Id = "t0", Name = "Broken", Prefix = "broken", State = TenantState.Running, RecipeName = "test" };
        await _cms.Tenants.AddAsync(broken, Cancel);
        await _cms.Tenants.AddAsync(_cms.Tenant, Cancel);
        await _cms.Services.GetRequiredService<TenantRegistry>().LoadAsync(Cancel);
        var app = new App { Id = "a1", ClientId = "app" };
        await _cms.RunAsync<AppStore, string>(store => Task.FromResult(((MemoryAppStore)store).Give(app, _cms.Clock.GetUtcNow().UtcDateTime.AddDays(-9))));
        var tidying = _cms.Services.GetRequiredService<TokenTidying>();
        tidying.Note(broken);
        tidying.Note(_cms.Tenant);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => tidying.RunAsync(Cancel));

        Assert.Equal("This database is broken.", failure.InnerException!.Message);
        Assert.Empty(_cms.Data.State.AppTokens);
    }

    public ValueTask DisposeAsync() => _cms.DisposeAsync();
}
