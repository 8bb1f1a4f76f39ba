using System.Text.Json;
using Cms.Importing;

namespace Cms.Tests.Importing;

/// <summary>The text of an article without fault, of which a test replaces what matters to it; an empty piece is left away.</summary>
internal static class ArticleFile
{
    public static string With(
        string top = "",
        string title = "Rest Well",
        string date = "Date created: Thursday, November 20, 2025",
        string introduction = "Rest is work too.",
        string sections = "1. Sleep:\n\n• Dark room: Close the curtains.\n• Early: Go to bed at ten.",
        string conclusion = "Good night.",
        string keywords = "Keywords: sleep, calm",
        string below = "") =>
        string.Join("\n\n", new[] { top, title, date, introduction, sections, conclusion, keywords, below }.Where(piece => piece.Length > 0));

    public static ArticleReading Read(
        string top = "",
        string title = "Rest Well",
        string date = "Date created: Thursday, November 20, 2025",
        string introduction = "Rest is work too.",
        string sections = "1. Sleep:\n\n• Dark room: Close the curtains.\n• Early: Go to bed at ten.",
        string conclusion = "Good night.",
        string keywords = "Keywords: sleep, calm",
        string below = "") =>
        ArticleParser.Read(With(top, title, date, introduction, sections, conclusion, keywords, below));

    public static ArticleBullet ReadBullet(string line) => Assert.Single(Accepted(Read(sections: "1. Sleep:\n" + line)).Sections[0].Bullets);

    public static Article Accepted(ArticleReading reading)
    {
        Assert.Empty(reading.Refusals);
        return Assert.IsType<Article>(reading.Article);
    }

    public static Article AcceptedWithoutRemark(ArticleReading reading)
    {
        Assert.Empty(reading.Warnings);
        Assert.Empty(reading.LeftOut);
        return Accepted(reading);
    }

    /// <summary>Records compare lists by reference, so articles are compared by all they hold.</summary>
    public static void AssertSame(Article expected, Article? actual) =>
        Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(actual));
}
