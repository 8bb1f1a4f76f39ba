using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Editing;
using Cms.Editing.Previewing;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Editing.Previewing;

public sealed class PreviewDraftTests
{
    private const string Guards = """
        {"name":"ContentDefinition","ContentParts":[{"Name":"Article","ContentPartFieldDefinitionRecords":[
          {"FieldName":"NumericField","Name":"Price","Settings":{"FieldAccessSettings":{"EditPermission":true}}}]}]}
        """;

    private static readonly Caller Writer = Caller.SignedIn("w", "wim", [Permission.EditContent]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_item_that_breaks_every_rule_is_shown_under_the_path_of_its_pattern_and_nothing_is_stored()
    {
        await using var site = await TestSite.OpenAsync();
        var draft = TestSite.Article("Rest first", """ "Article":{"Price":{"Value":-5}},"Sections":{"ContentItems":[{"ContentType":"Section","Section":{}}]} """);

        var (shown, route, stored) = await InScopeAsync(site, Caller.Program, async (services, preview) =>
        {
            var item = (await services.GetRequiredService<PreviewDraft>().RunAsync(draft, Cancel)).Value;
            return (item, preview.Version!.Routes.Single(one => one.ContainedItemId is null).Path, await services.GetRequiredService<ContentStore>().FindLatestAsync(item.ContentItemId, Cancel));
        });

        Assert.Equal(("Rest first", "articles/rest-first"), (shown.DisplayText, route));
        Assert.True(shown is { Latest: true, Published: true, PublishedUtc: not null });
        Assert.Null(stored);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"TitlePart":{"Title":""}}""")]
    [InlineData("""{"TitlePart":5,"Article":[],"Sections":{"ContentItems":[1,{"ContentType":"Nothing"},{"ContentType":"Section","Bullets":"x"}]}}""")]
    [InlineData("""{"TitlePart":{"Title":"T"},"AutoroutePart":{"Path":"articles/taken"}}""")]
    [InlineData("""{"TitlePart":{"Title":"T"},"AutoroutePart":{"Path":"admin/x"}}""")]
    [InlineData("""{"TitlePart":{"Title":"T"},"AutoroutePart":{"Path":"a\u0000b"}}""")]
    [InlineData("""{"TitlePart":{"Title":"T"},"AutoroutePart":{"Disabled":true}}""")]
    public async Task Whatever_is_there_has_a_path_of_its_own_to_be_shown_under(string parts)
    {
        await using var site = await TestSite.OpenAsync();
        await site.PublishAsync(TestSite.Article("Taken", """ "AutoroutePart":{"Path":"articles/taken"} """));

        var (shown, found) = await InScopeAsync(site, Caller.Program, async (services, preview) =>
        {
            var item = (await services.GetRequiredService<PreviewDraft>().RunAsync(TestSite.Draft("Article", parts), Cancel)).Value;
            var path = preview.Version!.Routes.Single(one => one.ContainedItemId is null).Path;
            return (item, await preview.Over(services.GetRequiredService<ContentStore>()).FindRouteAsync(path, Cancel));
        });

        Assert.Equal(shown.ContentItemId, found!.ContentItemId);
        Assert.Null(RoutePath.Complaint(found.Path));
    }

    [Fact]
    public async Task Who_may_not_see_drafts_of_an_item_is_shown_none()
    {
        await using var site = await TestSite.OpenAsync();
        var (open, hidden) = ((await site.PublishAsync(TestSite.Article("Open"))).Value, (await site.SaveDraftAsync(TestSite.Article("Hidden"))).Value);
        var reader = Caller.SignedIn("r", "rita", [Permission.ViewContent]);

        Assert.Equal(ProblemKind.Forbidden, (await RunAsync(site, reader, TestSite.Again(open)))!.Kind);
        Assert.Equal(ProblemKind.NotFound, (await RunAsync(site, reader, TestSite.Again(hidden)))!.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await RunAsync(site, reader, TestSite.Article("New")))!.Kind);
        Assert.Equal(ProblemKind.NotFound, (await RunAsync(site, Writer, TestSite.Article("x") with { ContentItemId = "none" }))!.Kind);
        Assert.Equal(ProblemKind.Invalid, (await RunAsync(site, Writer, TestSite.Draft("Nothing", "{}")))!.Kind);
        Assert.Null(await RunAsync(site, Writer, TestSite.Again(hidden)));
    }

    [Fact]
    public async Task A_field_that_the_caller_may_not_change_is_shown_as_it_is_stored()
    {
        await using var site = await TestSite.OpenAsync(Guards);
        var stored = (await site.SaveDraftAsync(TestSite.Article("Rest", """ "Article":{"Price":{"Value":5}} """))).Value;
        var (without, other) = (TestSite.Again(stored), TestSite.Again(stored));
        without.Parts["Article"]!.AsObject().Remove("Price");
        other.Parts["Article"]!["Price"] = new JsonObject { ["Value"] = 7 };

        var shown = await InScopeAsync(site, Writer, async (services, _) => (await services.GetRequiredService<PreviewDraft>().RunAsync(without, Cancel)).Value);

        Assert.Equal(5, shown.Part("Article").GetProperty("Price").GetProperty("Value").GetInt32());
        Assert.Equal(["Price"], (await RunAsync(site, Writer, other))!.Complaints.Select(complaint => complaint.Path));
    }

    private static Task<Problem?> RunAsync(TestSite site, Caller caller, ContentDraft draft) =>
        InScopeAsync(site, caller, async (services, _) => (await services.GetRequiredService<PreviewDraft>().RunAsync(draft, Cancel)).Problem);

    private static Task<T> InScopeAsync<T>(TestSite site, Caller caller, Func<IServiceProvider, Preview, Task<T>> work) => site.Cms.InScopeAsync(services =>
    {
        services.GetRequiredService<CurrentCaller>().Caller = caller;
        return work(services, services.GetRequiredService<Preview>());
    });
}
