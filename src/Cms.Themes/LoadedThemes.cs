using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Cms.Themes;

/// <summary>The themes by name, read once and shared by all tenants; in Development read again when a file changed.</summary>
public sealed class LoadedThemes
{
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Loaded> _themes = new(StringComparer.Ordinal);
    private readonly Lock _reading = new();
    private readonly ThemeFolder _folder;
    private readonly bool _watch;
    private readonly TimeProvider _clock;
    private readonly ILogger<LoadedThemes> _log;

    /// <param name="themesFolder">Holds one folder for each theme.</param>
    /// <param name="development">Whether changed files are read again.</param>
    /// <param name="clock">Measures when to look for changes.</param>
    /// <param name="log">Hears of themes that were read.</param>
    public LoadedThemes(string themesFolder, bool development, TimeProvider clock, ILogger<LoadedThemes> log) =>
        (_folder, _watch, _clock, _log) = (new ThemeFolder(themesFolder), development, clock, log);

    /// <summary>The names of the themes there are, in order, whether they can be read or not.</summary>
    public IReadOnlyList<string> ListNames() => _folder.ListNames();

    /// <summary>The theme. Throws <see cref="ThemeException"/> when there is none of this name or it cannot be read.</summary>
    public Theme Get(string name)
    {
        if (Current(name) is not { } loaded)
        {
            lock (_reading)
                loaded = Current(name) ?? Load(name);
        }

        return loaded.Theme ?? throw new ThemeException(loaded.Error!.Message, loaded.Error);
    }

    private Loaded? Current(string name)
    {
        if (!_themes.TryGetValue(name, out var loaded))
            return null;

        if (!_watch || _clock.GetElapsedTime(loaded.CheckedAt) < BetweenChecks)
            return loaded;

        if (_folder.StampOf(name) != loaded.Stamp)
            return null;

        loaded.CheckedAt = _clock.GetTimestamp();
        return loaded;
    }

    private Loaded Load(string name)
    {
        // The stamp is taken first: a file that changes while it is read is then read once more.
        var stamp = _watch ? _folder.StampOf(name) : "";
        try
        {
            var theme = _folder.Read(name);
            _log.LogInformation("Theme {Theme} {Version} was read: {Templates} templates, {Assets} assets.", name, theme.Version, theme.Templates.Count, theme.Assets.Count);
            return _themes[name] = new Loaded(theme, null, stamp) { CheckedAt = _clock.GetTimestamp() };
        }
        catch (Exception exception) when (exception is ThemeException or IOException or UnauthorizedAccessException)
        {
            var error = exception as ThemeException ?? new ThemeException($"Theme {name} cannot be read: {exception.Message}", exception);

            // Outside Development a broken theme is not kept, so that a repaired one needs no restart.
            return _watch
                ? _themes[name] = new Loaded(null, error, stamp) { CheckedAt = _clock.GetTimestamp() }
                : new Loaded(null, error, stamp);
        }
    }

    private sealed record Loaded(Theme? Theme, ThemeException? Error, string Stamp)
    {
        public long CheckedAt { get; set; }
    }
}
