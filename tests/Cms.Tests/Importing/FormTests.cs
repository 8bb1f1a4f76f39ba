using System.Text;
using Cms.Importing;

namespace Cms.Tests.Importing;

public sealed class FormTests
{
    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    [Fact]
    public void A_page_keeps_links_and_emphasis_as_Markdown_and_drops_what_could_run()
    {
        var reading = Read(
            "<html><body><nav><a href='/'>Home</a></nav><h1>Rest <em>Well</em></h1><p>See <a href='https://example.org/a(b)'>this <b>page</b></a> or "
            + "<a href='javascript:alert(1)'>that</a>.</p><script>alert(2)</script><h2>Sleep</h2><ul><li><b>Dark room: </b>Close it.</li></ul></body></html>");

        var article = ArticleFile.Accepted(reading);
        Assert.Equal(
            ("Rest Well", "See [this **page**](https://example.org/a%28b%29) or that."),
            (article.Title, article.Introduction));
        Assert.Equal(new ArticleBullet("Dark room", "Close it."), Assert.Single(article.Sections[0].Bullets));
        Assert.Equal("Home", Assert.Single(reading.LeftOut).Text);
    }

    [Fact]
    public void Pictures_of_a_page_part_no_paragraph_and_are_named_as_left_out_with_their_texts()
    {
        var reading = Read(
            "<h1>Rest</h1>\n<p>Before <img src='https://example.org/lamp.png' alt=' A lamp\nbeside a bed '> after.</p>\n<h2>Sleep</h2>\n<ul><li>Dark: Close it.</li></ul>\n"
            + "<figure><img src='moon.png' alt=''></figure><p><img src='data:image/png;base64,AAAA'></p>");

        var article = ArticleFile.Accepted(reading);
        Assert.Equal("Before after.", article.Introduction);
        Assert.Equal([(2, "A lamp beside a bed"), (6, "moon.png"), (6, "img")], reading.LeftOut.Select(remark => (remark.Line, remark.Text)));
        Assert.All(reading.LeftOut, remark => Assert.StartsWith("A picture: ", remark.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_article_of_a_page_is_read()
    {
        var reading = Read(
            "<html><header><h1>Brand</h1></header><main><article><h1>Rest</h1><h2>1. Sleep:</h2><p>Early.</p><h2>Conclusion</h2><p>Night.</p>"
            + "<footer><span>Keywords:</span><ul><li>sleep</li><li>calm</li></ul></footer></article></main><footer>Bottom</footer></html>");

        var article = ArticleFile.Accepted(reading);
        Assert.Equal(("Rest", "Night."), (article.Title, article.Conclusion));
        Assert.Equal(("Sleep", "Early."), (article.Sections[0].Heading, article.Sections[0].Body));
        Assert.Equal(["sleep", "calm"], article.Keywords);
    }

    [Fact]
    public void Numbered_lines_make_sections_of_a_page_without_headings()
    {
        var article = ArticleFile.Accepted(Read("<p>Rest</p><p><b>1. Sleep:</b></p><ul><li>Dark room: Close it.</li></ul><p>Night.</p><p><b>Keywords:</b> sleep</p>"));

        Assert.Equal(("Rest", "Sleep", "Night."), (article.Title, article.Sections[0].Heading, article.Conclusion));
        Assert.Equal(["sleep"], article.Keywords);
    }

    [Fact]
    public void Lines_of_Markdown_that_belong_together_are_one_piece()
    {
        var article = ArticleFile.Accepted(Read("# Rest #\n\nOne *two*\nthree.\n\n## Sleep\n* **Dark:** Close\n  it.\n+ __Early__: Ten.\n\n## 7. Walk ##\nSlow.\n### Where\nHere."));

        Assert.Equal("One *two* three.", article.Introduction);
        Assert.Equal([new ArticleBullet("Dark", "Close it."), new ArticleBullet("Early", "Ten.")], article.Sections[0].Bullets);
        Assert.Equal((7, "Walk", "Slow.\n\nWhere\n\nHere."), (article.Sections[1].Number, article.Sections[1].Heading, article.Sections[1].Body));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_file_that_names_its_encoding_is_read(string name)
    {
        var encoding = Encoding.GetEncoding(name);

        var reading = ArticleParser.Read([.. encoding.GetPreamble(), .. encoding.GetBytes(ArticleFile.With(title: "眠り"))]);

        Assert.Equal("眠り", ArticleFile.AcceptedWithoutRemark(reading).Title);
    }

    [Theory]
    [InlineData(new byte[] { 0x43, 0x61, 0x66, 0xE9, 0x0A }, "not in UTF-8: the byte E9 at position 3")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0 }, "UTF-32")]
    [InlineData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1 }, "old or encrypted Word file")]
    [InlineData(new byte[] { 0x25, 0x50, 0x44, 0x46, 0x2D }, "PDF")]
    [InlineData(new byte[] { 0x50, 0x4B, 0x03, 0x04, 0x41 }, "damaged")]
    public void A_file_in_another_form_is_refused_with_a_word_that_helps(byte[] content, string word)
    {
        var reading = ArticleParser.Read(content);

        Assert.Contains(word, Assert.Single(reading.Refusals).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_that_is_no_Word_file_is_refused() =>
        Assert.Contains("zip without word/document.xml", Refusal(ArticleWriters.Zip(("a.txt", "Hello"))), StringComparison.Ordinal);

    [Fact]
    public void A_Word_file_that_unpacks_to_more_than_it_may_is_refused() =>
        Assert.Contains("too large", Refusal(ArticleWriters.Zip(("word/document.xml", $"<w:document xmlns:w='{Word}'><w:t>{new string('a', 40_000_000)}</w:t></w:document>"))), StringComparison.Ordinal);

    [Fact]
    public void A_Word_file_with_a_document_type_is_refused() =>
        Assert.Contains("damaged", Refusal(ArticleWriters.Zip(("word/document.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"))), StringComparison.Ordinal);

    [Fact]
    public void What_nests_too_deep_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<div>", 5_000));

        Assert.Contains("deep", Assert.Single(Read(deep + "Text").Refusals).Message, StringComparison.Ordinal);
        Assert.Contains("deep", Refusal(ArticleWriters.Zip(("word/document.xml", deep.Replace("div", "a", StringComparison.Ordinal)))), StringComparison.Ordinal);
    }

    [Fact]
    public void Remarks_on_a_Word_file_count_paragraphs()
    {
        var reading = ArticleParser.Read(ArticleWriters.Word(ArticleFile.Accepted(ArticleFile.Read()) with { Sections = [new ArticleSection(4, "Sleep", "", [])] }));

        Assert.Contains(reading.Warnings, remark => remark.ToString().StartsWith("Paragraph 4: The heading has the number 4", StringComparison.Ordinal));
    }

    [Fact]
    public void Pictures_of_a_Word_file_are_named_as_left_out_with_their_texts()
    {
        static string Paragraph(string text, string style = "", string more = "") =>
            $"<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{text}</w:t></w:r>{more}</w:p>";

        var picture = "<w:r><w:drawing><wp:inline xmlns:wp='urn:wp'><wp:docPr id='1' name='Picture 1' descr='A lamp beside a bed'/></wp:inline></w:drawing></w:r>";
        var reading = ArticleParser.Read(ArticleWriters.Zip(("word/document.xml",
            $"<w:document xmlns:w='{Word}'><w:body>{Paragraph("Rest", "Title")}{Paragraph("Before.", more: picture)}{Paragraph("Sleep", "Heading1")}{Paragraph("Close it.", "ListBullet")}</w:body></w:document>")));

        Assert.Equal("Before.", ArticleFile.Accepted(reading).Introduction);
        Assert.Equal(["Paragraph 2: A picture: put it in by hand, with a text for readers who cannot see it. The paragraph reads \"A lamp beside a bed\"."], reading.LeftOut.Select(remark => remark.ToString()));
    }

    private static ArticleReading Read(string text) => ArticleParser.Read(Encoding.UTF8.GetBytes(text));

    private static string Refusal(byte[] content) => Assert.Single(ArticleParser.Read(content).Refusals).Message;

    [Theory]
    [InlineData("<div>", 400_000)]
    [InlineData("<b><p>", 30_000)]
    [InlineData("<table><a>", 30_000)]
    public void A_page_of_tags_left_open_by_the_thousand_is_refused_at_once(string tags, int times)
    {
        var reading = ArticleParser.Read(Encoding.UTF8.GetBytes("<!doctype html>" + string.Concat(Enumerable.Repeat(tags, times))));

        Assert.Null(reading.Article);
        Assert.Contains("so it is no article", Assert.Single(reading.Refusals).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b><p>")]
    [InlineData("<table><a>")]
    [InlineData("<a href=x><div>")]
    public void A_page_with_as_many_open_tags_as_may_be_is_read_to_a_refusal(string tags)
    {
        var count = 19_000 / tags.Count(character => character == '<');

        var reading = ArticleParser.Read(Encoding.UTF8.GetBytes("<!doctype html>" + string.Concat(Enumerable.Repeat(tags, count))));

        Assert.Null(reading.Article);
        Assert.NotEmpty(reading.Refusals);
    }
}
