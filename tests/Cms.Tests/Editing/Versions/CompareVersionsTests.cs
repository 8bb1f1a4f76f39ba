using Cms.Content;
using Cms.Editing.Versions;
using CsCheck;

namespace Cms.Tests.Editing.Versions;

public sealed class CompareVersionsTests
{
    [Fact]
    public async Task Each_changed_field_is_told_with_both_values()
    {
        await using var site = await TestSite.OpenAsync();

        var differences = await CompareAsync(
            site,
            """ "TitlePart":{"Title":"Rest"},"Article":{"Summary":{"Text":"Short"},"Price":{"Value":1}} """,
            """ "TitlePart":{"Title":"Rest well"},"Article":{"Summary":{"Text":"Short"},"Price":{"Value":2}} """);

        Assert.Equal(
            ["""Changed TitlePart.Title: "Rest" > "Rest well" """.Trim(), """Changed Price: {"Value":1} > {"Value":2}"""],
            differences.Select(Text));
    }

    [Fact]
    public async Task What_is_missing_and_what_is_empty_are_the_same()
    {
        await using var site = await TestSite.OpenAsync();

        var differences = await CompareAsync(
            site,
            """ "TitlePart":{"Title":"Rest"},"Article":{"Price":{"Value":1.50}} """,
            """ "TitlePart":{"Title":"Rest"},"Article":{"Summary":{"Text":null},"Price":{"Value":1.5},"Tags":{}},"Sections":{"ContentItems":[]} """);

        Assert.Empty(differences);
    }

    [Fact]
    public async Task A_section_that_stands_elsewhere_moved_and_what_changed_in_it_is_told_beside()
    {
        await using var site = await TestSite.OpenAsync();

        var differences = await CompareAsync(site, Sections(Section("a", "A"), Section("b", "B"), Section("c", "C")), Sections(Section("c", "C!"), Section("a", "A"), Section("b", "B")));

        Assert.Equal(
            ["""Moved Sections[0]: "Sections[2]" > -""", """Changed Sections[0].Heading: {"Text":"C"} > {"Text":"C!"}"""],
            differences.Select(Text));
        Assert.All(differences, difference => Assert.Equal("c", difference.ContentItemId));
    }

    [Fact]
    public async Task Sections_that_only_make_room_did_not_move()
    {
        await using var site = await TestSite.OpenAsync();

        var differences = await CompareAsync(site, Sections(Section("a", "A"), Section("b", "B")), Sections(Section("new", "New"), Section("b", "B")));

        Assert.Equal([(DifferenceKind.Added, "Sections[0]", "new"), (DifferenceKind.Removed, "Sections[0]", "a")], differences.Select(one => (one.Kind, one.Path, one.ContentItemId)));
        Assert.Equal("New", differences[0].After!.Value.GetProperty("Section").GetProperty("Heading").GetProperty("Text").GetString());
        Assert.Equal("A", differences[1].Before!.Value.GetProperty("Section").GetProperty("Heading").GetProperty("Text").GetString());
    }

    [Fact]
    public async Task A_bullet_that_went_to_a_new_section_moved_and_its_old_section_is_gone_without_it()
    {
        await using var site = await TestSite.OpenAsync();
        const string bullet = """{"ContentItemId":"x","ContentType":"Bullet","Bullet":{"Label":{"Text":"X"}}}""";

        var differences = await CompareAsync(site, Sections(Section("a", "A", bullet)), Sections(Section("b", "B", bullet)));

        Assert.Equal(
            [(DifferenceKind.Added, "Sections[0]", "b"), (DifferenceKind.Moved, "Sections[0].Bullets[0]", "x"), (DifferenceKind.Removed, "Sections[0]", "a")],
            differences.Select(one => (one.Kind, one.Path, one.ContentItemId)));
    }

    [Fact]
    public async Task A_version_compared_with_itself_has_no_differences()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;

        var comparison = (await site.CompareAsync(item.ContentItemId, item.ContentItemVersionId, item.ContentItemVersionId)).Value;

