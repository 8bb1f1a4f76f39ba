using System.Text;
using Cms.Importing;
using CsCheck;

namespace Cms.Tests.Importing;

/// <summary>What holds for every article in every form, and for files that are none. CsCheck prints the seed of what failed.</summary>
public sealed class AnyFormTests
{
    private static readonly Gen<string> Word = OneOf(
        "calm", "Rest", "walk,", "7:30", "cafe\u0301", "眠り", "نم", "👩‍👩‍👧", "“quoted”", "a<b", "R&D", "x>y", "<script>", "-", "1.", "#4", "it’s", "&amp;", "no\u00A0break", "**so**", "_so_");

    private static readonly Gen<string> Text = Word.Array[0, 8].Select(words => string.Join(' ', ["Word", .. words]));

    private static readonly Gen<string> Paragraphs = Text.Array[0, 3].Select(texts => string.Join("\n\n", texts));

    private static readonly Gen<string> Label = OneOf("", "Light", "When it is 10:45", "R&D", "吸う");

    private static readonly Gen<ArticleSection> Section = Gen.Select(
        Text, Paragraphs, Gen.Select(Label, Text, (label, text) => new ArticleBullet(label, text)).Array[0, 4],
        (heading, body, bullets) => new ArticleSection(0, heading, body, bullets));

    private static readonly Gen<Article> Article = Gen.Select(
        Text, Gen.Date.Select(date => DateOnly.FromDateTime(date)), Paragraphs, Section.Array[1, 4], Paragraphs,
        OneOf("sleep", "Slow walks", "眠り", "R&D", "calm").HashSet[1, 4],
        (title, date, introduction, sections, conclusion, keywords) => new Article(
            title, date, introduction, [.. sections.Select((section, i) => section with { Number = i + 1 })], conclusion, [.. keywords]));

    [Fact]
    public void An_article_written_as_Markdown_is_read_again_equal() => ReadsAgain(ArticleWriters.Markdown);

    [Fact]
    public void An_article_written_as_a_web_page_is_read_again_equal() => ReadsAgain(ArticleWriters.Html);

    [Fact]
    public void An_article_written_as_a_Word_file_is_read_again_equal() => ReadsAgain(ArticleWriters.Word);

    [Fact]
    public void Good_files_with_broken_bytes_are_read_or_refused()
    {
        var numbers = Gen.Select(Article, Gen.Int[0, 3], Gen.Select(Gen.Int[0, 1_000_000], Gen.Byte).Array[1, 20]);

        numbers.Sample(
            (article, form, changes) =>
            {
                var bytes = form switch
                {
                    0 => ArticleWriters.Markdown(article),
                    1 => ArticleWriters.Html(article),
                    2 => ArticleWriters.Word(article),
                    _ => Encoding.UTF8.GetBytes(ArticleText.Write(article)),
                };
                foreach (var (at, value) in changes)
                    bytes[at % bytes.Length] = value;

                AssertReadOrRefused(ArticleParser.Read(bytes));
            },
            iter: 1_500);
    }

    [Fact]
    public void Any_bytes_are_read_or_refused() =>
        Gen.Select(OneOf("", "PK\u0003\u0004", "<html>", "# ", "<!doctype html><h1>a</h1><h2>", "%PDF-"), Gen.Byte.Array[0, 400]).Sample(
            (start, rest) => AssertReadOrRefused(ArticleParser.Read([.. Encoding.ASCII.GetBytes(start), .. rest])),
            iter: 3_000);

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static void ReadsAgain(Func<Article, byte[]> write) =>
        Article.Sample(
            article => ArticleFile.AssertSame(article, ArticleParser.Read(write(article)).Article),
            iter: 500);

    private static void AssertReadOrRefused(ArticleReading reading) =>
        Assert.Equal(reading.Article is null, reading.Refusals.Count > 0);
}
