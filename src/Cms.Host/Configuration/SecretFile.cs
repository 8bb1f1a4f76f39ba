namespace Cms.Host.Configuration;

/// <summary>A secret in a file of its own, which a vault may change at any time; it is read whenever it is needed.</summary>
internal static class SecretFile
{
    /// <summary>What is wrong with the file that a setting names, as a sentence; null when it can be read.</summary>
    public static string? Complaint(string setting, string path)
    {
        if (!Path.IsPathFullyQualified(path))
            return $"{setting} \"{path}\" must be the whole path of a file, such as /run/secrets/password.";

        try
        {
            return Read(path).Length == 0 ? $"{setting} {path} is empty; it must hold the secret and nothing else." : null;
        }
        catch (IOException exception)
        {
            return $"{setting} cannot be read: {exception.Message}";
        }
    }

    /// <summary>What the file says now, without the line break at its end. Throws <see cref="IOException"/> when it cannot be read.</summary>
    public static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path).TrimEnd('\r', '\n');
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException(exception.Message, exception);
        }
    }
}
