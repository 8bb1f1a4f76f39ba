using System.Text;

namespace Cms.Importing;

/// <summary>The text of an imported file, in the encodings that name themselves: UTF-8, and UTF-16 with a byte order mark.</summary>
internal static class FileText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text without its byte order mark, or a problem that says what the file is instead.</summary>
    public static Outcome<string> Decode(byte[] content)
    {
        ReadOnlySpan<byte> bytes = content;
        if (bytes.StartsWith("%PDF-"u8))
            return Problem.Invalid("The file is a PDF. Right would be its text, or the Word file or web page that it was made of.");

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return Problem.Invalid("The file is an old or encrypted Word file. Right would be one saved as .docx without a password.");

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) || bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
            return Problem.Invalid("The file is in UTF-32. Right would be UTF-8.");

        try
        {
            if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
                return new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true).GetString(bytes[2..]);

            if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
                return new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true).GetString(bytes[2..]);

            return Utf8.GetString(bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes[3..] : bytes);
        }
        catch (DecoderFallbackException wrong)
        {
            return Problem.Invalid(
                $"The file is not in UTF-8: the byte {wrong.BytesUnknown?.FirstOrDefault():X2} at position {wrong.Index} has no meaning there. "
                + "Right would be UTF-8, or UTF-16 with a byte order mark; save the file so.");
        }
    }
}
