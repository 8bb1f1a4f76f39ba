using Cms.Content;
using Cms.Editing;
using Cms.Editing.Scheduling;
using Cms.Jobs;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests;

/// <summary>A <see cref="TestSite"/> whose articles may be published and taken away later, and the verbs for that.</summary>
internal static class ScheduledSite
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<TestSite> OpenAsync()
    {
        var site = await TestSite.OpenAsync();
        await site.DefineAsync(RecipeText.Type("Article", "", RecipeText.Attach("PublishLaterPart"), RecipeText.Attach("ArchiveLaterPart")));
        await site.Cms.Tenants.AddAsync(site.Cms.Tenant, Cancel);
        await site.Cms.Services.GetRequiredService<TenantRegistry>().LoadAsync(Cancel);
        return site;
    }

    /// <summary>A moment so far ahead of the site's clock.</summary>
    public static ScheduledMoment In(this TestSite site, TimeSpan ahead) => new(site.Cms.Clock.GetUtcNow().UtcDateTime + ahead, "Europe/Berlin");

    public static Task<Outcome<ContentItem>> SchedulePublishAsync(this TestSite site, string id, ScheduledMoment moment) =>
        site.Cms.RunAsync<SchedulePublish, Outcome<ContentItem>>(verb => verb.RunAsync(id, moment, TestSite.Anna, Cancel));

    public static Task<Outcome<ContentItem>> ScheduleUnpublishAsync(this TestSite site, string id, ScheduledMoment moment) =>
        site.Cms.RunAsync<ScheduleUnpublish, Outcome<ContentItem>>(verb => verb.RunAsync(id, moment, TestSite.Anna, Cancel));

    public static Task<Outcome<ContentItem>> CancelScheduleAsync(this TestSite site, string id, params ScheduledKind[] kinds) =>
        site.Cms.RunAsync<CancelSchedule, Outcome<ContentItem>>(verb => verb.RunAsync(id, kinds, TestSite.Anna, Cancel));

    public static Task<IReadOnlyList<ScheduledChange>> ScheduledAsync(this TestSite site) =>
        site.Cms.RunAsync<ContentStore, IReadOnlyList<ScheduledChange>>(store => store.ListScheduledAsync(new ScheduleQuery(), Cancel));

    /// <summary>What the server does every few seconds, after this time has passed.</summary>
    public static Task<int> DoWhatIsDueAsync(this TestSite site, TimeSpan after = default)
    {
        site.Cms.Clock.Advance(after);
        return site.Cms.Services.GetRequiredService<DoWhatIsDue>().RunAsync(Cancel);
    }
}
