using Cms.Content;
using Cms.Editing;
using static Cms.Tests.TestSite;

namespace Cms.Tests.Parts;

/// <summary>Items in lists: ListPart and ContainedPart.</summary>
public sealed class ListPartTests
{
    [Fact]
    public async Task An_item_put_into_a_list_gets_the_lists_type_and_the_next_place()
    {
        await using var site = await SiteAsync();

        var first = (await site.PublishAsync(Post("""{"ListContentItemId":"blog1"}"""))).Value;
        var given = (await site.PublishAsync(Post("""{"ListContentItemId":"blog1","Order":7}"""))).Value;
        var next = (await site.SaveDraftAsync(Post("""{"ListContentItemId":"blog1"}"""))).Value;

        Assert.Equal("""{"ListContentItemId":"blog1","ListContentType":"Blog","Order":1}""", first.Part("ContainedPart").GetRawText());
        Assert.Equal((7, 8), ((int)given.Json("ContainedPart")["Order"]!, (int)next.Json("ContainedPart")["Order"]!));
    }

    [Fact]
    public async Task A_list_without_places_gives_none()
    {
        await using var site = await SiteAsync("\"EnableOrdering\":false");
        await site.PublishAsync(Post("""{"ListContentItemId":"blog1","Order":7}"""));

        Assert.Equal(0, (int)(await site.PublishAsync(Post("""{"ListContentItemId":"blog1"}"""))).Value.Json("ContainedPart")["Order"]!);
    }

    [Fact]
    public async Task An_item_keeps_its_place_when_it_is_saved_again()
    {
        await using var site = await SiteAsync();
        var item = (await site.PublishAsync(Post("""{"ListContentItemId":"blog1"}"""))).Value;
        await site.PublishAsync(Post("""{"ListContentItemId":"blog1"}"""));

        Assert.Equal(1, (int)(await site.PublishAsync(Again(item))).Value.Json("ContainedPart")["Order"]!);
    }

    [Fact]
    public async Task A_list_is_read_in_its_order()
    {
        await using var site = await SiteAsync();
        foreach (var (title, place) in new[] { ("B", 2), ("A", 1) })
            await site.PublishAsync(Draft("Post", $$"""{"TitlePart":{"Title":"{{title}}"},"ContainedPart":{"ListContentItemId":"blog1","Order":{{place}} } }"""));

        var posts = await site.Cms.RunAsync<ContentStore, ILookup<string, ContentItem>>(store => store.ListContainedAsync(new ContainedQuery(["blog1"]), TestContext.Current.CancellationToken));

        Assert.Equal(["A", "B"], posts["blog1"].Select(post => post.DisplayText));
    }

    [Theory]
    [InlineData("Post", """{"ListContentItemId":"gone"}""", "ContainedPart.ListContentItemId must name a list that exists, and gone does not.")]
    [InlineData("Post", """{"ListContentItemId":"note1"}""", "ContainedPart.ListContentItemId must name a list, and \"Note\" (note1) is of type Note, which has no ListPart.")]
    [InlineData("Note", """{"ListContentItemId":"blog1"}""", "ContainedPart.ListContentItemId must name a list that takes Note, and Blog takes Post.")]
    [InlineData("Post", """{"ListContentItemId":5}""", "ContainedPart must have a text as ListContentItemId, not 5.")]
    [InlineData("Post", """{"ListContentItemId":"blog1","Order":1.5}""", "ContainedPart must have a whole number as Order, not 1.5.")]
    [InlineData("Post", "5", "ContainedPart must be a JSON object.")]
    public async Task A_list_that_does_not_take_the_item_is_refused(string type, string part, string complaint)
    {
        await using var site = await SiteAsync();

        var refused = await site.SaveDraftAsync(Draft(type, $$"""{"TitlePart":{"Title":"x"},"ContainedPart":{{part}} }"""));

        Assert.Equal([complaint], refused.Complaints());
    }

    [Fact]
    public async Task No_list_is_in_itself()
    {
        await using var site = await SiteAsync();
        var blog = (await site.LatestAsync("blog1"))!;

        var refused = await site.SaveDraftAsync(Again(blog) with { Parts = Draft("Blog", """{"TitlePart":{"Title":"x"},"ContainedPart":{"ListContentItemId":"blog1"}}""").Parts });

        Assert.Equal(["ContainedPart.ListContentItemId must name another item: no list is in itself."], refused.Complaints());
    }

    [Fact]
    public async Task A_list_with_items_in_it_is_not_removed()
    {
        await using var site = await SiteAsync();
        var post = (await site.SaveDraftAsync(Post("""{"ListContentItemId":"blog1"}"""))).Value;

        var refused = await site.RemoveAsync("blog1");
        await site.RemoveAsync(post.ContentItemId);
        var removed = await site.RemoveAsync("blog1");

        Assert.Equal((ProblemKind.Conflict, "\"Blog\" is a list with items in it, such as \"x\"; remove them or put them elsewhere first."), (refused.Problem?.Kind, refused.Problem?.Message));
        Assert.Null(removed.Problem);
    }

    [Fact]
    public async Task A_recipe_may_name_the_items_of_a_list_before_the_list()
    {
        await using var site = await SiteAsync();

        await site.Cms.RunRecipeAsync(RecipeText.Of(RecipeText.Content(
            """{"ContentItemId":"post1","ContentType":"Post","TitlePart":{"Title":"Post"},"ContainedPart":{"ListContentItemId":"blog2"}}""",
            """{"ContentItemId":"blog2","ContentType":"Blog","TitlePart":{"Title":"Second"}}""")));

        Assert.Equal("Blog", (string?)(await site.LatestAsync("post1"))!.Json("ContainedPart")["ListContentType"]);
    }

    private static ContentDraft Post(string contained) => Draft("Post", $$"""{"TitlePart":{"Title":"x"},"ContainedPart":{{contained}} }""");

    private static async Task<TestSite> SiteAsync(string settings = "\"EnableOrdering\":true")
    {
        var site = await WithAsync(
            RecipeText.Type("Blog", RecipeText.Editable, RecipeText.Attach("TitlePart"), RecipeText.Attach("ListPart", settings: $$"""
                "ListPartSettings":{"ContainedContentTypes":["Post"],{{settings}} }
                """)),
            RecipeText.Type("Post", RecipeText.Editable, RecipeText.Attach("TitlePart")),
            RecipeText.Type("Note", RecipeText.Editable, RecipeText.Attach("TitlePart")));
        await site.Cms.RunRecipeAsync(RecipeText.Of(RecipeText.Content(
            """{"ContentItemId":"blog1","ContentType":"Blog","TitlePart":{"Title":"Blog"}}""",
            """{"ContentItemId":"note1","ContentType":"Note","TitlePart":{"Title":"Note"}}""")));
        return site;
    }
}
