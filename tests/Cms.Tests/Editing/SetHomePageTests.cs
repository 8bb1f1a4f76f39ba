using Cms.Content;
using Cms.Settings;
using static Cms.Tests.TestSite;

namespace Cms.Tests.Editing;

public sealed class SetHomePageTests
{
    private const string Wish = """ "AutoroutePart":{"SetHomepage":true} """;

    [Fact]
    public async Task A_published_item_that_asks_for_it_becomes_the_home_page_and_asks_no_more()
    {
        await using var site = await OpenAsync("""{"name":"settings","SiteName":"Guides"}""");

        var saved = (await site.PublishAsync(Article("Welcome", Wish))).Value;

        var settings = await SettingsOfAsync(site);
        Assert.Equal((new HomeRoute(saved.ContentItemId, null), "Guides"), (settings.Home, settings.SiteName));
        Assert.Equal("""{"SetHomepage":false,"Path":"articles/welcome"}""", (await site.PublishedAsync(saved.ContentItemId))!.Part("AutoroutePart").GetRawText());
    }

    [Fact]
    public async Task A_draft_becomes_the_home_page_when_it_is_published()
    {
        await using var site = await OpenAsync();
        var draft = (await site.SaveDraftAsync(Article("Welcome", Wish))).Value;
        Assert.Null((await SettingsOfAsync(site)).Home);

        var published = (await site.PublishAsync(draft.ContentItemId)).Value;

        Assert.Equal(draft.ContentItemId, (await SettingsOfAsync(site)).Home!.ContentItemId);
        Assert.False(published.Part("AutoroutePart").GetProperty("SetHomepage").GetBoolean());
        var versions = await site.VersionsAsync(draft.ContentItemId);
        Assert.Equal([published.ContentItemVersionId, draft.ContentItemVersionId], versions.Select(version => version.ContentItemVersionId));
        Assert.True(versions[1].Part("AutoroutePart").GetProperty("SetHomepage").GetBoolean());
    }

    [Fact]
    public async Task An_item_that_lost_the_home_page_does_not_take_it_back_when_it_is_edited()
    {
        await using var site = await OpenAsync();
        var first = (await site.PublishAsync(Article("First", Wish))).Value;
        var second = (await site.PublishAsync(Article("Second", Wish))).Value;

        await site.PublishAsync(Retitled(first, "First again"));

        Assert.Equal(second.ContentItemId, (await SettingsOfAsync(site)).Home!.ContentItemId);
    }

    private static async Task<SiteSettings> SettingsOfAsync(TestSite site) => new((await site.SettingsAsync(SiteSettings.Section)) ?? []);
}
