using Cms.Content;
using Cms.Events;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Jobs;

public sealed class DoWhatIsDueTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_is_published_at_its_moment_and_not_before()
    {
        await using var site = await ScheduledSite.OpenAsync();
        var draft = (await site.SaveDraftAsync(TestSite.Article("Rest"))).Value;
        await site.SchedulePublishAsync(draft.ContentItemId, site.In(Hour));

        var early = await site.DoWhatIsDueAsync(0.9 * Hour);
        var seenEarly = await site.PublishedAsync(draft.ContentItemId);
        var done = await site.DoWhatIsDueAsync(0.2 * Hour);

        Assert.Equal((0, 1), (early, done));
        Assert.Null(seenEarly);
        var published = (await site.PublishedAsync(draft.ContentItemId))!;
        Assert.Equal("{}", published.Part("PublishLaterPart").GetRawText());
        Assert.Equal("Rest", published.DisplayText);
        Assert.Empty(await site.ScheduledAsync());
        Assert.Equal(0, await site.DoWhatIsDueAsync(Hour));
    }

    [Fact]
    public async Task A_published_item_is_taken_away_at_its_moment_and_stays_away_until_somebody_publishes_it()
    {
        await using var site = await ScheduledSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        await site.ScheduleUnpublishAsync(item.ContentItemId, site.In(Hour));

        Assert.Equal(1, await site.DoWhatIsDueAsync(2 * Hour));

        Assert.Null(await site.PublishedAsync(item.ContentItemId));
        await site.PublishAsync(item.ContentItemId);
        Assert.Equal(0, await site.DoWhatIsDueAsync(Hour));
        Assert.NotNull(await site.PublishedAsync(item.ContentItemId));
    }

    [Fact]
    public async Task A_draft_may_have_both_moments()
    {
        await using var site = await ScheduledSite.OpenAsync();
        var draft = (await site.SaveDraftAsync(TestSite.Article("Rest"))).Value;
        await site.SchedulePublishAsync(draft.ContentItemId, site.In(Hour));
        await site.ScheduleUnpublishAsync(draft.ContentItemId, site.In(3 * Hour));

        await site.DoWhatIsDueAsync(2 * Hour);
        var between = await site.PublishedAsync(draft.ContentItemId);
        await site.DoWhatIsDueAsync(2 * Hour);

        Assert.NotNull(between);
        Assert.Null(await site.PublishedAsync(draft.ContentItemId));
    }

    [Fact]
    public async Task What_fails_is_put_off_for_longer_each_time_with_its_error_and_the_others_go_on()
    {
        await using var site = await ScheduledSite.OpenAsync();
        var broken = (await site.SaveDraftAsync(TestSite.Article("Broken", """ "Article":{"Price":{"Value":1} } """))).Value;
        var good = (await site.SaveDraftAsync(TestSite.Article("Good"))).Value;
        await site.SchedulePublishAsync(broken.ContentItemId, site.In(Hour));
        await site.SchedulePublishAsync(good.ContentItemId, site.In(2 * Hour));
        await site.DefineAsync(RecipeText.Part("Article", RecipeText.Field("NumericField", "Price", "\"Minimum\":5")));

        Assert.Equal(1, await site.DoWhatIsDueAsync(3 * Hour));

        Assert.NotNull(await site.PublishedAsync(good.ContentItemId));
        var first = Assert.Single(await site.ScheduledAsync());
        Assert.Equal(("Broken", 1, "\"Broken\" was not saved: Price must be 5 or more, not 1."), (first.DisplayText, first.Failures, first.Error));
        Assert.InRange(first.NextTryUtc - site.Cms.Clock.GetUtcNow().UtcDateTime, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));
        await site.DoWhatIsDueAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(1, Assert.Single(await site.ScheduledAsync()).Failures);
        await site.DoWhatIsDueAsync(TimeSpan.FromMinutes(1));
        var second = Assert.Single(await site.ScheduledAsync());
        Assert.Equal(2, second.Failures);
        Assert.InRange(second.NextTryUtc - site.Cms.Clock.GetUtcNow().UtcDateTime, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(4));
    }

    [Fact]
    public async Task A_draft_that_is_mended_is_published_at_the_next_look()
    {
        await using var site = await ScheduledSite.OpenAsync();
        var broken = (await site.SaveDraftAsync(TestSite.Article("Broken", """ "Article":{"Price":{"Value":1} } """))).Value;
        await site.SchedulePublishAsync(broken.ContentItemId, site.In(Hour));
        await site.DefineAsync(RecipeText.Part("Article", RecipeText.Field("NumericField", "Price", "\"Minimum\":5")));
        await site.DoWhatIsDueAsync(2 * Hour);
        var latest = (await site.LatestAsync(broken.ContentItemId))!;
        var mended = TestSite.Again(latest);
        mended.Parts["Article"]!["Price"]!["Value"] = 5;

        await site.SaveDraftAsync(mended);

        Assert.Equal(1, await site.DoWhatIsDueAsync());
        Assert.NotNull(await site.PublishedAsync(broken.ContentItemId));
    }

    [Fact]
    public async Task A_tenant_in_which_nothing_is_due_is_not_looked_into()
    {
        await using var site = await ScheduledSite.OpenAsync();
        var draft = (await site.SaveDraftAsync(TestSite.Article("Rest"))).Value;
        await site.SchedulePublishAsync(draft.ContentItemId, site.In(Hour));
        await site.DoWhatIsDueAsync();
        var next = site.Cms.Data.NextLook;

        Assert.Equal(Assert.Single(await site.ScheduledAsync()).Due.DueUtc, next);
        Assert.Empty(await site.Cms.Tenants.ListDueAsync(site.Cms.Clock.GetUtcNow().UtcDateTime, Cancel));
        await site.DoWhatIsDueAsync(2 * Hour);
        Assert.Null(site.Cms.Data.NextLook);
    }

    [Fact]
    public async Task A_disabled_tenant_waits_until_it_is_enabled()
    {
        await using var site = await ScheduledSite.OpenAsync();
        var draft = (await site.SaveDraftAsync(TestSite.Article("Rest"))).Value;
        await site.SchedulePublishAsync(draft.ContentItemId, site.In(Hour));
        var state = site.Cms.Services.GetRequiredService<SetTenantState>();
        await state.RunAsync(site.Cms.Tenant.Name, TenantState.Disabled, Cancel);

        var disabled = await site.DoWhatIsDueAsync(2 * Hour);
        await state.RunAsync(site.Cms.Tenant.Name, TenantState.Running, Cancel);

        Assert.Equal((0, 1), (disabled, await site.DoWhatIsDueAsync()));
    }

    [Fact]
    public async Task What_lay_in_the_trash_long_enough_is_purged()
    {
        await using var site = await ScheduledSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        await site.RemoveAsync(item.ContentItemId);
        await site.DoWhatIsDueAsync();
        var next = site.Cms.Data.NextLook;

        var early = await site.DoWhatIsDueAsync(TimeSpan.FromDays(29));
        var done = await site.DoWhatIsDueAsync(TimeSpan.FromDays(1));

        Assert.Equal(((await site.TrashAsync()).Count, 0, 1), (0, early, done));
        Assert.InRange(next!.Value - item.PublishedUtc!.Value, TimeSpan.FromDays(30), TimeSpan.FromDays(30.1));
        Assert.Contains(new ContentPurged(item.ContentItemId, "Article"), site.Cms.Data.Events);
    }

    [Fact]
    public async Task Fewer_days_in_the_settings_purge_at_the_next_look()
    {
        await using var site = await ScheduledSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        await site.RemoveAsync(item.ContentItemId);
        await site.DoWhatIsDueAsync(TimeSpan.FromDays(10));

        await site.Cms.RunRecipeAsync(RecipeText.Of("""{"name":"settings","TrashSettings":{"DaysKept":5}}"""));

        Assert.Equal(1, await site.DoWhatIsDueAsync());
    }
}