        Assert.Empty(comparison.Differences);
        Assert.Equal("anna", comparison.After.Author);
    }

    [Fact]
    public async Task Versions_of_a_type_that_is_gone_are_compared_member_by_member()
    {
        await using var site = await TestSite.OpenAsync();
        var version = new ContentItem { ContentItemId = "i", ContentItemVersionId = "1", ContentType = "Gone", PartsJson = """{"Gone":{"Price":{"Value":1},"Name":{"Text":"N"}}}""" };

        var differences = VersionDifferences.Between(version, version with { PartsJson = """{"Gone":{"Price":{"Value":2},"Name":{"Text":"N"}}}""" }, await site.DefinitionsAsync());

        Assert.Equal(["""Changed Gone.Price: {"Value":1} > {"Value":2}"""], differences.Select(Text));
    }

    [Fact]
    public async Task Any_order_is_told_by_the_fewest_moves_that_make_it()
    {
        await using var site = await TestSite.OpenAsync();
        var definitions = await site.DefinitionsAsync();

        Gen.Shuffle(Enumerable.Range(0, 7).ToArray()).Sample(order =>
        {
            var (before, after) = (Item(Enumerable.Range(0, 7)), Item(order));

            var moved = VersionDifferences.Between(before, after, definitions).Select(difference => difference.ContentItemId).ToHashSet();

            var still = order.Where(number => !moved.Contains($"s{number}")).ToList();
            Assert.Equal(still.Order(), still);
            Assert.Equal(7 - Longest(order), moved.Count);
        });

        static ContentItem Item(IEnumerable<int> order) => new()
        {
            ContentItemId = "i",
            ContentItemVersionId = "v",
            ContentType = "Article",
            PartsJson = $$"""{ {{Sections([.. order.Select(number => Section($"s{number}", "A"))])}} }""",
        };

        // By trying every selection of the numbers.
        static int Longest(int[] order) => Enumerable.Range(0, 1 << order.Length)
            .Select(chosen => order.Where((_, index) => (chosen & (1 << index)) != 0).ToList())
            .Where(chosen => chosen.SequenceEqual(chosen.Order()))
            .Max(chosen => chosen.Count);
    }

    [Fact]
    public async Task Versions_that_do_not_exist_are_named()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;

        Assert.Equal("There is no content item nothing.", (await site.CompareAsync("nothing", "a", "b")).Problem?.Message);
        Assert.Contains("has no version b;", (await site.CompareAsync(item.ContentItemId, item.ContentItemVersionId, "b")).Problem?.Message, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<Difference>> CompareAsync(TestSite site, string before, string after)
    {
        // A path of its own, so that the made one is no difference.
        var draft = TestSite.Draft("Article", $$"""{ "AutoroutePart":{"Path":"p"},{{(before.Contains("TitlePart", StringComparison.Ordinal) ? "" : "\"TitlePart\":{\"Title\":\"T\"},")}}{{before}} }""");
        var first = (await site.PublishAsync(draft)).Value;
        var again = TestSite.Draft("Article", $$"""{ "AutoroutePart":{"Path":"p"},{{(after.Contains("TitlePart", StringComparison.Ordinal) ? "" : "\"TitlePart\":{\"Title\":\"T\"},")}}{{after}} }""");
        var second = (await site.SaveDraftAsync(again with { ContentItemId = first.ContentItemId, BasedOn = first.ContentItemVersionId })).Value;
        return (await site.CompareAsync(first.ContentItemId, first.ContentItemVersionId, second.ContentItemVersionId)).Value.Differences;
    }

    private static string Sections(params string[] sections) => $$""" "Sections":{"ContentItems":[{{string.Join(',', sections)}}]} """;

    private static string Section(string id, string heading, params string[] bullets) =>
        $$"""{"ContentItemId":"{{id}}","ContentType":"Section","Section":{"Heading":{"Text":"{{heading}}"} },"Bullets":{"ContentItems":[{{string.Join(',', bullets)}}]} }""";

    private static string Text(Difference difference) =>
        $"{difference.Kind} {difference.Path}: {difference.Before?.GetRawText() ?? "-"} > {difference.After?.GetRawText() ?? "-"}";
}
