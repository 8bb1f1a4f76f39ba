using Cms.Content;

namespace Cms.GraphQL.Tests.Resolving;

public sealed class FieldsTests : IAsyncDisposable
{
    private readonly Site _site = Site.Recorded();

    [Fact]
    public async Task Every_kind_of_field_is_answered_in_its_own_way()
    {
        var data = await _site.DataAsync(
            """
            { sample(where: {displayText: "Sample 1"}) { text num flag day moment link { url text target } related { contentItemIds contentItems { __typename displayText } }
                images { paths urls mediaTexts files { fileName path url mediaText } } tags { tagNames taxonomyContentItemId termContentItemIds } firstNote { remark __typename } secondNote { remark }
                bag { contentItems { __typename displayText published createdUtc ... on GuideBullet { label text } } } } }
            """);

        Assert.Equal(
            """{"sample":[{"text":"text value 1","num":1.5,"flag":false,"day":"2025-03-01","moment":"2025-03-01T12:34:56Z","link":{"url":"https://example.test/1","text":"link 1","target":"_blank"},"related":{"contentItemIds":["sample00000000000000000002"],"contentItems":[{"__typename":"Sample","displayText":"Sample 2"}]},"images":{"paths":["about.jpg"],"urls":["/media/about.jpg"],"mediaTexts":["alt text"],"files":[{"fileName":"about.jpg","path":"about.jpg","url":"/media/about.jpg","mediaText":"alt text"}]},"tags":{"tagNames":["Earth"],"taxonomyContentItemId":"taxonomytags00000000000000","termContentItemIds":["tagearth000000000000000000"]},"firstNote":{"remark":"first 1","__typename":"Reusable"},"secondNote":{"remark":"second 1"},"bag":{"contentItems":[{"__typename":"GuideBullet","displayText":null,"published":false,"createdUtc":null,"label":"L1","text":"T1"}]}}]}""",
            data);
    }

    [Fact]
    public async Task Translations_are_read_for_all_items_at_once_and_tell_themselves_too()
    {
        Holds("""{"LocalizationPart":{"Culture":"cs","LocalizationSet":"locset00000000000000000001"}}""");
        _site.Content.Reads.Clear();

        var data = await _site.DataAsync(
            """
            { sample(orderBy: {displayText: ASC}, first: 3) { displayText localization { culture localizationSet localizations { displayText } english: localizations(culture: "EN-us") { displayText } } } }
            """);

        Assert.Equal(
            """{"sample":[{"displayText":"Odd","localization":{"culture":"cs","localizationSet":"locset00000000000000000001","localizations":[{"displayText":"Odd"},{"displayText":"Sample 1"}],"english":[{"displayText":"Sample 1"}]}},{"displayText":"Sample 1","localization":{"culture":"en-US","localizationSet":"locset00000000000000000001","localizations":[{"displayText":"Odd"},{"displayText":"Sample 1"}],"english":[{"displayText":"Sample 1"}]}},{"displayText":"Sample 2","localization":{"culture":"en-US","localizationSet":"locset00000000000000000002","localizations":[{"displayText":"Sample 2"}],"english":[{"displayText":"Sample 2"}]}}]}""",
            data);
        Assert.Equal(["list", "by LocalizationSet"], _site.Content.Reads.Select(read => read.Name));
    }

    [Fact]
    public async Task Lists_are_read_all_at_once_and_each_is_paged_by_itself()
    {
        _site.Content.Reads.Clear();

        var data = await _site.DataAsync("{ blog { list { contentItems(first: 1, skip: 1) { displayText } } all: list { contentItems { ... on BlogPost { blog { order listContentItem { displayText } } } } } } }");

        Assert.Equal(
            """{"blog":[{"list":{"contentItems":[{"displayText":"Post 2"}]},"all":{"contentItems":[{"blog":{"order":1,"listContentItem":{"displayText":"My Blog"}}},{"blog":{"order":2,"listContentItem":{"displayText":"My Blog"}}},{"blog":{"order":3,"listContentItem":{"displayText":"My Blog"}}}]}}]}""",
            data);
        Assert.Equal(["list", "lists", "lists", "many"], _site.Content.Reads.Select(read => read.Name));
    }

