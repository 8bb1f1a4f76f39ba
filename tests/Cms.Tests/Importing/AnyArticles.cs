using System.Text;
using Cms.Importing;
using CsCheck;

namespace Cms.Tests.Importing;

/// <summary>Articles with odd words, and files of them in every form, whole or broken.</summary>
public static class AnyArticles
{
    private static readonly Gen<string> Word = OneOf(
        "calm", "Rest", "walk,", "7:30", "cafe\u0301", "眠り", "نم", "👩‍👩‍👧", "“quoted”", "a<b", "R&D", "x>y", "<script>", "-", "1.", "#4", "it’s", "&amp;", "no\u00A0break", "**so**", "_so_");

    private static readonly Gen<string> Text = Word.Array[0, 8].Select(words => string.Join(' ', ["Word", .. words]));

    private static readonly Gen<string> Paragraphs = Text.Array[0, 3].Select(texts => string.Join("\n\n", texts));

    private static readonly Gen<string> Label = OneOf("", "Light", "When it is 10:45", "R&D", "吸う");

    private static readonly Gen<ArticleSection> Section = Gen.Select(
        Text, Paragraphs, Gen.Select(Label, Text, (label, text) => new ArticleBullet(label, text)).Array[0, 4],
        (heading, body, bullets) => new ArticleSection(0, heading, body, bullets));

    /// <summary>Articles of every kind that the form allows.</summary>
    public static readonly Gen<Article> Article = Gen.Select(
        Text, Gen.Date.Select(date => DateOnly.FromDateTime(date)), Paragraphs, Section.Array[1, 4], Paragraphs,
        OneOf("sleep", "Slow walks", "眠り", "R&D", "calm").HashSet[1, 4],
        (title, date, introduction, sections, conclusion, keywords) => new Article(
            title, date, introduction, [.. sections.Select((section, i) => section with { Number = i + 1 })], conclusion, [.. keywords]));

    /// <summary>The bytes of an article in one of the forms, some of them changed.</summary>
    public static readonly Gen<byte[]> BrokenFile = Gen.Select(Article, Gen.Int[0, 3], Gen.Select(Gen.Int[0, 1_000_000], Gen.Byte).Array[1, 20]).Select(
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
            return bytes;
        });

    /// <summary>One of these texts.</summary>
    public static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
