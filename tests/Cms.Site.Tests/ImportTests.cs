using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cms.Tests;

namespace Cms.Site.Tests;

/// <summary>A site into which an operator imported the article with every peculiarity of the form.</summary>
public class SiteWithArticle : RunningSite
{
    /// <summary>The article's file.</summary>
    public string File { get; private set; } = "";

    /// <summary>What the command said.</summary>
    public CommandResult Import { get; private set; } = null!;

    /// <summary>The article as GraphQL gives it.</summary>
    public JsonElement Article { get; private set; }

    /// <summary>The published guides with this title.</summary>
    public async Task<IReadOnlyList<JsonElement>> FindAsync(string title)
    {
        var data = await QueryAsync(
            "{ guideArticle { contentItemId contentItemVersionId displayText path dateCreated introduction conclusion keywords { tagNames terms { displayText path } } "
            + "sections { number heading body bullets { label text } } } }");
        return [.. data.GetProperty("guideArticle").EnumerateArray().Where(guide => guide.GetProperty("displayText").GetString() == title)];
    }

    protected override async Task PrepareAsync()
    {
        File = Write("peculiar.txt", Articles.Peculiar);
        Import = await RunCommandAsync("content", "import", File, "--type", "GuideArticle", "--publish");
        await Eventually.AsyncTrue(async () => (await FindAsync(Articles.PeculiarTitle)).Count == 1);
        Article = (await FindAsync(Articles.PeculiarTitle))[0];
    }
}

