using Cms.Audit;
using Cms.Settings;

namespace Cms.Jobs;

/// <summary>Throws away the entries of the trail that are older than the site's settings keep them.</summary>
public sealed class TrimAuditTrail(AuditTrail trail, SettingsStore settings, TimeProvider clock)
{
    /// <summary>How many entries were thrown away. May run on several nodes at once.</summary>
    public async Task<int> RunAsync(CancellationToken cancel) =>
        await FindDaysAsync(cancel) is { } days ? await trail.TrimAsync(clock.GetUtcNow().UtcDateTime.AddDays(-days), cancel) : 0;

    /// <summary>When the next entry becomes too old, UTC; null when none does.</summary>
    public async Task<DateTime?> FindNextAsync(CancellationToken cancel) =>
        await FindDaysAsync(cancel) is { } days ? (await trail.FindOldestAsync(cancel))?.AddDays(days) : null;

    private async Task<int?> FindDaysAsync(CancellationToken cancel) => AuditSettings.Of(await SiteSettings.LoadAsync(settings, cancel)).RetentionDays;
}
