using Cms.Content;
using Cms.Editing;
using Cms.Parts;

namespace Cms.Tests.Parts;

/// <summary>Which items inside others have pages, and under which paths.</summary>
public sealed class ItemRoutesTests
{
    private const string Routed = """ "AutoroutePart":{"Path":"courses/sewing","RouteContainedItems":true} """;

    [Fact]
    public async Task Items_inside_follow_the_path_of_their_container_when_it_says_so()
    {
        await using var site = await OpenAsync();

        var course = (await site.PublishAsync(Course(Routed, Lesson("l1", "Thread"), Lesson("l2", "Needle", """ "AutoroutePart":{"Path":"tools/needle"} """)))).Value;

        Assert.Equal(new Route("courses/sewing/thread", course.ContentItemId, "l1"), await site.RouteAsync("courses/sewing/thread"));
        Assert.Equal(new Route("courses/sewing/tools/needle", course.ContentItemId, "l2"), await site.RouteAsync("courses/sewing/tools/needle"));
        Assert.Null(await site.RouteAsync("thread"));
    }

    [Theory]
    [InlineData(""" "AutoroutePart":{"Path":"courses/sewing"} """, "")]
    [InlineData(Routed, """ "AutoroutePart":{"Disabled":true} """)]
    [InlineData(""" "AutoroutePart":{"Disabled":true,"RouteContainedItems":true} """, "")]
    public async Task Items_inside_have_no_pages_unless_they_their_container_and_its_path_want_it(string course, string lesson)
    {
        await using var site = await OpenAsync();

        var published = (await site.PublishAsync(Course(course, Lesson("l1", "Thread", lesson)))).Value;

        Assert.DoesNotContain(await RoutesAsync(site, published), route => route.ContainedItemId is not null);
    }

    [Fact]
    public async Task An_item_inside_of_a_type_that_does_not_manage_routes_has_no_page()
    {
        await using var site = await OpenAsync(manages: false);

        await site.PublishAsync(Course(Routed, Lesson("l1", "Thread")));

        Assert.Null(await site.RouteAsync("courses/sewing/thread"));
    }

    [Fact]
    public async Task An_absolute_path_follows_no_container()
    {
        await using var site = await OpenAsync();

        var course = (await site.PublishAsync(Course(Routed, Lesson("l1", "Thread", """ "AutoroutePart":{"Path":"all-about-thread","Absolute":true} """)))).Value;

        Assert.Equal(new Route("all-about-thread", course.ContentItemId, "l1"), await site.RouteAsync("all-about-thread"));
    }

    [Fact]
    public async Task Items_inside_items_inside_follow_both()
    {
        await using var site = await OpenAsync();

        await site.PublishAsync(Course(Routed, Lesson("l1", "Thread", $$""" "Lessons":{"ContentItems":[{{Lesson("l2", "Silk")}}]} """)));

        Assert.Equal("l2", (await site.RouteAsync("courses/sewing/thread/silk"))?.ContainedItemId);
    }

    [Fact]
    public async Task Two_inside_one_item_get_different_paths_and_two_inside_different_ones_the_same()
    {
        await using var site = await OpenAsync();

        var first = (await site.PublishAsync(Course(Routed, Lesson("l1", "Thread"), Lesson("l2", "Thread"), Lesson("l3", "Needle", $$""" "Lessons":{"ContentItems":[{{Lesson("l4", "Thread")}}]} """)))).Value;
        var second = (await site.PublishAsync(Course(""" "AutoroutePart":{"Path":"courses/knitting","RouteContainedItems":true} """, Lesson("l1", "Thread")))).Value;

        Assert.Equal(
            ["courses/sewing", "courses/sewing/thread", "courses/sewing/thread-2", "courses/sewing/needle", "courses/sewing/needle/thread"],
            (await RoutesAsync(site, first)).Select(route => route.Path));
        Assert.Equal(["courses/knitting", "courses/knitting/thread"], (await RoutesAsync(site, second)).Select(route => route.Path));
    }