    [Fact]
    public async Task Drafts_of_a_list_need_the_permission_to_edit() =>
        Assert.Equal("FORBIDDEN", (await _site.ErrorAsync("{ blog { list { contentItems(status: DRAFT) { displayText } } } }")).Code);

    [Fact]
    public async Task What_is_told_to_search_engines_is_shown()
    {
        var data = await _site.DataAsync("""{ sample(where: {displayText: "Sample 1"}) { seoMeta { render pageTitle metaDescription metaRobots customMetaTags { name content property } openGraphImage { paths } } } }""");

        Assert.Equal(
            """{"sample":[{"seoMeta":{"render":true,"pageTitle":"SEO 1","metaDescription":"desc","metaRobots":null,"customMetaTags":[{"name":"x","content":"y","property":null}],"openGraphImage":{"paths":[]}}}]}""",
            data);
    }

    [Theory]
    [InlineData("""{ blogPost(where: {blog: {listContentItemId: "blog0000000000000000000001"}}, first: 1) { displayText } }""", """{"blogPost":[{"displayText":"Post 3"}]}""")]
    [InlineData("""{ blogPost(where: {blog: {listContentItemId_not_in: ["blog0000000000000000000001"]}}) { displayText } }""", """{"blogPost":[]}""")]
    [InlineData("""{ sample(where: {alias: {alias: "SAMPLE-3"}}) { alias { alias } } }""", """{"sample":[{"alias":{"alias":"sample-3"}}]}""")]
    [InlineData("""{ sample(where: {alias: {alias_in: ["sample-1", "Sample-2"]}, localization: {culture: "en-US", localizationSet_not: "locset00000000000000000002"}}) { displayText } }""", """{"sample":[{"displayText":"Sample 1"}]}""")]
    [InlineData("""{ sample(where: {alias: {}}, first: 1) { displayText } }""", """{"sample":[{"displayText":"Sample 4"}]}""")]
    [InlineData("""{ sample(where: {alias: null}) { displayText } }""", """{"sample":[]}""")]
    [InlineData("""{ collapsed(where: {alias_starts_with: "CO"}) { alias } }""", """{"collapsed":[{"alias":"coll"}]}""")]
    public async Task Items_are_found_by_what_their_parts_say(string query, string data) => Assert.Equal(data, await _site.DataAsync(query));

    [Fact]
    public async Task Values_of_a_wrong_kind_are_missing_and_break_no_list()
    {
        Holds("""
            {"Sample":{"Text":{"Text":5},"Num":{"Value":"many"},"Flag":{"Value":"yes"},"Day":{"Value":"soon"},"Moment":7,"Link":"no link","Related":{"ContentItemIds":[1,null]},
            "Images":{"Paths":[7,"folder/a b.png"]},"Tags":{"TermContentItemIds":"x"}},"BagPart":{"ContentItems":[5,null,{},{"ContentType":"NoSuchType"}]},"FirstNote":[],"AutoroutePart":{"Path":3}}
            """);

        var data = await _site.DataAsync(
            """
            { sample(where: {displayText: "Odd"}) { text num flag day moment link { url } related { contentItemIds contentItems { displayText } } images { urls mediaTexts }
                tags { tagNames terms { path } } bag { contentItems { displayText } } firstNote { remark } path } }
            """);

        Assert.Equal(
            """{"sample":[{"text":null,"num":null,"flag":null,"day":null,"moment":null,"link":null,"related":{"contentItemIds":[],"contentItems":[]},"images":{"urls":["/media/folder/a%20b.png"],"mediaTexts":[null]},"tags":{"tagNames":[],"terms":[]},"bag":{"contentItems":[]},"firstNote":null,"path":null}]}""",
            data);
    }

