using System.Text;
using System.Xml;

namespace Cms.Importing;

/// <summary>The paragraphs in the main text of a Word file: styles make headings and titles, numbering makes bullets.</summary>
internal static class WordParagraphs
{
    /// <summary>Reads to the end and closes the reader. Throws <see cref="XmlException"/> for XML that is broken or too deep.</summary>
    /// <param name="xml">The main text.</param>
    /// <param name="styleNames">Names of the styles by their ids, which Word translates.</param>
    /// <param name="deepest">How many elements may stand in one another.</param>
    public static List<MarkedPiece> Read(XmlReader xml, IReadOnlyDictionary<string, string> styleNames, int deepest)
    {
        var pieces = new List<MarkedPiece>();
        using (xml)
        {
            Paragraph? open = null;
            var number = 0;
            var more = xml.Read();
            while (more)
            {
                if (xml.Depth > deepest)
                    throw new XmlException($"it nests more than {deepest} elements deep.");

                if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "p" && open is not null)
                {
                    open.AddTo(pieces);
                    open = null;
                }

                // Text boxes hold paragraphs within a paragraph, and a fallback says the same a second time.
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName is "txbxContent" or "Fallback" or "pict" or "instrText")
                {
                    xml.Skip();
                    more = !xml.EOF;
                    continue;
                }

                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "p")
                {
                    number++;
                    open = xml.IsEmptyElement ? null : new Paragraph(number);
                }
                else if (xml.NodeType == XmlNodeType.Element)
                {
                    open?.Read(xml, styleNames);
                }
                else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA)
                {
                    open?.AddText(xml.Value);
                }
                else if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "t")
                {
                    open?.EndText();
                }

                more = xml.Read();
            }
        }

        return pieces;
    }

    /// <summary>An attribute by its local name: strict and usual files have different namespaces.</summary>
    public static string? Attribute(XmlReader xml, string name)
    {
        for (var i = 0; i < xml.AttributeCount; i++)
        {
            xml.MoveToAttribute(i);
            if (xml.LocalName != name)
                continue;

            var value = xml.Value;
            xml.MoveToElement();
            return value;
        }

        xml.MoveToElement();
        return null;
    }

    /// <summary>A paragraph while it is read.</summary>
    private sealed class Paragraph(int number)
    {
        private readonly List<(string Text, bool Bold, bool Italic)> _runs = [];
        private readonly List<string> _pictures = [];
        private string _style = "";
        private bool _isListed;
        private bool _isInRun;
        private bool _isInText;
        private bool _isBold;
        private bool _isItalic;

        public void Read(XmlReader xml, IReadOnlyDictionary<string, string> styleNames)
        {
            switch (xml.LocalName)
            {
                case "pStyle" when Attribute(xml, "val") is { } id:
                    _style = styleNames.GetValueOrDefault(id, id).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
                    break;
                case "numId":
                    _isListed = Attribute(xml, "val") is not "0";
                    break;
                case "r":
                    (_isInRun, _isBold, _isItalic) = (true, false, false);
                    break;
                case "b":
                    _isBold = IsOn(xml);
                    break;
                case "i":
                    _isItalic = IsOn(xml);
                    break;
                case "t":
                    _isInText = !xml.IsEmptyElement;
                    break;
                case "tab" or "br" or "cr" when _isInRun:
                    _runs.Add((" ", _isBold, _isItalic));
                    break;
                case "docPr":
                    // What Word calls a description is the text for readers who cannot see the picture.
                    _pictures.Add(Attribute(xml, "descr") is { Length: > 0 } text ? text : Attribute(xml, "name") ?? "");
                    break;
                case "noBreakHyphen":
                    _runs.Add(("\u2011", _isBold, _isItalic));
                    break;
            }
        }

        public void AddText(string text)
        {
            if (_isInText)
                _runs.Add((text, _isBold, _isItalic));
        }

        public void EndText() => _isInText = false;

        public void AddTo(List<MarkedPiece> pieces)
        {
            pieces.AddRange(_pictures.Select(text => PieceEdges.Trim(text)).Where(text => text.Length > 0).Select(text => new MarkedPiece(number, PieceMark.Picture, 0, text, "")));
            var plain = PieceEdges.Trim(string.Concat(_runs.Select(run => run.Text)));
            if (plain.Length == 0)
                return;

            var level = LevelOf(_style);
            var mark = level is not null ? PieceMark.Heading
                : _isListed || _style.StartsWith("LISTBULLET", StringComparison.Ordinal) ? PieceMark.Bullet
                : PieceMark.Paragraph;
            pieces.Add(new MarkedPiece(number, mark, level ?? 0, plain, Markdown(plain)));
        }

        private string Markdown(string plain)
        {
            // A paragraph that is bold or slanted as a whole is a matter of looks.
            if (_runs.All(run => run.Bold) || _runs.All(run => run.Italic) || !_runs.Exists(run => run.Bold || run.Italic))
                return plain;

            var markdown = new StringBuilder();
            for (var i = 0; i < _runs.Count;)
            {
                var (first, text) = (_runs[i], new StringBuilder());
                for (; i < _runs.Count && (_runs[i].Bold, _runs[i].Italic) == (first.Bold, first.Italic); i++)
                    text.Append(_runs[i].Text);

                var inside = text.ToString();
                var words = PieceEdges.Trim(inside);
                var marks = words.Length == 0 ? "" : (first.Bold ? "**" : "") + (first.Italic ? "*" : "");
                var at = inside.IndexOf(words, StringComparison.Ordinal);
                markdown.Append(inside, 0, at).Append(marks).Append(words).Append(marks).Append(inside, at + words.Length, inside.Length - at - words.Length);
            }

            return PieceEdges.Trim(markdown.ToString());
        }

        private static int? LevelOf(string style)
        {
            if (style == "TITLE")
                return 0;

            return style.StartsWith("HEADING", StringComparison.Ordinal) && style.Length == 8 && char.IsAsciiDigit(style[7]) && style[7] != '0' ? style[7] - '0' : null;
        }

        private static bool IsOn(XmlReader xml) => Attribute(xml, "val") is not ("0" or "false" or "off" or "none");
    }
}
