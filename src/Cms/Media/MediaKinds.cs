using System.Collections.Frozen;

namespace Cms.Media;

/// <summary>Which kinds of media files are taken, by the endings of their names.</summary>
/// <param name="Endings">The endings, without dot.</param>
public sealed record MediaKinds(FrozenSet<string> Endings)
{
    /// <summary>All kinds that Cms looks into.</summary>
    public static MediaKinds Known { get; } = new(MediaContent.Endings);

    /// <summary>
    /// The kinds that a setting names: endings parted by commas or spaces, with a dot or without. Null, with the ending that is wrong, for what is none or that of a page or program.
    /// </summary>
    public static MediaKinds? Find(string setting, out string wrong)
    {
        var written = setting.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        wrong = written.Length == 0 ? setting : written.FirstOrDefault(one => !IsEnding(one.TrimStart('.'))) ?? "";
        return wrong.Length > 0 ? null : new MediaKinds(written.Select(one => one.TrimStart('.')).ToFrozenSet(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>What is wrong with the kind of a file; null when it is taken. Completes a sentence that begins with its path, a valid one.</summary>
    public string? Complaint(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.LastIndexOf('.') is > 0 and var dot && Endings.Contains(name[(dot + 1)..])
            ? null
            : $"is of no kind that is taken here; its name must end in one of {string.Join(", ", Endings.Select(ending => ending.ToLowerInvariant()).Order(StringComparer.Ordinal))}";
    }

    private static bool IsEnding(string ending) => ending.Length > 0 && ending.All(char.IsAsciiLetterOrDigit) && !MediaContent.IsProgram(ending);
}
