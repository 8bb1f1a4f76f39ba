using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security;
using System.Text;
using Cms.Importing;

namespace Cms.Tests.Importing;

/// <summary>Writes an article in the forms that are imported.</summary>
internal static class ArticleWriters
{
    public static byte[] Markdown(Article article)
    {
        var text = new StringBuilder($"# {article.Title}\n\n");
        if (article.DateCreated is { } date)
            text.Append(CultureInfo.InvariantCulture, $"**Date created:** {date:yyyy-MM-dd}\n\n");
        text.Append(article.Introduction).Append("\n\n");
        foreach (var section in article.Sections)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {section.Number}. {section.Heading}\n\n{section.Body}\n\n");
            foreach (var bullet in section.Bullets)
                text.Append(bullet.Label.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"- **{bullet.Label}:** {bullet.Text}\n") : $"- {bullet.Text}\n");
            text.Append('\n');
        }

        if (article.Conclusion.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"## Conclusion\n\n{article.Conclusion}\n\n");
        return Encoding.UTF8.GetBytes(text.Append(CultureInfo.InvariantCulture, $"**Keywords:** {string.Join(", ", article.Keywords)}\n").ToString());
    }

    public static byte[] Html(Article article)
    {
        var text = new StringBuilder($"<!DOCTYPE html><html><head><title>{Encode(article.Title)} | Site</title></head><body><h1>{Encode(article.Title)}</h1>\n");
        if (article.DateCreated is { } date)
            text.Append(CultureInfo.InvariantCulture, $"<p>Date created: <time>{date:yyyy-MM-dd}</time></p>\n");
        Paragraphs(article.Introduction);
        foreach (var section in article.Sections)
        {
            text.Append(CultureInfo.InvariantCulture, $"<h2><span>{section.Number}.</span> {Encode(section.Heading)}</h2>\n");
            Paragraphs(section.Body);
            text.Append("<ul>");
            foreach (var bullet in section.Bullets)
                text.Append(bullet.Label.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"<li><strong>{Encode(bullet.Label)}</strong>: {Encode(bullet.Text)}</li>") : $"<li><p>{Encode(bullet.Text)}</p></li>\n");
            text.Append("</ul>\n");
        }

        if (article.Conclusion.Length > 0)
        {
            text.Append("<h2>Conclusion</h2>");
            Paragraphs(article.Conclusion);
        }

        return Encoding.UTF8.GetBytes(text.Append(CultureInfo.InvariantCulture, $"<p>Keywords: {Encode(string.Join(", ", article.Keywords))}</p></body></html>").ToString());

        void Paragraphs(string pieces)
        {
            foreach (var piece in pieces.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
                text.Append(CultureInfo.InvariantCulture, $"<p>{Encode(piece)}</p>\n");
        }

        static string Encode(string plain) => WebUtility.HtmlEncode(plain);
    }

    public static byte[] Word(Article article)
    {
        var text = new StringBuilder();
        Paragraph("Title", article.Title);
        if (article.DateCreated is { } date)
            Paragraph("", $"Date created: {date:yyyy-MM-dd}");
        Paragraphs(article.Introduction);
        foreach (var section in article.Sections)
        {
            Paragraph("berschrift1", $"{section.Number}. {section.Heading}:");
            Paragraphs(section.Body);
            foreach (var bullet in section.Bullets)
            {
                text.Append("<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>");
                if (bullet.Label.Length > 0)
                    text.Append(CultureInfo.InvariantCulture, $"<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{SecurityElement.Escape(bullet.Label)}: </w:t></w:r>");
                text.Append(CultureInfo.InvariantCulture, $"<w:r><w:t>{SecurityElement.Escape(bullet.Text)}</w:t></w:r></w:p>");
            }
        }

        if (article.Conclusion.Length > 0)
        {
            Paragraph("berschrift1", "Conclusion");
            Paragraphs(article.Conclusion);
        }

        Paragraph("", $"Keywords: {string.Join(", ", article.Keywords)}");
        return Zip(
            ("word/document.xml", $"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{text}</w:body></w:document>"),
            ("word/styles.xml", "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>"));

        void Paragraphs(string pieces)
        {
            foreach (var piece in pieces.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
                Paragraph("", piece);
        }

        void Paragraph(string style, string words) =>
            text.Append(style.Length > 0 ? $"<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>" : "<w:p>")
                .Append(CultureInfo.InvariantCulture, $"<w:r><w:t>{SecurityElement.Escape(words)}</w:t></w:r></w:p>");
    }

    public static byte[] Zip(params (string Name, string Text)[] files)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }
}
