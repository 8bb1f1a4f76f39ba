using Cms.Content;
using Cms.Editing;
using Cms.Editing.Lists;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Editing.Lists;

/// <summary>What somebody finds to choose from: as much as they may see.</summary>
public sealed class FindItemsTests
{
    private static readonly ContentOrder LastChanged = new(ContentColumn.ModifiedUtc, Descending: true), ByTitle = new(ContentColumn.DisplayText, Descending: false);

    private static readonly Caller Everything = Caller.SignedIn("u1", "anna", [Permission.ViewContent, Permission.EditContent]);

    private static readonly Caller Own = Caller.SignedIn("u2", "ben", [Permission.ViewContent, "EditOwn_Article"]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_sees_only_their_own_drafts_finds_them_however_many_newer_ones_of_others_there_are()
    {
        await using var site = await TestSite.OpenAsync();
        await DraftAsync(site, "Walks of Ben", new Editor("u2", "ben"));
        foreach (var number in Enumerable.Range(1, 25))
        {
            site.Cms.Clock.Advance(TimeSpan.FromMinutes(1));
            await DraftAsync(site, $"Walks of Anna {number}", TestSite.Anna);
        }

        Assert.Equal(["Walks of Ben"], await FindAsync(site, Own, new ItemsByTitle("walks", LastChanged, 20)));
        Assert.Equal(20, (await FindAsync(site, Everything, new ItemsByTitle("walks", LastChanged, 20))).Count);
    }

    [Fact]
    public async Task Of_what_is_being_changed_each_sees_the_version_that_they_may_see()
    {
        await using var site = await TestSite.OpenAsync();
        var walks = (await site.PublishAsync(TestSite.Article("Walks"))).Value;
        await site.SaveDraftAsync(TestSite.Retitled(walks, "Long walks"));

        Assert.Equal(["Long walks"], await FindAsync(site, Everything, new ItemsByTitle("walks", LastChanged, 20)));
        Assert.Equal(["Walks"], await FindAsync(site, Own, new ItemsByTitle("walks", LastChanged, 20)));
        Assert.Equal(["Walks"], await FindAsync(site, Everything, new ItemsByTitle("walks", LastChanged, 20) { OnlyPublished = true }));
    }

    [Fact]
    public async Task Types_that_are_asked_for_are_found_also_when_they_stand_in_no_list_and_others_are_not()
    {
        await using var site = await TestSite.OpenAsync();
        await site.PublishAsync(TestSite.Article("An article"));
        await site.PublishAsync(TestSite.Draft("Page", """{"TitlePart":{"Title":"A page"}}"""));

        Assert.Equal(["An article", "Tags"], await FindAsync(site, Everything, new ItemsByTitle(null, ByTitle, 20)));
        Assert.Equal(["A page"], await FindAsync(site, Everything, new ItemsByTitle("", ByTitle, 20) { ContentTypes = ["Page", "Gone"] }));
    }

    [Fact]
    public async Task Who_may_see_nothing_finds_nothing()
    {
        await using var site = await TestSite.OpenAsync();
        await site.PublishAsync(TestSite.Article("An article"));

        Assert.Empty(await FindAsync(site, Caller.SignedIn("u3", "cleo", []), new ItemsByTitle(null, ByTitle, 20)));
    }

    private static Task<Outcome<ContentItem>> DraftAsync(TestSite site, string title, Editor by) => site.Cms.RunAsync<SaveDraft, Outcome<ContentItem>>(verb => verb.RunAsync(TestSite.Article(title), by, Cancel));

    private static Task<List<string>> FindAsync(TestSite site, Caller caller, ItemsByTitle wanted) => site.Cms.InScopeAsync(async services =>
    {
        services.GetRequiredService<CurrentCaller>().Caller = caller;
        return (await services.GetRequiredService<FindItems>().RunAsync(wanted, Cancel)).Select(item => item.DisplayText).ToList();
    });
}