    [Fact]
    public async Task Formatted_texts_are_safe_to_show_and_keep_their_source()
    {
        Holds("""
            {"Sample":{"Html":{"Html":"<p onclick=\"a()\">Hi<script>alert(1)</script> <a href=\"javascript:a()\">x</a></p>"},"Md":{"Markdown":"<script>a</script> [x](javascript:a)"},"Clock":{"Value":"7:30"},"Multi":{"Values":["a",5]}},
            "HtmlBodyPart":{"Html":"<img src=x onerror=a()>"},"MarkdownBodyPart":"none"}
            """);

        var data = await _site.DataAsync("""{ sample(where: {displayText: "Odd"}) { html { html } md { markdown html } clock multi htmlBody { html } markdownBody { html } people { userIds } } }""");

        Assert.Equal(
            """{"sample":[{"html":{"html":"<p>Hi <a>x</a></p>"},"md":{"markdown":"<script>a</script> [x](javascript:a)","html":"<p>&lt;script&gt;a&lt;/script&gt; <a>x</a></p>\n"},"clock":null,"multi":["a",null],"htmlBody":{"html":"<img src=\"x\">"},"markdownBody":null,"people":{"userIds":[]}}]}""",
            data);
    }

    [Fact]
    public async Task The_main_text_of_a_type_that_collapses_it_is_a_field_of_the_item()
    {
        var data = await _site.DataAsync("{ collapsed { displayText html } }");

        Assert.StartsWith("""{"collapsed":[{"displayText":"Coll","html":"<p>""", data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terms_that_no_longer_exist_are_left_out()
    {
        Holds("""{"Sample":{"Tags":{"TaxonomyContentItemId":"taxonomytags00000000000000","TermContentItemIds":["gone","tagearth000000000000000000"],"TagNames":["Gone","An old name"]}}}""");

        var data = await _site.DataAsync("""{ sample(where: {displayText: "Odd"}) { tags { tagNames termContentItemIds } } }""");

        Assert.Equal("""{"sample":[{"tags":{"tagNames":["Earth"],"termContentItemIds":["gone","tagearth000000000000000000"]}}]}""", data);
    }

    [Fact]
    public async Task References_of_a_whole_list_are_read_at_once_and_drafts_stay_hidden()
    {
        var data = await _site.DataAsync("{ sample(orderBy: {displayText: ASC}) { related { contentItems { displayText ... on Sample { related { contentItems { displayText } } } } } } }");

        Assert.Contains("""{"related":{"contentItems":[{"displayText":"Sample 1","related":{"contentItems":[{"displayText":"Sample 2"}]}}]}}""", data, StringComparison.Ordinal);
        Assert.DoesNotContain("Sample 5", data, StringComparison.Ordinal);
        Assert.Equal(["list", "many", "many"], _site.Content.Reads.Select(read => read.Name));
    }

    [Fact]
    public async Task Two_aliases_of_one_list_keep_their_own_arguments()
    {
        var data = await _site.DataAsync(
            """{ sample(where: {displayText: "Sample 3"}) { a: related { contentItemIds(first: 1) } b: related { contentItemIds(skip: 1, last: 1) } c: related { contentItems(first: 1) { displayText } } d: related { contentItems(last: 1) { displayText } } } }""");

        Assert.Equal(
            """{"sample":[{"a":{"contentItemIds":["sample00000000000000000005"]},"b":{"contentItemIds":["sample00000000000000000001"]},"c":{"contentItems":[]},"d":{"contentItems":[{"displayText":"Sample 1"}]}}]}""",
            data);
    }

    [Fact]
    public async Task An_editor_sees_drafts_among_references()
    {
        var data = await _site.DataAsync("""{ sample(where: {displayText: "Sample 3"}) { related { contentItems(status: LATEST) { displayText } drafts: contentItems(status: DRAFT) { displayText } } } }""", Site.Editor);

        Assert.Equal("""{"sample":[{"related":{"contentItems":[{"displayText":"Sample 5"},{"displayText":"Sample 1"}],"drafts":[{"displayText":"Sample 5"}]}}]}""", data);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private void Holds(string parts) => _site.Content.Items.Add(new ContentItem
    {
        ContentItemId = "odd",
        ContentItemVersionId = "oddv",
        ContentType = "Sample",
        DisplayText = "Odd",
        Latest = true,
        Published = true,
        PartsJson = parts,
    });
}
