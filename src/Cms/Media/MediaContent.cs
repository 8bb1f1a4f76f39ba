using System.Collections.Frozen;
using System.Text;
using System.Text.Unicode;
using System.Xml;

namespace Cms.Media;

/// <summary>Whether a file is what its name says, by its first bytes, and nothing that a browser or a computer would run.</summary>
public static class MediaContent
{
    private const int LongestSvg = 10 * 1024 * 1024;

    private static readonly FrozenSet<string> Programs = new[]
    {
        "html", "htm", "xhtml", "xht", "shtml", "mhtml", "mht", "svgz", "hta", "htc", "js", "mjs", "cjs", "swf", "xsl", "xslt", "jar", "exe", "dll", "msi", "com", "scr", "bat", "cmd", "ps1", "vbs",
        "wsf", "lnk", "sh", "php", "phtml", "asp", "aspx", "ashx", "cshtml", "jsp", "cgi", "pl", "py",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Texts = new[] { "txt", "md", "csv", "tsv", "json", "xml", "css", "vtt", "srt", "ics", "vcf" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, IsKind> Beginnings = Kinds().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The endings, without dot, of the kinds that are looked into.</summary>
    internal static FrozenSet<string> Endings { get; } = Beginnings.Keys.Concat(Texts).Append("svg").ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private delegate bool IsKind(ReadOnlySpan<byte> bytes);

    /// <summary>
    /// What is wrong with the file; null when nothing is. Completes a sentence that begins with its path. Kinds of files that are not known here are not looked
    /// into: the site hands them out as bytes, and takes them only where <see cref="MediaKinds"/> name them.
    /// </summary>
    /// <param name="path">Its path, a valid one.</param>
    /// <param name="bytes">All of it.</param>
    public static string? Complaint(string path, ReadOnlyMemory<byte> bytes)
    {
        // "picture.php.png" is a program to servers that look at the first ending they know.
        var endings = path[(path.LastIndexOf('/') + 1)..].Split('.').Skip(1).ToList();
        if (endings.Find(Programs.Contains) is { } program)
            return $"is a page or program by its name (.{program}), which is no media file";

        var ending = endings.Count > 0 ? endings[^1] : "";
        if (ending.Equals("svg", StringComparison.OrdinalIgnoreCase))
            return SvgComplaint(bytes);

        if (Texts.Contains(ending))
            return Utf8.IsValid(bytes.Span) && !bytes.Span.Contains((byte)0) ? null : $"is no text in UTF-8, as its name says (.{ending})";

        return Beginnings.TryGetValue(ending, out var isKind) && !isKind(bytes.Span) ? $"is not what its name says (.{ending})" : null;
    }

    /// <summary>True for an ending of pages and programs, which are no media whatever they hold.</summary>
    internal static bool IsProgram(string ending) => Programs.Contains(ending);

    private static Dictionary<string, IsKind> Kinds()
    {
        var kinds = new Dictionary<string, IsKind>();
        Add(bytes => bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]), "png", "apng");
        Add(bytes => bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]), "jpg", "jpeg");
        Add(bytes => bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8), "gif");
        Add(bytes => IsRiff(bytes, "WEBP"u8), "webp");
        Add(bytes => bytes.StartsWith("BM"u8), "bmp");
        Add(bytes => bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0]), "ico");
        Add(bytes => bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8), "tif", "tiff");
        Add(bytes => bytes.StartsWith("8BPS"u8), "psd");
        Add(bytes => bytes.Length >= 8 && bytes[4..8].SequenceEqual("ftyp"u8), "avif", "heic", "heif", "mp4", "m4v", "m4a", "3gp");
        Add(bytes => bytes.Length >= 8 && (bytes[4..8].SequenceEqual("ftyp"u8) || bytes[4..8].SequenceEqual("moov"u8) || bytes[4..8].SequenceEqual("mdat"u8) || bytes[4..8].SequenceEqual("wide"u8)), "mov");
        Add(bytes => bytes.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]), "webm", "mkv");
        Add(bytes => bytes.StartsWith("OggS"u8), "ogg", "oga", "ogv", "opus");
        Add(bytes => bytes.StartsWith("ID3"u8) || (bytes.Length > 1 && bytes[0] == 0xFF && (bytes[1] & 0xE0) == 0xE0), "mp3");
        Add(bytes => bytes.StartsWith("fLaC"u8), "flac");
        Add(bytes => IsRiff(bytes, "WAVE"u8), "wav");
        Add(bytes => IsRiff(bytes, "AVI "u8), "avi");
        Add(bytes => bytes[..Math.Min(bytes.Length, 1024)].IndexOf("%PDF-"u8) >= 0, "pdf");
        Add(bytes => bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8), "zip", "docx", "xlsx", "pptx", "ppsx", "odt", "ods", "odp", "epub");
        Add(bytes => bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), "doc", "xls", "ppt", "pps");
        Add(bytes => bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]), "gz");
        Add(bytes => bytes.StartsWith("wOFF"u8), "woff");
        Add(bytes => bytes.StartsWith("wOF2"u8), "woff2");
        Add(bytes => bytes.StartsWith("OTTO"u8) || bytes.StartsWith("true"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0, 1, 0, 0]), "ttf", "otf");
        return kinds;

        void Add(IsKind isKind, params ReadOnlySpan<string> endings)
        {
            foreach (var ending in endings)
                kinds.Add(ending, isKind);
        }
    }

    private static bool IsRiff(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> kind) => bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual(kind);

    private static string? SvgComplaint(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse, XmlResolver = null, MaxCharactersInDocument = LongestSvg, MaxCharactersFromEntities = 1 };
            using var xml = XmlReader.Create(new MemoryStream(bytes.ToArray()), settings);
            var isFirst = true;
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.ProcessingInstruction)
                    return $"is an SVG with the instruction {xml.Name}, which could run something";

                // It can give elements attributes and texts that stand nowhere in the drawing.
                if (xml is { NodeType: XmlNodeType.DocumentType, Value.Length: > 0 })
                    return "is an SVG with declarations in its DOCTYPE, which could run something; save it as a plain picture";

                if (xml.NodeType != XmlNodeType.Element)
                    continue;

                if (isFirst && xml.LocalName != "svg")
                    return "is no SVG, as its name says (.svg)";

                isFirst = false;
                if (ElementComplaint(xml) is { } complaint)
                    return complaint;
            }

            return isFirst ? "is no SVG, as its name says (.svg)" : null;
        }
        catch (XmlException broken)
        {
            return $"is an SVG that cannot be read: {broken.Message.TrimEnd('.')}";
        }
    }

    private static string? ElementComplaint(XmlReader xml)
    {
        var element = xml.LocalName;
        if (element.ToLowerInvariant() is "script" or "foreignobject" or "iframe" or "object" or "embed" or "handler" or "listener")
            return $"is an SVG with the element {element}, which could run something; save it as a plain picture";

        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            if (xml.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || RunsCode(xml.Value))
                return $"is an SVG whose element {element} has the attribute {xml.Name}, which could run something; save it as a plain picture";
        }

        return null;
    }

    // Browsers leave spaces and control characters out of a scheme.
    private static bool RunsCode(string value)
    {
        if (!value.Contains(':', StringComparison.Ordinal))
            return false;

        var plain = new StringBuilder(value.Length);
        foreach (var character in value.Where(character => character > ' '))
            plain.Append(char.ToLowerInvariant(character));
        return plain.ToString() is var text && (text.Contains("javascript:", StringComparison.Ordinal) || text.Contains("vbscript:", StringComparison.Ordinal) || text.Contains("data:text/", StringComparison.Ordinal)
            || text.Contains("data:image/svg", StringComparison.Ordinal));
    }
}
