using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Editing;
using Cms.Editing.Terms;
using Cms.Editing.Versions;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Editing.Versions;

public sealed class RestoreFieldTests
{
    private static readonly Editor Ben = new("u2", "ben");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_field_comes_back_into_the_draft_and_everything_else_stays()
    {
        await using var site = await TestSite.OpenAsync();
        var first = await PublishAsync(site, "One", """ "Article":{"Summary":{"Text":"Old"},"Price":{"Value":1}} """);
        var second = await PublishAsync(site, "Two", """ "Article":{"Summary":{"Text":"New"},"Price":{"Value":2}} """, first);

        var restored = (await RestoreAsync(site, first, new ValuePlace("", "Summary"), second)).Value;
        var title = (await RestoreAsync(site, first, new ValuePlace("", "TitlePart.Title"), restored)).Value;

        Assert.Equal(("Two", "Old", 2m, "ben", false), (restored.DisplayText, (string?)restored.Json("Article")["Summary"]!["Text"], (decimal)restored.Json("Article")["Price"]!["Value"]!, restored.Author, restored.Published));
        Assert.Equal(("One", "Old"), (title.DisplayText, (string?)title.Json("Article")["Summary"]!["Text"]));
        Assert.Equal(second.ContentItemVersionId, (await site.PublishedAsync(first.ContentItemId))!.ContentItemVersionId);
    }

    [Fact]
    public async Task A_field_that_had_no_value_loses_the_one_that_it_has()
    {
        await using var site = await TestSite.OpenAsync();
        var first = await PublishAsync(site, "One");
        var second = await PublishAsync(site, "One", """ "Article":{"Summary":{"Text":"New"}} """, first);

        var restored = (await RestoreAsync(site, first, new ValuePlace("", "Summary"), second)).Value;

        Assert.Null(restored.Json("Article")["Summary"]?["Text"]);
    }

    [Fact]
    public async Task A_field_of_a_section_is_found_wherever_the_section_stands_now()
    {
        await using var site = await TestSite.OpenAsync();
        var first = await PublishAsync(site, "One", Sections(Section("a", "A"), Section("b", "B")));
        var second = await PublishAsync(site, "One", Sections(Section("b", "B!"), Section("a", "A!")), first);

        var restored = (await RestoreAsync(site, first, new ValuePlace("b", "Heading"), second)).Value;

        Assert.Equal(["B", "A!"], Headings(restored));
    }

    [Fact]
    public async Task A_section_that_was_removed_comes_back_after_the_one_that_it_followed_and_its_fields_alone_do_not()
    {
        await using var site = await TestSite.OpenAsync();
        var first = await PublishAsync(site, "One", Sections(Section("a", "A"), Section("b", "B"), Section("c", "C")));
        var second = await PublishAsync(site, "One", Sections(Section("new", "New"), Section("a", "A"), Section("c", "C")), first);

        var alone = await RestoreAsync(site, first, new ValuePlace("b", "Heading"), second);
        var whole = (await RestoreAsync(site, first, new ValuePlace("b", ""), second)).Value;
        var again = await RestoreAsync(site, first, new ValuePlace("b", ""), whole);

        Assert.Equal(ProblemKind.Conflict, alone.Problem?.Kind);
        Assert.Equal(["New", "A", "B", "C"], Headings(whole));
        Assert.Equal((ProblemKind.Conflict, "It is there already."), (again.Problem?.Kind, again.Problem?.Message));
    }

    [Fact]
    public async Task Sections_that_are_counted_are_counted_anew()
    {
        await using var site = await TestSite.OpenAsync();
        await site.DefineAsync(RecipeText.Part("Section", RecipeText.Field("TextField", "Heading"), RecipeText.Field("NumericField", "Number")));
        var first = await PublishAsync(site, "One", Sections(Section("a", "A", 1), Section("b", "B", 2), Section("c", "C", 3)));
        var second = await PublishAsync(site, "One", Sections(Section("a", "A", 1), Section("c", "C", 2)), first);

        var restored = (await RestoreAsync(site, first, new ValuePlace("b", ""), second)).Value;

        Assert.Equal([1, 2, 3], List(restored).Select(section => (int)section!["Section"]!["Number"]!["Value"]!));
    }

    [Fact]
    public async Task Nothing_is_written_over_what_somebody_saved_meanwhile()
    {
        await using var site = await TestSite.OpenAsync();
        var first = await PublishAsync(site, "One");
        var second = await PublishAsync(site, "Two", before: first);
        await PublishAsync(site, "Three", before: second);

        var field = await RestoreAsync(site, first, new ValuePlace("", "TitlePart.Title"), second);
        var whole = await site.Cms.RunAsync<RestoreVersion, Outcome<ContentItem>>(verb => verb.RunAsync(first.ContentItemId, first.ContentItemVersionId, Ben, Cancel, basedOn: second.ContentItemVersionId));

        Assert.Equal((ProblemKind.Conflict, ProblemKind.Conflict), (field.Problem!.Kind, whole.Problem!.Kind));
        Assert.Contains("\"Three\" was saved by anna", field.Problem.Message, StringComparison.Ordinal);
        Assert.Equal("Three", (await site.LatestAsync(first.ContentItemId))!.DisplayText);
    }

