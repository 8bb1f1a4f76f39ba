using System.Globalization;
using Cms.Media;

namespace Cms.Host.Configuration;

/// <summary>Which media files are taken.</summary>
public sealed class MediaSettings
{
    private const int LargestPort = 65_535;

    /// <summary>Endings of their names, parted by commas; empty for all kinds that are looked into.</summary>
    public string AllowedFileExtensions { get; set; } = "";

    /// <summary>Where ClamAV's clamd looks files through for viruses, as <c>host:port</c>; empty for nowhere.</summary>
    public string VirusScanner { get; set; } = "";

    internal MediaKinds Kinds => AllowedFileExtensions.Length == 0 ? MediaKinds.Known : MediaKinds.Find(AllowedFileExtensions, out _)!;

    /// <summary>Host and port of the scanner; null for none.</summary>
    internal (string Host, int Port)? Scanner => VirusScanner.Length > 0 && VirusScanner.LastIndexOf(':') is > 0 and var colon
        && int.TryParse(VirusScanner[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= LargestPort
        ? (VirusScanner[..colon].Trim('[', ']'), port) : null;

    /// <summary>What is wrong with the settings, as a sentence; null when nothing is.</summary>
    internal string? Complaint()
    {
        if (AllowedFileExtensions.Length > 0 && MediaKinds.Find(AllowedFileExtensions, out var wrong) is null)
            return $"Cms:Media:AllowedFileExtensions must be endings of files parted by commas, such as .jpg, .png, .pdf, and none of pages or programs; \"{wrong}\" is no such ending.";

        return VirusScanner.Length > 0 && Scanner is null
            ? $"Cms:Media:VirusScanner must be host and port of clamd, such as 127.0.0.1:3310, not \"{VirusScanner}\"."
            : null;
    }
}
