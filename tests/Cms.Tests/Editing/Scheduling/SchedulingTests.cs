using Cms.Content;
using Cms.Events;

namespace Cms.Tests.Editing.Scheduling;

public sealed class SchedulingTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_scheduled_draft_keeps_its_moment_in_UTC_and_the_zone_in_Orchard_s_JSON()
    {
        await using var site = await ScheduledSite.OpenAsync();
        var draft = (await site.SaveDraftAsync(TestSite.Article("Rest"))).Value;
        var before = site.Cms.Data.Events.Count;

        var scheduled = (await site.SchedulePublishAsync(draft.ContentItemId, ScheduledMoment.Read("2999-07-01 08:30", "Europe/Berlin").Value)).Value;

        Assert.Equal("""{"ScheduledPublishUtc":"2999-07-01T06:30:00Z","TimeZone":"Europe/Berlin"}""", scheduled.Part("PublishLaterPart").GetRawText());
        Assert.Equal((true, false, 2), (scheduled.Latest, scheduled.Published, (await site.VersionsAsync(draft.ContentItemId)).Count));
        Assert.Equal(
            new ScheduledChange(draft.ContentItemId, "Article", "Rest", new Due(ScheduledKind.Publish, new DateTime(2999, 7, 1, 6, 30, 0, DateTimeKind.Utc), "Europe/Berlin")),
            Assert.Single(await site.ScheduledAsync()));
        Assert.Equal([new ContentRescheduled(draft.ContentItemId, "Article")], site.EventsAfter(before));
    }

    [Fact]
    public async Task A_later_moment_takes_the_place_of_an_earlier_one_and_can_be_called_off()
    {
        await using var site = await ScheduledSite.OpenAsync();
        var draft = (await site.SaveDraftAsync(TestSite.Article("Rest"))).Value;
        await site.SchedulePublishAsync(draft.ContentItemId, site.In(Day));

        await site.SchedulePublishAsync(draft.ContentItemId, site.In(2 * Day));
        var moved = Assert.Single(await site.ScheduledAsync());
        var free = (await site.CancelScheduleAsync(draft.ContentItemId, ScheduledKind.Publish)).Value;
        var again = (await site.CancelScheduleAsync(draft.ContentItemId, ScheduledKind.Publish)).Value;

        Assert.True(moved.Due.DueUtc > site.In(1.5 * Day).Utc);
        Assert.Empty(await site.ScheduledAsync());
        Assert.Equal("{}", free.Part("PublishLaterPart").GetRawText());
        Assert.Equal(free.ContentItemVersionId, again.ContentItemVersionId);
    }

    [Fact]
    public async Task Publishing_by_hand_dismisses_the_moment_so_that_the_next_draft_does_not_publish_itself()
    {
        await using var site = await ScheduledSite.OpenAsync();
        var draft = (await site.SaveDraftAsync(TestSite.Article("Rest"))).Value;
        await site.SchedulePublishAsync(draft.ContentItemId, site.In(Day));

        var published = (await site.PublishAsync(draft.ContentItemId)).Value;
        await site.SaveDraftAsync(TestSite.Retitled(published, "Rest more"));

        Assert.Equal("{}", published.Part("PublishLaterPart").GetRawText());
        Assert.Empty(await site.ScheduledAsync());
    }

    [Fact]
    public async Task What_is_saved_as_published_has_no_moment_of_publication_either()
    {
        await using var site = await ScheduledSite.OpenAsync();

        var published = (await site.PublishAsync(TestSite.Article("Rest", """ "PublishLaterPart":{"ScheduledPublishUtc":"2999-01-01T00:00:00Z"} """))).Value;

        Assert.Equal("{}", published.Part("PublishLaterPart").GetRawText());
        Assert.Empty(await site.ScheduledAsync());
    }

    [Fact]
    public async Task A_moment_in_a_saved_draft_counts_however_it_was_written()
    {
        await using var site = await ScheduledSite.OpenAsync();

        var draft = (await site.SaveDraftAsync(TestSite.Article("Rest", """ "PublishLaterPart":{"ScheduledPublishUtc":"2999-07-01T08:30:00+02:00"} """))).Value;

        Assert.Equal("""{"ScheduledPublishUtc":"2999-07-01T06:30:00Z"}""", draft.Part("PublishLaterPart").GetRawText());
        Assert.Equal(new Due(ScheduledKind.Publish, new DateTime(2999, 7, 1, 6, 30, 0, DateTimeKind.Utc), null), Assert.Single(await site.ScheduledAsync()).Due);
    }

    [Theory]
    [InlineData("""{"ScheduledPublishUtc":"tomorrow"}""", "PublishLaterPart.ScheduledPublishUtc must be a moment like \"2026-03-01T08:30:00Z\", not \"tomorrow\".")]
    [InlineData("""{"ScheduledPublishUtc":12}""", "PublishLaterPart.ScheduledPublishUtc must be a moment like \"2026-03-01T08:30:00Z\", not 12.")]
    [InlineData("""{"ScheduledPublishUtc":null,"TimeZone":"Mars"}""", "PublishLaterPart.TimeZone must be the name of a time zone like \"Europe/Berlin\", not \"Mars\".")]
    public async Task A_moment_that_is_none_is_refused(string part, string complaint)
    {
        await using var site = await ScheduledSite.OpenAsync();

        var outcome = await site.SaveDraftAsync(TestSite.Article("Rest", $"\"PublishLaterPart\":{part}"));

        Assert.Equal([complaint], outcome.Complaints());
    }

    [Fact]
    public async Task The_end_of_a_published_item_leaves_what_visitors_see_as_it_is()
    {
        await using var site = await ScheduledSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        site.Cms.Clock.Advance(Day);

        var scheduled = (await site.ScheduleUnpublishAsync(item.ContentItemId, site.In(Day))).Value;

        Assert.Equal((true, true, item.PublishedUtc), (scheduled.Latest, scheduled.Published, scheduled.PublishedUtc));
        Assert.Equal(ScheduledKind.Unpublish, Assert.Single(await site.ScheduledAsync()).Due.Kind);
    }

    [Fact]
    public async Task The_end_holds_for_the_published_version_and_for_the_draft_beside_it()
    {
        await using var site = await ScheduledSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        await site.SaveDraftAsync(TestSite.Retitled(item, "Rest more"));

        var draft = (await site.ScheduleUnpublishAsync(item.ContentItemId, site.In(Day))).Value;

        var published = (await site.PublishedAsync(item.ContentItemId))!;
        Assert.Equal(("Rest more", false, "Rest", false), (draft.DisplayText, draft.Published, published.DisplayText, published.Latest));
        Assert.Equal("Rest", Assert.Single(await site.ScheduledAsync()).DisplayText);
        await site.PublishAsync(item.ContentItemId);
        Assert.Equal("Rest more", Assert.Single(await site.ScheduledAsync()).DisplayText);
        await site.CancelScheduleAsync(item.ContentItemId, ScheduledKind.Unpublish);
        Assert.Empty(await site.ScheduledAsync());
    }

    [Fact]
    public async Task The_end_of_what_is_only_a_draft_counts_once_it_is_published()
    {
        await using var site = await ScheduledSite.OpenAsync();
        var draft = (await site.SaveDraftAsync(TestSite.Article("Rest"))).Value;

        await site.ScheduleUnpublishAsync(draft.ContentItemId, site.In(Day));

        Assert.Empty(await site.ScheduledAsync());
        await site.PublishAsync(draft.ContentItemId);
        Assert.Single(await site.ScheduledAsync());
    }

    [Fact]
    public async Task An_old_version_comes_back_with_the_schedule_of_today()
    {
        await using var site = await ScheduledSite.OpenAsync();
        var first = (await site.SaveDraftAsync(TestSite.Article("Rest", """ "PublishLaterPart":{"ScheduledPublishUtc":"2001-01-01T00:00:00Z"} """))).Value;
        await site.SaveDraftAsync(TestSite.Article("Rest more") with { ContentItemId = first.ContentItemId, BasedOn = first.ContentItemVersionId });

        var restored = (await site.RestoreVersionAsync(first.ContentItemId, first.ContentItemVersionId)).Value;

        Assert.Equal(("Rest", "{}"), (restored.DisplayText, restored.Part("PublishLaterPart").GetRawText()));
        Assert.Empty(await site.ScheduledAsync());
    }

    [Fact]
    public async Task A_clone_is_not_scheduled()
    {
        await using var site = await ScheduledSite.OpenAsync();
        var draft = (await site.SaveDraftAsync(TestSite.Article("Rest"))).Value;
        await site.SchedulePublishAsync(draft.ContentItemId, site.In(Day));

        await site.CloneAsync(draft.ContentItemId);

        Assert.Equal(draft.ContentItemId, Assert.Single(await site.ScheduledAsync()).ContentItemId);
    }

    [Fact]
    public async Task In_the_trash_nothing_happens_by_itself_and_a_moment_that_passed_there_is_dismissed()
    {
        await using var site = await ScheduledSite.OpenAsync();
        var (early, late) = ((await site.SaveDraftAsync(TestSite.Article("Early"))).Value, (await site.SaveDraftAsync(TestSite.Article("Late"))).Value);
        await site.SchedulePublishAsync(early.ContentItemId, site.In(Day));
        await site.SchedulePublishAsync(late.ContentItemId, site.In(3 * Day));
        await site.RemoveAsync(early.ContentItemId);
        await site.RemoveAsync(late.ContentItemId);
        var inTrash = await site.ScheduledAsync();
        site.Cms.Clock.Advance(2 * Day);

        var (restoredEarly, restoredLate) = ((await site.RestoreRemovedAsync(early.ContentItemId)).Value, (await site.RestoreRemovedAsync(late.ContentItemId)).Value);

        Assert.Empty(inTrash);
        Assert.Equal(["The moment at which its draft was to be published is over; schedule it again or publish it."], restoredEarly.Remarks);
        Assert.Empty(restoredLate.Remarks);
        Assert.Equal("Late", Assert.Single(await site.ScheduledAsync()).DisplayText);
    }

    [Fact]
    public async Task What_cannot_be_scheduled_is_refused_with_what_would_be_right()
    {
        await using var site = await ScheduledSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        var draft = (await site.SaveDraftAsync(TestSite.Article("Draft", """ "Article":{"Price":{"Value":1} } """))).Value;
        var page = (await site.PublishAsync(TestSite.Draft("Page", """{"TitlePart":{"Title":"About"}}"""))).Value;
        var past = ScheduledMoment.Read("2001-07-01 08:30", "Europe/Berlin").Value;

        Assert.Equal("There is no content item nothing.", (await site.SchedulePublishAsync("nothing", site.In(Day))).Problem?.Message);
        Assert.Equal(ProblemKind.Conflict, (await site.SchedulePublishAsync(item.ContentItemId, site.In(Day))).Problem?.Kind);
        Assert.Equal(
            "The moment of publication must be to come, and 2001-07-01 08:30 Europe/Berlin is over; publish \"Draft\" at once instead.",
            (await site.SchedulePublishAsync(draft.ContentItemId, past)).Problem?.Message);
        Assert.Equal(
            "The moment at which visitors see it last must be to come, and 2001-07-01 08:30 Europe/Berlin is over; unpublish \"Rest\" at once instead.",
            (await site.ScheduleUnpublishAsync(item.ContentItemId, past)).Problem?.Message);
        Assert.Equal(
            "Items of type Page cannot be taken away later: attach the part ArchiveLaterPart to the type.",
            (await site.ScheduleUnpublishAsync(page.ContentItemId, site.In(Day))).Problem?.Message);
        await site.DefineAsync(RecipeText.Part("Article", RecipeText.Field("NumericField", "Price", "\"Minimum\":5")));
        Assert.Equal(["Price must be 5 or more, not 1."], (await site.SchedulePublishAsync(draft.ContentItemId, site.In(Day))).Complaints());
        Assert.Empty(await site.ScheduledAsync());
    }
}
