using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Cms.Importing;

/// <summary>Reads the article of a web page. Nothing in the page is run and no address in it is asked.</summary>
internal static class HtmlLines
{
    private const int Deepest = 200;

    private const int LongestPage = 2 * 1024 * 1024;

    // Elements left open by the thousand make any HTML parser slow by the square of them, and it cannot be stopped half-way.
    private const int MostTags = 20_000;

    private static readonly HashSet<string> Hidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "select", "textarea", "button",
    };

    private static readonly HashSet<string> Furniture = new(StringComparer.OrdinalIgnoreCase) { "nav", "aside", "form", "dialog" };

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "section", "article", "main", "header", "footer", "ul", "ol", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "td", "th",
        "blockquote", "pre", "figure", "figcaption", "hr", "address", "details", "summary", "body", "html", "caption", "hgroup", "center",
    };

    /// <summary>Whether the text begins with an HTML tag, doctype or comment.</summary>
    public static bool IsHtml(string text)
    {
        var start = PieceEdges.SkipSpaces(text, 0);
        return start + 1 < text.Length && text[start] == '<' && (char.IsAsciiLetter(text[start + 1]) || text[start + 1] is '!' or '?')
            && text.IndexOf('>', start) > 0;
    }

    /// <summary>The lines of the page's article, or of the whole page when it marks none.</summary>
    public static Outcome<List<SourceLine>> Read(string text)
    {
        if (text.Length > LongestPage)
            return Problem.Invalid($"The page is longer than {LongestPage / 1024 / 1024} million characters, so it is no article.");

        if (text.AsSpan().Count('<') > MostTags)
            return Problem.Invalid($"The page has more than {MostTags} tags, so it is no article.");

        var page = new HtmlParser(new HtmlParserOptions { IsKeepingSourceReferences = true }).ParseDocument(text);
        var articles = page.QuerySelectorAll("article");
        var root = articles.Length == 1 ? articles[0] : page.QuerySelector("main") ?? page.DocumentElement;
        var walk = new PageWalk();
        if (!walk.Enter(root, 0))
            return Problem.Invalid($"The page's elements stand more than {Deepest} deep in one another, so it is no article.");

        walk.End();
        return MarkedPiece.ToLines(walk.Pieces);
    }

    /// <summary>Gathers the pieces of a page in their order.</summary>
    private sealed class PageWalk
    {
        private readonly StringBuilder _plain = new();
        private readonly StringBuilder _markdown = new();
        private readonly List<MarkedPiece> _pictures = [];
        private PieceMark _mark = PieceMark.Paragraph;
        private int _level;
        private int _line = 1;
        private bool _isStarted;

        public List<MarkedPiece> Pieces { get; } = [];

        /// <summary>Reads the node and what is in it; false when that goes too deep.</summary>
        public bool Enter(INode node, int depth)
        {
            if (depth > Deepest)
                return false;

            if (node is IText text)
            {
                Add(text.Data, text.Data);
                return true;
            }

            if (node is not IElement element || Hidden.Contains(element.LocalName))
                return true;

            if (element.LocalName == "img")
            {
                AddPicture(element);
                return true;
            }

            if (element.SourceReference is { } source && !_isStarted)
                _line = source.Position.Line;

            if (Furniture.Contains(element.LocalName))
                return EnterAs(element, PieceMark.Furniture, 0, depth);

            if (element.LocalName == "li")
                return EnterAs(element, _mark == PieceMark.Furniture ? _mark : PieceMark.Bullet, 0, depth);

            if (element.LocalName is ['h', >= '1' and <= '6'])
                return EnterAs(element, _mark == PieceMark.Furniture ? _mark : PieceMark.Heading, element.LocalName[1] - '0', depth);

            if (Blocks.Contains(element.LocalName))
            {
                // A paragraph that begins its list item is the item.
                if (!(element.LocalName == "p" && _mark == PieceMark.Bullet && !_isStarted))
                    End();
                var inside = EnterChildren(element, depth);
                End();
                return inside;
            }

            if (element.LocalName == "br")
            {
                Add(" ", " ");
                return true;
            }

            return EnterInline(element, depth);
        }

        // Beside the text, which a picture does not part.
        private void AddPicture(IElement picture)
        {
            var text = picture.GetAttribute("alt") is { } alternative && !string.IsNullOrWhiteSpace(alternative) ? alternative
                : picture.GetAttribute("src") is { } address && !address.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? address
                : "img";
            var plain = new StringBuilder();
            AddCollapsed(plain, text);
            _pictures.Add(new MarkedPiece(picture.SourceReference?.Position.Line ?? _line, PieceMark.Picture, 0, PieceEdges.Trim(plain.ToString()), ""));
        }

        public void End()
        {
            var plain = PieceEdges.Trim(_plain.ToString());
            if (plain.Length > 0)
                Pieces.Add(new MarkedPiece(_line, _mark, _level, plain, PieceEdges.Trim(_markdown.ToString())));

            Pieces.AddRange(_pictures);
            _pictures.Clear();
            _plain.Clear();
            _markdown.Clear();
            _isStarted = false;
        }

        private bool EnterAs(IElement element, PieceMark mark, int level, int depth)
        {
            End();
            var (markBefore, levelBefore) = (_mark, _level);
            if (element.SourceReference is { } source)
                _line = source.Position.Line;
            (_mark, _level) = (mark, level);
            var inside = EnterChildren(element, depth);
            End();
            (_mark, _level) = (markBefore, levelBefore);
            return inside;
        }

        private bool EnterChildren(INode element, int depth)
        {
            foreach (var child in element.ChildNodes)
            {
                if (!Enter(child, depth + 1))
                    return false;
            }

            return true;
        }

        private bool EnterInline(IElement element, int depth)
        {
            var (open, close) = element.LocalName switch
            {
                "strong" or "b" => ("**", "**"),
                "em" or "i" => ("*", "*"),
                "code" => ("`", "`"),
                "a" when AddressOf(element) is { } address => ("[", $"]({address})"),
                _ => ("", ""),
            };
            var (pieces, start) = (Pieces.Count, _markdown.Length);
            if (!EnterChildren(element, depth))
                return false;

            // Marks must touch the words they mark, and a block inside the element has ended the piece already.
            if (open.Length == 0 || Pieces.Count != pieces)
                return true;

            var inside = _markdown.ToString(start, _markdown.Length - start);
            var text = PieceEdges.Trim(inside);
            if (text.Length == 0)
                return true;

            var at = inside.IndexOf(text, StringComparison.Ordinal);
            _markdown.Length = start;
            _markdown.Append(inside, 0, at).Append(open).Append(text).Append(close).Append(inside, at + text.Length, inside.Length - at - text.Length);
            return true;
        }

        private void Add(string plain, string markdown)
        {
            AddCollapsed(_plain, plain);
            AddCollapsed(_markdown, markdown);
            _isStarted |= !string.IsNullOrWhiteSpace(plain);
        }

        // As browsers show it: white space of the source is one space, a no-break space stays.
        private static void AddCollapsed(StringBuilder to, string text)
        {
            foreach (var c in text)
            {
                if (c is not (' ' or '\t' or '\n' or '\r' or '\f'))
                    to.Append(c);
                else if (to.Length > 0 && to[^1] != ' ')
                    to.Append(' ');
            }
        }

        private static string? AddressOf(IElement link)
        {
            var address = link.GetAttribute("href")?.Trim();
            if (string.IsNullOrEmpty(address) || address.Any(char.IsControl))
                return null;

            var scheme = address.IndexOf(':');
            var isLink = scheme < 0 || address.AsSpan(0, scheme).ContainsAny("/?#")
                || address[..scheme].ToUpperInvariant() is "HTTP" or "HTTPS" or "MAILTO" or "TEL";
            return isLink
                ? address.Replace(" ", "%20", StringComparison.Ordinal).Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)
                    .Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal)
                : null;
        }
    }
}
