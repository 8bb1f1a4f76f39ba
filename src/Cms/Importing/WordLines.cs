using System.IO.Compression;
using System.Xml;

namespace Cms.Importing;

/// <summary>
/// Reads the paragraphs of a Word file. A <c>.docx</c> is a zip of XML; both are read as streams with limits, because a few kilobytes of
/// zip can hold gigabytes, and neither document types nor addresses in the XML are followed.
/// </summary>
internal static class WordLines
{
    private const int MostEntries = 5_000;
    private const int Deepest = 256;
    private const long LongestXml = 32 * 1024 * 1024;

    private const string Text = "word/document.xml";
    private const string Styles = "word/styles.xml";

    /// <summary>The paragraphs as lines, numbered from 1, or a problem that says why this is no Word file.</summary>
    public static Outcome<List<SourceLine>> Read(byte[] content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > MostEntries)
                return Problem.Invalid($"The file is a zip of more than {MostEntries} files, so it is no article.");

            if (zip.GetEntry(Text) is not { } text)
                return Problem.Invalid($"The file is a zip without {Text}. Right would be a Word file (.docx); unpack a zip of articles first.");

            var names = zip.GetEntry(Styles) is { } styles ? ReadStyles(styles) : [];
            return MarkedPiece.ToLines(WordParagraphs.Read(Open(text), names, Deepest));
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            return Problem.Invalid($"The Word file is damaged or too large: {broken.Message}");
        }
    }

    private static Dictionary<string, string> ReadStyles(ZipArchiveEntry entry)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        using var xml = Open(entry);
        var id = "";
        while (xml.Read())
        {
            if (xml.Depth > Deepest)
                throw new XmlException($"it nests more than {Deepest} elements deep.");

            if (xml.NodeType != XmlNodeType.Element)
                continue;

            if (xml.LocalName == "style")
                id = WordParagraphs.Attribute(xml, "styleId") ?? "";
            else if (xml.LocalName == "name" && id.Length > 0 && WordParagraphs.Attribute(xml, "val") is { } name)
                names.TryAdd(id, name);
        }

        return names;
    }

    private static XmlReader Open(ZipArchiveEntry entry) => XmlReader.Create(
        new LimitedStream(entry.Open(), LongestXml),
        new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = LongestXml,
            CloseInput = true,
            CheckCharacters = true,
        });

    /// <summary>Ends with an error where a zip unpacks to more than it may.</summary>
    private sealed class LimitedStream(Stream inner, long most) : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, count);
            _read += read;
            return _read <= most ? read : throw new InvalidDataException($"it unpacks to more than {most / 1024 / 1024} MB.");
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