public abstract partial class ImportTests(SiteWithArticle site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_table_of_articles_is_imported_by_a_map_as_a_whole()
    {
        var map = site.Write("map.json", """{ "Csv": { "Title": "Name", "Heading": "Step #" } }""");
        var good = site.Write("good.csv", "Name,Step 1,Keywords,Note\nTable guide one,Begin,\"Sleep, Tabled\",x\nTable guide two,Begin,,y\n");
        var bad = site.Write("bad.csv", "Name,Step 1,DateCreated\nTable guide three,Begin,\nTable guide four,Begin,soon\n");
        string[] options = ["--type", "GuideArticle", "--publish", "--map", map];

        var first = (await site.RunCommandAsync(["content", "import", good, .. options])).Succeeded().Output;
        var second = (await site.RunCommandAsync(["content", "import", good, .. options])).Succeeded().Output;
        var refused = await site.RunCommandAsync(["content", "import", bad, .. options]);

        Assert.Contains("2 of 2 imported (2 new", first, StringComparison.Ordinal);
        Assert.Contains("good.csv, Line 3: new, /guides/table-guide-two", first, StringComparison.Ordinal);
        Assert.Contains("Left out: Line 1: The column \"Note\"", first, StringComparison.Ordinal);
        Assert.Contains("2 unchanged", second, StringComparison.Ordinal);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("bad.csv: refused. Nothing of it was imported. Line 3, column \"DateCreated\": \"soon\" is no date.", refused.Output, StringComparison.Ordinal);
        Assert.Empty((await site.QueryAsync("{ guideArticle(where: { path: \"guides/table-guide-three\" }) { path } }")).GetProperty("guideArticle").EnumerateArray());
    }

    [Fact]
    public void GraphQL_gives_every_piece_of_an_imported_article_exactly()
    {
        var article = site.Article;

        Assert.Equal("First paragraph, with a no-break\u00A0space inside.\n\nSecond paragraph: it’s “quoted” — naïve & <plain>.", article.GetProperty("introduction").GetString());
        Assert.Equal("The end, part one.\n\nThe end, part two.", article.GetProperty("conclusion").GetString());
        Assert.StartsWith("2025-11-20", article.GetProperty("dateCreated").GetString(), StringComparison.Ordinal);
        Assert.Equal(["Recovery X", "cafe\u0301", "眠り", "“Quoted”"], Texts(article.GetProperty("keywords").GetProperty("tagNames")));
        Assert.Equal(
            [("1", "Begin at 7:30: slowly", "Text above the bullets."), ("2", "深呼吸", "")],
            article.GetProperty("sections").EnumerateArray().Select(section => (
                section.GetProperty("number").GetRawText(), section.GetProperty("heading").GetString()!, section.GetProperty("body").GetString() ?? "")));
        Assert.Equal(
            [
                ("When it is 10:45", "rest, and drink: water."),
                ("Ends with a dash", "spaced label."),
                ("النوم", "نم جيدا"),
                ("", "No label in this one and it goes on here."),
                ("吸う", "ゆっくり 👩‍👩‍👧"),
                ("See https://example.org:8080/a first", "then decide."),
            ],
            article.GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("bullets").EnumerateArray())
                .Select(bullet => (bullet.GetProperty("label").GetString()!, bullet.GetProperty("text").GetString()!)));
    }

    [Fact]
    public async Task The_page_shows_every_piece_of_an_imported_article_exactly()
    {
        var html = await site.ReadHtmlAsync("/" + Uri.EscapeDataString(site.Article.GetProperty("path").GetString()!).Replace("%2F", "/", StringComparison.Ordinal));
        var text = WebUtility.HtmlDecode(Tag().Replace(html, ""));

        Assert.Contains(Articles.PeculiarTitle, text, StringComparison.Ordinal);
        Assert.Contains("Date created: Thursday, November 20, 2025", text, StringComparison.Ordinal);
        Assert.Contains("First paragraph, with a no-break\u00A0space inside.", text, StringComparison.Ordinal);
        Assert.Contains("Second paragraph: it’s “quoted” — naïve & <plain>.", text, StringComparison.Ordinal);
        Assert.Contains("1 Begin at 7:30: slowly", text, StringComparison.Ordinal);
        Assert.Contains("Text above the bullets.", text, StringComparison.Ordinal);
        Assert.Contains("When it is 10:45: rest, and drink: water.", text, StringComparison.Ordinal);
        Assert.Contains("النوم: نم جيدا", text, StringComparison.Ordinal);
        Assert.Contains("2 深呼吸", text, StringComparison.Ordinal);
        Assert.Contains("吸う: ゆっくり 👩‍👩‍👧", text, StringComparison.Ordinal);
        Assert.Contains("The end, part two.", text, StringComparison.Ordinal);
        Assert.All(["Recovery X", "cafe\u0301", "眠り", "“Quoted”"], keyword => Assert.Contains(keyword, text, StringComparison.Ordinal));
        Assert.DoesNotContain("Book our course", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Somebody", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_keyword_of_an_imported_article_has_a_page()
    {
        foreach (var term in site.Article.GetProperty("keywords").GetProperty("terms").EnumerateArray())
        {
            var html = await site.ReadHtmlAsync("/" + Uri.EscapeDataString(term.GetProperty("path").GetString()!).Replace("%2F", "/", StringComparison.Ordinal));

            Assert.Contains($"<h1>{term.GetProperty("displayText").GetString()}</h1>", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
            Assert.Contains($">{Articles.PeculiarTitle}</a>", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_report_counts_the_pieces_and_lists_what_was_odd_and_left_out()
    {
        var report = site.Import.Succeeded().Output;

        Assert.Contains($"\"{Articles.PeculiarTitle}\": 2 sections, 6 bullets, 4 keywords (Recovery X, cafe\u0301, 眠り, “Quoted”)", report, StringComparison.Ordinal);
        Assert.Matches("Warning: .*The weekday \"Friday\" does not match the date", report);
        Assert.Matches("Left out: .*top of page", report);
        Assert.Matches("Left out: .*Book our course now!", report);
        Assert.Matches("Left out: .*© 2025 Somebody", report);
        Assert.Matches("Left out: .*bottom of page", report);
        Assert.Contains("1 of 1 imported (1 new, 0 updated, 0 unchanged), 0 refused", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_article_again_is_unchanged_and_a_changed_one_updates_its_item()
    {
        await site.ImportAsync(Articles.Brief("Changing", "Drink water."));
        var first = Assert.Single(await site.FindAsync("Changing"));

        var again = await site.RunCommandAsync("content", "import", site.Write("same.txt", Articles.Brief("Changing", "Drink water.")), "--type", "GuideArticle", "--publish");
        var same = Assert.Single(await site.FindAsync("Changing"));
        var changed = await site.RunCommandAsync("content", "import", site.Write("changed.txt", Articles.Brief("Changing", "Drink tea.")), "--type", "GuideArticle", "--publish");

        Assert.Contains("0 new, 0 updated, 1 unchanged", again.Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(first.GetRawText(), same.GetRawText());
        Assert.Contains("0 new, 1 updated, 0 unchanged", changed.Succeeded().Output, StringComparison.Ordinal);
        await Eventually.AsyncTrue(async () => (await site.FindAsync("Changing"))[0].GetProperty("introduction").GetString() == "Drink tea.");
        var updated = Assert.Single(await site.FindAsync("Changing"));
        Assert.Equal(first.GetProperty("contentItemId").GetString(), updated.GetProperty("contentItemId").GetString());
        Assert.NotEqual(first.GetProperty("contentItemVersionId").GetString(), updated.GetProperty("contentItemVersionId").GetString());
    }

    [Fact]
    public async Task A_file_that_is_no_article_is_refused_and_the_others_are_stored()
    {
        var result = await site.RunCommandAsync(
            "content", "import", site.Write("good1.txt", Articles.Brief("Good one")), site.Write("bad.txt", "\n\nJust a letter\n\nDear all.\n"),
            site.Write("good2.txt", Articles.Brief("Good two")), Path.Combine(site.DataDirectory, "missing.txt"), "--type", "GuideArticle", "--publish");

        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"bad\.txt: refused\. .*5.*ends here without a section", result.Output);
        Assert.Matches(@"missing\.txt: refused\. ", result.Output);
        Assert.Contains("2 of 4 imported (2 new, 0 updated, 0 unchanged), 2 refused", result.Output, StringComparison.Ordinal);
        await Eventually.AsyncTrue(async () => (await site.FindAsync("Good two")).Count == 1);
        Assert.Single(await site.FindAsync("Good one"));
        Assert.Empty(await site.FindAsync("Just a letter"));
    }

    [Fact]
    public async Task A_folder_brings_its_articles_in_every_form_and_reports_what_it_left()
    {
        var folder = Directory.CreateDirectory(Path.Combine(site.DataDirectory, "import-folder", "inner")).Parent!.FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "b"), "# From Markdown\n\nMark.\n\n## Sleep\n\n- **Dark:** Close *it*.\n\nKeywords: Forms\n", Cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, "a.txt"), "<!doctype html><h1>From HTML</h1><p>Page &amp; all.</p><h2>Sleep</h2><ul><li>Early: Ten.</li></ul><p>Keywords: Forms</p>", Cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, "inner", "c.md"), Articles.Brief("From Text", keywords: "Forms"), System.Text.Encoding.Unicode, Cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, ".hidden"), "no article", Cancel);

        var result = await site.RunCommandAsync("content", "import", folder, "--type", "GuideArticle", "--publish");
        Directory.Delete(folder, recursive: true);

        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"\.hidden: refused\. It is hidden", result.Output);
        Assert.Matches(@"(?s)/guides/from-html.*/guides/from-markdown.*/guides/from-text", result.Output);
        Assert.Contains("3 of 4 imported (3 new, 0 updated, 0 unchanged), 1 refused", result.Output, StringComparison.Ordinal);
        await Eventually.AsyncTrue(async () => (await site.FindAsync("From Text")).Count == 1);
        Assert.Equal("Page & all.", Assert.Single(await site.FindAsync("From HTML")).GetProperty("introduction").GetString());
        Assert.Contains("Close <em>it</em>.", await site.ReadHtmlAsync("/guides/from-markdown"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_keeps_nothing()
    {
        var result = await site.RunCommandAsync(
            "content", "import", site.Write("dry.txt", Articles.Brief("Dry", keywords: "Dry Keyword")), "--type", "GuideArticle", "--publish", "--dry-run");

        Assert.Contains("Dry run: nothing was kept.", result.Succeeded().Output, StringComparison.Ordinal);
        await site.ImportAsync(Articles.Brief("Wet"));
        Assert.Single(await site.FindAsync("Wet"));
        Assert.Empty(await site.FindAsync("Dry"));
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync("/keywords/dry-keyword"));
    }

    [Fact]
    public async Task A_draft_is_not_seen_by_visitors_until_it_is_published()
    {
        var file = site.Write("draft.txt", Articles.Brief("Not yet", keywords: "Early"));
        (await site.RunCommandAsync("content", "import", file, "--type", "GuideArticle")).Succeeded();

        await Eventually.AsyncTrue(async () => await site.StatusAsync("/keywords/early") == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync("/guides/not-yet"));
        Assert.Empty(await site.FindAsync("Not yet"));
        Assert.DoesNotContain("Not yet", await site.ReadHtmlAsync("/keywords/early"), StringComparison.Ordinal);
        Assert.DoesNotContain("Not yet", await site.ReadHtmlAsync("/"), StringComparison.Ordinal);

        var published = await site.RunCommandAsync("content", "import", file, "--type", "GuideArticle", "--publish");
        Assert.Contains("0 new, 1 updated", published.Succeeded().Output, StringComparison.Ordinal);
        await Eventually.AsyncTrue(async () => await site.StatusAsync("/guides/not-yet") == HttpStatusCode.OK);
        Assert.Contains("Not yet", await site.ReadHtmlAsync("/keywords/early"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no tenant \"Nobody\". Tenants: Default.", "--type", "GuideArticle", "--tenant", "Nobody")]
    [InlineData("There is no content type \"Recipe\"; this tenant has ", "--type", "Recipe")]
    public async Task An_unknown_tenant_or_type_is_named(string message, params string[] arguments)
    {
        var result = await site.RunCommandAsync(["content", "import", site.File, .. arguments]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Output + result.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(text => text.GetString()!);

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
