namespace Cms.Media;

/// <summary>Looks files through for viruses before they are kept.</summary>
public abstract class VirusScanner
{
    /// <summary>What is wrong with the file, also when it cannot be looked through; null when nothing is. Completes a sentence that begins with its path.</summary>
    public abstract Task<string?> FindComplaintAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel);
}
