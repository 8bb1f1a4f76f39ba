using System.Text.Json.Nodes;
using Cms.Events;
using Cms.Settings;

namespace Cms.Editing.Replacing;

/// <summary>
/// Remembers what took the place of what is gone, as an item in the trash or an old version may still refer to it when it comes back: nothing that lies there is read and rewritten meanwhile.
/// </summary>
public sealed class ReplacedSince(SettingsStore settings)
{
    private const string Section = "replaced-references";

    private JsonObject? _known;

    /// <summary>Remembers it; needs the transaction in which it becomes true.</summary>
    internal async Task RememberAsync(Replacement replacement, CancellationToken cancel)
    {
        if (replacement.IsName)
            return;

        var known = await settings.FindAsync(Section, cancel) ?? [];
        known[KeyOf(replacement.Kind, replacement.From)] = replacement.To;
        await settings.SaveAsync(Section, known, new NotesChanged(Section), cancel);
        _known = known;
    }

    /// <summary>What took the place: null where nothing did and the references were taken out.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="from">What is gone.</param>
    /// <param name="isThereAsync">Whether what took the place is itself still there.</param>
    /// <param name="cancel">Stops the work.</param>
    internal async Task<(bool IsKnown, string? To)> FindAsync(ReplacedKind kind, string from, Func<string, Task<bool>> isThereAsync, CancellationToken cancel)
    {
        _known ??= await settings.FindAsync(Section, cancel) ?? [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (to, isKnown) = (from, false);
        while (seen.Add(to) && _known.TryGetPropertyValue(KeyOf(kind, to), out var next))
        {
            isKnown = true;
            if (next is null)
                return (true, null);

            to = next.GetValue<string>();
            if (await isThereAsync(to))
                return (true, to);
        }

        return (isKnown, null);
    }

    private static string KeyOf(ReplacedKind kind, string from) => $"{kind}:{from}";
}
