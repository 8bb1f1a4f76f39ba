using System.Text;
using Cms.Importing;
using CsCheck;

namespace Cms.Tests.Importing;

/// <summary>What holds for every article in every form, and for files that are none. CsCheck prints the seed of what failed.</summary>
public sealed class AnyFormTests
{
    [Fact]
    public void An_article_written_as_Markdown_is_read_again_equal() => ReadsAgain(ArticleWriters.Markdown);

    [Fact]
    public void An_article_written_as_a_web_page_is_read_again_equal() => ReadsAgain(ArticleWriters.Html);

    [Fact]
    public void An_article_written_as_a_Word_file_is_read_again_equal() => ReadsAgain(ArticleWriters.Word);

    [Fact]
    public void Good_files_with_broken_bytes_are_read_or_refused() => AnyArticles.BrokenFile.Sample(bytes => AssertReadOrRefused(ArticleParser.Read(bytes)), iter: 1_500);

    [Fact]
    public void Any_bytes_are_read_or_refused() =>
        Gen.Select(AnyArticles.OneOf("", "PK\u0003\u0004", "<html>", "# ", "<!doctype html><h1>a</h1><h2>", "%PDF-"), Gen.Byte.Array[0, 400]).Sample(
            (start, rest) => AssertReadOrRefused(ArticleParser.Read([.. Encoding.ASCII.GetBytes(start), .. rest])),
            iter: 3_000);

    private static void ReadsAgain(Func<Article, byte[]> write) =>
        AnyArticles.Article.Sample(
            article => ArticleFile.AssertSame(article, ArticleParser.Read(write(article)).Article),
            iter: 500);

    private static void AssertReadOrRefused(ArticleReading reading) =>
        Assert.Equal(reading.Article is null, reading.Refusals.Count > 0);
}
