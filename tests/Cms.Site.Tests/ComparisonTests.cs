using System.Text.Json.Nodes;
using Cms.Admin.Comparing;
using Cms.Content;
using Cms.Editing;
using Cms.Editing.Versions;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Site.Tests;

/// <summary>Two versions of an item compared in words, as the admin shows it.</summary>
public sealed class ComparisonTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const string Keywords = "keyw0rds000000000000000000";

    private static readonly Caller Administrator = Caller.SignedIn("a", "admin", ["SiteOwner"]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fields_have_their_names_and_the_words_that_differ_are_marked()
    {
        var first = await SaveAsync(Parts("Sleep well", "Go to bed at ten.", Section("a", "Light"), Section("b", "Noise", "Earplugs: allowed")));
        var second = await SaveAsync(Parts("Sleep better", "Go to bed at eleven.", Section("b", "Noises", "Earplugs: allowed"), Section("c", "Warmth")), first);

        var rows = await CompareAsync(first, second, Administrator);

        Assert.Equal(
            [
                "Changed Title: Sleep [well] > Sleep [better]",
                "Changed Introduction: Go to bed at [ten]. > Go to bed at [eleven].",
                "Changed Sections 1 “Noises” › Heading: [Noise] > [Noises]",
                "Added Sections 2 “Warmth”:  > [Number: 1|Heading: Warmth]",
                "Removed Sections 1 “Light”: [Number: 1|Heading: Light] > ",
            ],
            rows.Where(row => row.Label != "Address").Select(Text));
        Assert.Equal(["", "", "b"], rows.Where(row => row.Kind == DifferenceKind.Changed && row.Label != "Address").Select(row => row.Place!.ContentItemId[..Math.Min(1, row.Place.ContentItemId.Length)]));
        Assert.Equal(("Heading", "", null), (rows.Single(row => row.Label.EndsWith("Heading", StringComparison.Ordinal)).Place!.Name, rows.Single(row => row.Kind == DifferenceKind.Removed).Place!.Name, rows.Single(row => row.Kind == DifferenceKind.Added).Place));
    }

    [Fact]
    public async Task What_is_referred_to_has_its_name_for_whoever_may_see_it_and_none_for_others()
    {
        var person = await site.RunAsync<SaveDraft, Outcome<ContentItem>>(verb => verb.RunAsync(
            new ContentDraft { ContentType = "Person", Parts = new JsonObject { ["TitlePart"] = new JsonObject { ["Title"] = "Ida Secret" } } }, Editor.System, Cancel));
        var term = (await site.RunAsync<AddTerms, Outcome<IReadOnlyList<string>>>(verb => verb.RunAsync(Keywords, ["Quiet rooms"], Editor.System, Cancel))).Value[0];
        var first = await SaveAsync(Parts("Names", "Text"));
        var parts = Parts("Names", "Text");
        parts["GuideArticle"]!["Authors"] = new JsonObject { ["ContentItemIds"] = new JsonArray(person.Value.ContentItemId) };
        parts["GuideArticle"]!["Keywords"] = new JsonObject { ["TaxonomyContentItemId"] = Keywords, ["TermContentItemIds"] = new JsonArray(term), ["TagNames"] = new JsonArray("Quiet rooms") };
        var second = await SaveAsync(parts, first);

        var all = await CompareAsync(first, second, Administrator);
        var some = await CompareAsync(first, second, Caller.SignedIn("u", "una", ["Preview_GuideArticle", "View_Taxonomy"]));
        var fewer = await CompareAsync(first, second, Caller.SignedIn("u", "una", ["Preview_GuideArticle"]));

        Assert.Equal(["Ida Secret", "Quiet rooms"], Afters(all).Order(StringComparer.Ordinal));
        Assert.Equal(["Quiet rooms", "something that is gone, or that you may not see"], Afters(some).Order(StringComparer.Ordinal));
        Assert.All(Afters(fewer), text => Assert.Equal("something that is gone, or that you may not see", text));
    }

    [Fact]
    public async Task A_section_that_moved_says_from_where_and_dates_are_written_as_people_do()
    {
        var first = await SaveAsync(Parts("Order", "Text", Section("a", "Light"), Section("b", "Noise")));
        var parts = Parts("Order", "Text", Section("b", "Noise"), Section("a", "Light"));
        parts["GuideArticle"]!["DateCreated"] = new JsonObject { ["Value"] = "2025-11-03T00:00:00Z" };
        var second = await SaveAsync(parts, first);

        var rows = await CompareAsync(first, second, Administrator);

        Assert.Equal("[3 Nov 2025]", Text(rows.Single(row => row.Label.Contains("created", StringComparison.OrdinalIgnoreCase))).Split(" > ")[1]);
        Assert.Contains(rows, row => row.Kind == DifferenceKind.Moved && Text(row).Contains("Sections 2 “", StringComparison.Ordinal) && row.Place is null);
    }

    [Fact]
    public async Task Who_may_not_see_drafts_compares_nothing()
    {
        var first = await SaveAsync(Parts("Draft", "Text"));

        var outcome = await AsAsync(first, first, Caller.SignedIn("u", "una", ["ViewContent"]));

        Assert.Equal(ProblemKind.NotFound, outcome.Problem?.Kind);
    }

    private static string Text(ComparedRow row) => $"{row.Kind} {row.Label}: {Written(row.Before)} > {Written(row.After)}";

    private static string Written(IReadOnlyList<Piece> pieces) => string.Concat(pieces.Select(piece => piece.IsMarked ? $"[{piece.Text}]" : piece.Text)).Replace('\n', '|');

    private static IEnumerable<string> Afters(IReadOnlyList<ComparedRow> rows) => rows.Select(row => string.Concat(row.After.Select(piece => piece.Text)));

    private static JsonObject Parts(string title, string introduction, params JsonObject[] sections) => new()
    {
        ["TitlePart"] = new JsonObject { ["Title"] = title },
        ["GuideArticle"] = new JsonObject { ["Introduction"] = new JsonObject { ["Text"] = introduction } },
        ["Sections"] = new JsonObject { ["ContentItems"] = new JsonArray([.. sections]) },
    };

    private static JsonObject Section(string id, string heading, string? bullet = null) => new()
    {
        ["ContentItemId"] = id.PadRight(26, '0'),
        ["ContentType"] = "GuideSection",
        ["GuideSection"] = new JsonObject { ["Number"] = new JsonObject { ["Value"] = 1 }, ["Heading"] = new JsonObject { ["Text"] = heading } },
        ["Bullets"] = new JsonObject
        {
            ["ContentItems"] = bullet is null ? [] : new JsonArray(new JsonObject { ["ContentItemId"] = $"bullet{id}".PadRight(26, '0'), ["ContentType"] = "GuideBullet", ["GuideBullet"] = new JsonObject { ["Text"] = new JsonObject { ["Text"] = bullet } } }),
        },
    };

    private async Task<ContentItem> SaveAsync(JsonObject parts, ContentItem? before = null) => (await site.RunAsync<SaveDraft, Outcome<ContentItem>>(verb => verb.RunAsync(
        new ContentDraft { ContentType = "GuideArticle", ContentItemId = before?.ContentItemId, BasedOn = before?.ContentItemVersionId, Parts = parts, IsUnfinished = true }, Editor.System, Cancel))).Value;

    private async Task<IReadOnlyList<ComparedRow>> CompareAsync(ContentItem before, ContentItem after, Caller caller) => (await AsAsync(before, after, caller)).Value.Rows;

    private Task<Outcome<DescribedComparison>> AsAsync(ContentItem before, ContentItem after, Caller caller) => site.RunAsync<IServiceProvider, Outcome<DescribedComparison>>(services =>
    {
        services.GetRequiredService<CurrentCaller>().Caller = caller;
        return services.GetRequiredService<DescribeComparison>().RunAsync(before.ContentItemId, before.ContentItemVersionId, after.ContentItemVersionId, Cancel);
    });
}