    [Fact]
    public async Task A_container_that_moves_takes_them_along_and_their_former_paths_lead_there()
    {
        await using var site = await OpenAsync();
        var course = (await site.PublishAsync(Course(Routed, Lesson("l1", "Thread")))).Value;
        var moved = TestSite.Again(course);
        moved.Parts["AutoroutePart"]!["Path"] = "courses/tailoring";

        await site.PublishAsync(moved);

        Assert.Equal("l1", (await site.RouteAsync("courses/tailoring/thread"))?.ContainedItemId);
        Assert.Equal("courses/tailoring/thread", (await site.FormerRouteAsync("courses/sewing/thread"))?.Now);
    }

    [Fact]
    public async Task A_path_that_is_taken_as_a_whole_is_refused()
    {
        await using var site = await OpenAsync();
        await site.PublishAsync(TestSite.Draft("Page", """{"TitlePart":{"Title":"P"},"AutoroutePart":{"Path":"courses/sewing/thread"} }"""));

        var refused = await site.PublishAsync(Course(Routed, Lesson("l1", "Thread")));

        Assert.Equal(["AutoroutePart.Path must be free, and \"courses/sewing/thread\" belongs to another item."], refused.Complaints());
    }

    [Fact]
    public async Task A_path_that_is_too_long_as_a_whole_is_refused()
    {
        await using var site = await OpenAsync();
        var segment = new string('a', 600);

        var refused = await site.PublishAsync(Course(
            $$""" "AutoroutePart":{"Path":"{{segment}}","RouteContainedItems":true} """, Lesson("l1", "Thread", $$""" "AutoroutePart":{"Path":"{{segment}}"} """)));

        Assert.Equal([$"AutoroutePart.Path must have at most 1024 characters together with its container's, and \"{segment[..40]}...\" has 1201."], refused.Complaints());
    }

    [Fact]
    public async Task A_course_comes_back_from_the_trash_only_while_the_paths_inside_it_are_free()
    {
        await using var site = await OpenAsync();
        var course = (await site.PublishAsync(Course(Routed, Lesson("l1", "Thread")))).Value;
        await site.RemoveAsync(course.ContentItemId);
        await site.PublishAsync(TestSite.Draft("Page", """{"TitlePart":{"Title":"P"},"AutoroutePart":{"Path":"courses/sewing/thread"} }"""));

        var refused = await site.RestoreRemovedAsync(course.ContentItemId);

        Assert.Equal(["AutoroutePart.Path must be free, and \"courses/sewing/thread\" belongs to another item."], refused.Complaints());
    }

    private static Task<TestSite> OpenAsync(bool manages = true) => TestSite.WithAsync(
        RecipeText.Type("Course", RecipeText.Editable, RecipeText.Attach("TitlePart"), RecipeText.Attach("AutoroutePart"), RecipeText.Bag("Lessons", "Lesson")),
        RecipeText.Type(
            "Lesson", "", RecipeText.Attach("TitlePart"), RecipeText.Bag("Lessons", "Lesson"),
            RecipeText.Attach("AutoroutePart", settings: manages ? """ "AutoroutePartSettings":{"ManageContainedItemRoutes":true} """ : "")),
        RecipeText.Type("Page", "", RecipeText.Attach("TitlePart"), RecipeText.Attach("AutoroutePart")));

    private static ContentDraft Course(string parts, params string[] lessons) =>
        TestSite.Draft("Course", $$"""{"TitlePart":{"Title":"Sewing"},{{parts}},"Lessons":{"ContentItems":[{{string.Join(',', lessons)}}]} }""");

    private static string Lesson(string id, string title, string parts = "") =>
        $$"""{"ContentItemId":"{{id}}","ContentType":"Lesson","TitlePart":{"Title":"{{title}}"}{{(parts.Length > 0 ? "," : "")}}{{parts}} }""";

    private static async Task<IReadOnlyList<Route>> RoutesAsync(TestSite site, ContentItem item) => ItemRoutes.In(item, await site.DefinitionsAsync());
}
