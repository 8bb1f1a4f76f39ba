using System.Text;
using Cms.Importing;
using Cms.Tests.Memory;

namespace Cms.Tests.Importing;

public sealed class ReadArticleTests
{
    private const string Text = """
        Rest Well

        Date created:
        Thursday, November 20, 2025

        Rest is work too.

        1. Sleep:
        • Dark room: Close the curtains.
        • Go to bed at ten.

        2. Walk:
        Slowly.

        Good night.

        Keywords:
        sleep, Slow walks
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pasted_article_is_shown_as_the_item_that_it_would_become_and_nothing_is_stored()
    {
        await using var cms = await GuidesAsync();
        var before = cms.Data.State.Versions.Count;

        var read = (await ReadAsync(cms, Text)).Value;

        Assert.Equal("Rest Well", (string?)read.Parts["TitlePart"]!["Title"]);
        Assert.Equal("2025-11-20T00:00:00Z", (string?)read.Parts["GuideArticle"]!["DateCreated"]!["Value"]);
        Assert.Equal(["Sleep", "Walk"], read.Parts["Sections"]!["ContentItems"]!.AsArray().Select(section => (string?)section!["GuideSection"]!["Heading"]!["Text"]));
        Assert.Equal(["Dark room", ""], read.Parts["Sections"]!["ContentItems"]![0]!["Bullets"]!["ContentItems"]!.AsArray().Select(bullet => (string?)bullet!["GuideBullet"]!["Label"]!["Text"]));
        Assert.Equal(before, cms.Data.State.Versions.Count);
    }

    [Fact]
    public async Task Keywords_that_exist_are_chosen_however_they_are_written_and_the_others_are_only_named()
    {
        await using var cms = await GuidesAsync();

        var read = (await ReadAsync(cms, Text)).Value;

        Assert.Equal(["terms1eep00000000000000000"], read.Parts["GuideArticle"]!["Keywords"]!["TermContentItemIds"]!.AsArray().Select(id => (string?)id));
        Assert.Equal(["Slow walks"], read.NewKeywords);
    }

    [Fact]
    public async Task A_text_that_is_no_article_is_refused_with_what_it_lacks()
    {
        await using var cms = await GuidesAsync();

        var refused = (await ReadAsync(cms, "Milk, bread, butter")).Problem!;

        Assert.Equal(ProblemKind.Invalid, refused.Kind);
        Assert.StartsWith("This is not a whole article: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_type_without_sections_is_refused_with_what_it_lacks()
    {
        await using var cms = await GuidesAsync();

        var refused = (await cms.RunAsync<ReadArticle, Outcome<ProposedArticle>>(verb => verb.RunAsync(Encoding.UTF8.GetBytes(Text), "Person", Cancel))).Problem!;

        Assert.Equal(ProblemKind.Invalid, refused.Kind);
        Assert.Contains("Person", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<MemoryCms> GuidesAsync()
    {
        var cms = new MemoryCms();
        await cms.RunRecipeFileAsync(Repository.GuidesRecipe);
        return cms;
    }

    private static Task<Outcome<ProposedArticle>> ReadAsync(MemoryCms cms, string text) =>
        cms.RunAsync<ReadArticle, Outcome<ProposedArticle>>(verb => verb.RunAsync(Encoding.UTF8.GetBytes(text), "GuideArticle", Cancel));
}
