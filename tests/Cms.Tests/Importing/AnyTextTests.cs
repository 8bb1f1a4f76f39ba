using System.Text;
using Cms.Importing;

namespace Cms.Tests.Importing;

/// <summary>What holds for every text, however odd: it is read quickly, and no word of it goes missing.</summary>
public sealed class AnyTextTests
{
    private static readonly string[] Forms =
    [
        "#", "# #", "", "", " \t", "1. #:", "1. #", "2. #:", "2) #", "7. #:", "7. #", "3.", "2025. #", "• #: #", "•#", "•", "- #", "-#: #", "* #: #",
        "*#* #", "**#** #", "---", "-5 #", "Date created:", "Date created: #", "Date created: 2025-11-20", "2025-11-#", "top of page", "\u200F• #:",
        "#, #", "# #, # #!", "#: #", "\u200B", "#\u2029#", "Thursday, # 20, 2025",
    ];

    private static readonly string[] RareForms = ["Keywords:", "Keywords: #, #", "Keywords: #,", "bottom of page", "© #"];

    [Fact]
    public void No_word_goes_missing()
    {
        var numbers = new Random(20);
        var accepted = 0;
        for (var round = 0; round < 5_000; round++)
        {
            var (text, words) = MakeText(numbers);

            var reading = ArticleParser.Read(text);

            if (reading.Article is null)
            {
                Assert.Single(reading.Refusals);
                continue;
            }

            accepted++;
            var kept = string.Join(' ', Pieces(reading.Article).Concat(reading.LeftOut.Select(remark => remark.Text))).Split([' ', '*', ',', ':', '!', '-', '•', '\n']).ToHashSet();
            Assert.All(words, word => Assert.True(kept.Contains(word), $"{word} is missing of:\n{text}"));
        }

        Assert.InRange(accepted, 1_000, 5_000);
    }

    [Fact]
    public void An_article_of_a_megabyte_is_read_whole()
    {
        var samples = Enumerable.Range(0, 400).Select(SampleArticles.Make).ToArray();
        var sections = samples.SelectMany(sample => sample.Sections).Select((section, i) => section with { Number = (i % 999) + 1 }).ToArray();
        var text = ArticleText.Write(samples[0] with { Sections = sections });

        var reading = ArticleParser.Read(text);

        Assert.True(text.Length > 1_000_000);
        Assert.Equal(sections.Length, reading.Article!.Sections.Count);
    }

    private static (string Text, List<string> Words) MakeText(Random numbers)
    {
        var words = new List<string>();
        var text = new StringBuilder("Title").Append(numbers.Next(2) == 0 ? "\n" : "\n\n");
        for (var lines = numbers.Next(3, 40); lines > 0; lines--)
        {
            var form = numbers.Next(40) == 0 ? RareForms[numbers.Next(RareForms.Length)] : Forms[numbers.Next(Forms.Length)];
            foreach (var c in form)
            {
                if (c != '#')
                {
                    text.Append(c);
                    continue;
                }

                words.Add($"w{words.Count}");
                text.Append(words[^1]);
            }

            text.Append('\n');
        }

        return (text.ToString(), words);
    }

    private static IEnumerable<string> Pieces(Article article) =>
    [
        article.Title,
        article.Introduction,
        .. article.Sections.SelectMany(section => new[] { section.Heading, section.Body }.Concat(section.Bullets.Select(bullet => $"{bullet.Label} {bullet.Text}"))),
        article.Conclusion,
        .. article.Keywords,
    ];
}
