using System.Security.Cryptography;
using System.Text;
using Cms.Importing;

namespace Cms.Tests.Importing;

public sealed class SampleArticlesTests
{
    [Fact]
    public void A_sample_is_the_same_on_every_machine()
    {
        var texts = new[] { 0, 1, 99_999, int.MaxValue }.Select(index => ArticleText.Write(SampleArticles.Make(index)));

        var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(texts))));
        Assert.Equal("130C6079877B701D051DE4B2AF726E63AE14B408A101DE4EBBA6C3B9E0EDDDC2", digest);
    }

    [Fact]
    public void A_sample_is_the_same_every_time()
    {
        var first = SampleArticles.Make(4711);

        var second = SampleArticles.Make(4711);

        ArticleFile.AssertSame(first, second);
    }

    [Fact]
    public void No_two_of_300_000_samples_have_the_same_title()
    {
        var titles = Enumerable.Range(0, 300_000).Select(SampleArticles.TitleOf);

        Assert.Equal(300_000, titles.ToHashSet(StringComparer.OrdinalIgnoreCase).Count);
    }

    [Theory]
    [InlineData(0, "How to Sleep Better After a Long Day")]
    [InlineData(110_000, "How to Sleep Better After a Long Day, Part 2")]
    [InlineData(1, "Questions That Help You Talk About Feelings in the First Week")]
    public void A_title_can_be_had_without_its_article(int index, string expected)
    {
        var title = SampleArticles.TitleOf(index);

        Assert.Equal(expected, title);
        Assert.Equal(expected, SampleArticles.Make(index).Title);
    }

    [Fact]
    public void Samples_keep_to_their_measures()
    {
        var samples = Enumerable.Range(0, 2_000).Select(SampleArticles.Make).ToArray();

        Assert.All(samples, sample =>
        {
            Assert.InRange(sample.DateCreated!.Value, new DateOnly(2015, 1, 1), new DateOnly(2025, 12, 31));
            Assert.InRange(sample.Sections.Count, 8, 10);
            Assert.Equal(Enumerable.Range(1, sample.Sections.Count), sample.Sections.Select(section => section.Number));
            Assert.Distinct(sample.Sections.Select(section => section.Heading));
            Assert.All(sample.Sections, section => Assert.InRange(section.Bullets.Count, 2, 3));
            Assert.All(sample.Sections.SelectMany(section => section.Bullets), bullet => Assert.NotEmpty(bullet.Label));
            Assert.InRange(sample.Keywords.Count, 3, 6);
            Assert.Distinct(sample.Keywords);
        });
        Assert.Equal(40, samples.SelectMany(sample => sample.Keywords).Distinct().Count());
        Assert.Equal(11, samples.Select(sample => sample.DateCreated!.Value.Year).Distinct().Count());
    }

    [Fact]
    public void There_is_no_sample_before_the_first()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleArticles.Make(-1));
    }
}
