using System.Text.Json.Nodes;
using Cms.Audit;
using Cms.Jobs;
using Cms.Settings;
using Cms.Tenants;
using Cms.Tests.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Jobs;

public sealed class TrimAuditTrailTests : IAsyncDisposable
{
    private readonly MemoryCms _cms = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{}", 365)]
    [InlineData("""{"AuditTrailTrimmingSettings":{"RetentionDays":7}}""", 7)]
    public async Task Entries_are_thrown_away_when_they_are_as_old_as_the_settings_say(string settings, int days)
    {
        await SaveAsync(settings);
        await NoteAsync();
        var next = await InScopeAsync<TrimAuditTrail, DateTime?>(trim => trim.FindNextAsync(Cancel));

        _cms.Clock.Advance(TimeSpan.FromDays(days) - TimeSpan.FromHours(1));
        var early = await TrimAsync();
        _cms.Clock.Advance(TimeSpan.FromHours(2));
        var late = await TrimAsync();

        Assert.Equal((0, 1), (early, late));
        Assert.Equal(days, (next!.Value - _cms.Clock.GetUtcNow().UtcDateTime.AddDays(-days).AddHours(-1)).TotalDays, tolerance: 0.01);
        Assert.Null(await InScopeAsync<TrimAuditTrail, DateTime?>(trim => trim.FindNextAsync(Cancel)));
    }

    [Fact]
    public async Task With_trimming_switched_off_every_entry_stays()
    {
        await SaveAsync("""{"AuditTrailTrimmingSettings":{"RetentionDays":7,"Disabled":true}}""");
        await NoteAsync();

        _cms.Clock.Advance(TimeSpan.FromDays(10_000));

        Assert.Equal(0, await TrimAsync());
        Assert.Null(await InScopeAsync<TrimAuditTrail, DateTime?>(trim => trim.FindNextAsync(Cancel)));
    }

    [Theory]
    [InlineData("""{"AuditTrailTrimmingSettings":{"RetentionDays":0}}""", "AuditTrailTrimmingSettings must be")]
    [InlineData("""{"AuditTrailTrimmingSettings":{"RetentionDays":7,"Disabled":"no"}}""", "AuditTrailTrimmingSettings must be")]
    [InlineData("""{"AuditTrailTrimmingSettings":7}""", "AuditTrailTrimmingSettings must be")]
    [InlineData("""{"AuditTrailSettings":{"ClientIpAddressAllowed":1}}""", "AuditTrailSettings must be")]
    public void Settings_that_cannot_be_used_are_refused_with_what_would_be_right(string settings, string beginning) =>
        Assert.StartsWith(beginning, Assert.Single(new SiteSettings(JsonNode.Parse(settings)!.AsObject()).Complaints()), StringComparison.Ordinal);

    public ValueTask DisposeAsync() => _cms.DisposeAsync();

    private Task<int> TrimAsync() => InScopeAsync<TrimAuditTrail, int>(trim => trim.RunAsync(Cancel));

    private Task<bool> NoteAsync() => InScopeAsync<AuditTrail, bool>(async trail =>
    {
        await trail.AddAsync(new AuditEntry(AuditCategory.Content, "Published", "i1", "Sleep"), Cancel);
        return true;
    });

    private Task<bool> SaveAsync(string settings) => InScopeAsync<SettingsStore, bool>(async store =>
    {
        await new SiteSettings(JsonNode.Parse(settings)!.AsObject()).SaveAsync(store, Cancel);
        return true;
    });

    private async Task<T> InScopeAsync<TService, T>(Func<TService, Task<T>> work) where TService : notnull
    {
        await using var scope = _cms.Services.GetRequiredService<TenantScopes>().Open(_cms.Tenant);
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