    [Fact]
    public async Task Who_may_not_change_the_item_or_the_field_brings_nothing_back()
    {
        await using var site = await TestSite.OpenAsync();
        await site.DefineAsync(RecipeText.Part("Article", RecipeText.Field("TextField", "Summary"), """{"FieldName":"TextField","Name":"Secret","Settings":{"FieldAccessSettings":{"ViewPermission":true}}}""", """{"FieldName":"TextField","Name":"Fixed","Settings":{"FieldAccessSettings":{"EditPermission":true}}}"""));
        var first = await PublishAsync(site, "One", """ "Article":{"Summary":{"Text":"a"},"Secret":{"Text":"b"},"Fixed":{"Text":"c"}} """);
        var second = await PublishAsync(site, "One", """ "Article":{"Summary":{"Text":"A"},"Secret":{"Text":"B"},"Fixed":{"Text":"C"}} """, first);
        var (reader, writer) = (Caller.SignedIn("r", "rita", [Permission.ViewContent]), Caller.SignedIn("w", "will", [Permission.EditContent]));

        var read = await RestoreAsync(site, first, new ValuePlace("", "Summary"), second, reader);
        var hidden = await RestoreAsync(site, first, new ValuePlace("", "Secret"), second, writer);
        var locked = await RestoreAsync(site, first, new ValuePlace("", "Fixed"), second, writer);
        var own = await RestoreAsync(site, first, new ValuePlace("", "Summary"), second, writer);

        Assert.Equal((ProblemKind.Forbidden, ProblemKind.NotFound, ProblemKind.Forbidden), (read.Problem?.Kind, hidden.Problem?.Kind, locked.Problem?.Kind));
        Assert.Equal(("a", "B", "C"), ((string?)own.Value.Json("Article")["Summary"]!["Text"], (string?)own.Value.Json("Article")["Secret"]!["Text"], (string?)own.Value.Json("Article")["Fixed"]!["Text"]));
    }

    [Fact]
    public async Task A_version_or_section_that_was_never_there_is_not_found()
    {
        await using var site = await TestSite.OpenAsync();
        var first = await PublishAsync(site, "One");

        var version = await site.Cms.RunAsync<RestoreField, Outcome<ContentItem>>(verb => verb.RunAsync(first.ContentItemId, "none", new ValuePlace("", "Summary"), first.ContentItemVersionId, Ben, Cancel));
        var section = await RestoreAsync(site, first, new ValuePlace("none", ""), first);

        Assert.Equal((ProblemKind.NotFound, ProblemKind.NotFound), (version.Problem?.Kind, section.Problem?.Kind));
    }

    [Fact]
    public async Task A_planned_moment_of_then_does_not_come_back()
    {
        await using var site = await TestSite.OpenAsync("""{"name":"ContentDefinition","ContentTypes":[{"Name":"Article","ContentTypePartDefinitionRecords":[{"PartName":"PublishLaterPart","Name":"PublishLaterPart"}]}]}""");
        var first = await PublishAsync(site, "One");

        var restored = await RestoreAsync(site, first, new ValuePlace("", "PublishLaterPart.ScheduledPublishUtc"), first);

        Assert.Equal((ProblemKind.Invalid, "When an item is published or taken away is planned anew; a moment of then may be over."), (restored.Problem?.Kind, restored.Problem?.Message));
    }

    [Fact]
    public async Task A_keyword_that_was_merged_since_comes_back_as_the_one_that_took_its_place()
    {
        await using var site = await TestSite.OpenAsync();
        var first = await PublishAsync(site, "One", """ "Article":{"Tags":{"TaxonomyContentItemId":"tags0000000000000000000000","TermContentItemIds":["space"]}} """);
        var second = await PublishAsync(site, "One", """ "Article":{"Tags":{"TaxonomyContentItemId":"tags0000000000000000000000","TermContentItemIds":[]}} """, first);
        await site.Cms.RunAsync<MergeTerms, Outcome<ContentItem>>(verb => verb.RunAsync(TestSite.Tags, null, "space", "earth", Ben, Cancel));

        var restored = (await RestoreAsync(site, first, new ValuePlace("", "Tags"), second)).Value;

        Assert.Equal("""["earth"]""", restored.Json("Article")["Tags"]!["TermContentItemIds"]!.ToJsonString());
    }

    private static async Task<ContentItem> PublishAsync(TestSite site, string title, string parts = "", ContentItem? before = null) =>
        (await site.PublishAsync(TestSite.Article(title, parts) with { ContentItemId = before?.ContentItemId, BasedOn = before?.ContentItemVersionId })).Value;

    private static Task<Outcome<ContentItem>> RestoreAsync(TestSite site, ContentItem from, ValuePlace place, ContentItem basedOn, Caller? caller = null) => site.Cms.InScopeAsync(services =>
    {
        if (caller is not null)
            services.GetRequiredService<CurrentCaller>().Caller = caller;
        return services.GetRequiredService<RestoreField>().RunAsync(from.ContentItemId, from.ContentItemVersionId, place, basedOn.ContentItemVersionId, Ben, Cancel);
    });

    private static string Sections(params string[] sections) => $$""" "Sections":{"ContentItems":[{{string.Join(',', sections)}}]} """;

    private static string Section(string id, string heading, int? number = null) =>
        $$$"""{"ContentItemId":"{{{id}}}","ContentType":"Section","Section":{"Heading":{"Text":"{{{heading}}}"}{{{(number is null ? "" : $",\"Number\":{{\"Value\":{number}}}")}}} } }""";

    private static JsonArray List(ContentItem item) => item.Json("Sections")["ContentItems"]!.AsArray();

    private static IEnumerable<string?> Headings(ContentItem item) => List(item).Select(section => (string?)section!["Section"]!["Heading"]!["Text"]);
}
