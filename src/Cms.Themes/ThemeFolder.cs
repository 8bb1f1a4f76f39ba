using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Cms.Liquid;
using Microsoft.AspNetCore.StaticFiles;

namespace Cms.Themes;

/// <summary>Reads themes from disk: <c>theme.json</c>, <c>templates/*.liquid</c> with <c>*.graphql</c> beside them, and <c>assets/**</c>.</summary>
internal sealed partial class ThemeFolder(string themesFolder)
{
    private static readonly FileExtensionContentTypeProvider KnownTypes = new();

    /// <summary>True for a name that stays inside the themes' folder on every operating system.</summary>
    public static bool IsValidName(string name) => ThemeName().IsMatch(name);

    /// <summary>The names of the themes there are, in order.</summary>
    public IReadOnlyList<string> ListNames() => Directory.Exists(themesFolder)
        ? [.. Directory.EnumerateDirectories(themesFolder)
            .Where(folder => File.Exists(Path.Combine(folder, "theme.json")))
            .Select(folder => Path.GetFileName(folder)!)
            .Where(IsValidName)
            .Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Changes when a file of the theme comes, goes or is written.</summary>
    public string StampOf(string name)
    {
        var folder = new DirectoryInfo(PathOf(name));
        try
        {
            return folder.Exists
                ? string.Join('|', folder.EnumerateFiles("*", SearchOption.AllDirectories)
                    .OrderBy(file => file.FullName, StringComparer.Ordinal)
                    .Select(file => $"{file.FullName}:{file.Length}:{file.LastWriteTimeUtc.Ticks}"))
                : "";
        }
        catch (IOException)
        {
            // An editor took its temporary file away meanwhile; the next look finds out what is there.
            return Guid.NewGuid().ToString();
        }
    }

    /// <summary>The theme. Throws <see cref="ThemeException"/> with file, line and what would be right.</summary>
    public Theme Read(string name)
    {
        var folder = PathOf(name);
        var manifestFile = Path.Combine(folder, "theme.json");
        if (!File.Exists(manifestFile))
            throw new ThemeException($"There is no theme {name}: {manifestFile} does not exist. Themes: {string.Join(", ", ListNames())}.");

        var shown = $"themes/{name}/theme.json";
        var manifest = ThemeManifest.Read(File.ReadAllBytes(manifestFile), shown);
        if (manifest.Get("name") is var given && given.Text != name)
            throw new ThemeException($"{shown}, line {given.Line}: name must be {name}, as the theme's folder is called, not {given.Text}.");

        var templates = ReadTemplates(folder, $"themes/{name}/templates");
        return new Theme
        {
            Name = name,
            DisplayName = manifest.Find("displayName") ?? name,
            Version = manifest.Find("version") ?? "",
            Layout = TemplateOf("layout", manifest.Get("layout")),
            Home = TemplateOf("home", manifest.Get("home")),
            NotFound = TemplateOf("notFound", manifest.Get("notFound")),
            ContentTypes = manifest.ContentTypes.ToDictionary(pair => pair.Key, pair => TemplateOf(pair.Key, pair.Value), StringComparer.Ordinal),
            PageSize = manifest.PageSize,
            Templates = templates,
            Assets = ReadAssets(Path.Combine(folder, "assets")),
        };

        PageTemplate TemplateOf(string key, ManifestText template) => templates.GetValueOrDefault(template.Text)
            ?? throw new ThemeException($"{shown}, line {template.Line}: {key} names the template {template.Text}, and templates/{template.Text}.liquid does not exist. " +
                $"Templates: {string.Join(", ", templates.Keys.Order(StringComparer.Ordinal))}.");
    }

    private string PathOf(string name) => IsValidName(name)
        ? Path.Combine(themesFolder, name)
        : throw new ThemeException($"A theme cannot be called \"{name}\"; a name has letters, digits, - and _ and begins with a letter or digit.");

    private static Dictionary<string, PageTemplate> ReadTemplates(string themeFolder, string shownFolder)
    {
        var folder = Path.Combine(themeFolder, "templates");
        var templates = new Dictionary<string, PageTemplate>(StringComparer.Ordinal);
        if (!Directory.Exists(folder))
            return templates;

        foreach (var file in Directory.EnumerateFiles(folder, "*.liquid").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var queryFile = Path.ChangeExtension(file, ".graphql");
            templates[name] = new PageTemplate(
                name,
                ParseTemplate(file, $"{shownFolder}/{name}.liquid"),
                File.Exists(queryFile) ? QueryOf(File.ReadAllText(queryFile), $"{shownFolder}/{name}.graphql") : null);
        }

        foreach (var query in Directory.EnumerateFiles(folder, "*.graphql"))
        {
            var name = Path.GetFileNameWithoutExtension(query);
            if (!templates.ContainsKey(name))
                throw new ThemeException($"{shownFolder}/{name}.graphql has no {name}.liquid beside it that would show its answer.");
        }

        return templates;
    }

    private static LiquidTemplate ParseTemplate(string file, string shown)
    {
        try
        {
            return LiquidTemplate.Parse(File.ReadAllText(file), shown);
        }
        catch (LiquidException exception)
        {
            throw new ThemeException(exception.Message, exception);
        }
    }

    private static PageQuery QueryOf(string document, string shown) =>
        new(shown, document, DeclaredVariable().Matches(document).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal));

    private static Dictionary<string, ThemeAsset> ReadAssets(string folder)
    {
        var assets = new Dictionary<string, ThemeAsset>(StringComparer.Ordinal);
        if (!Directory.Exists(folder))
            return assets;

        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');

            // What editors and file managers leave behind is nobody's business.
            if (name.StartsWith('.') || name.Contains("/.", StringComparison.Ordinal))
                continue;

            var bytes = File.ReadAllBytes(file);
            assets[name] = new ThemeAsset(name, bytes, ContentTypeOf(name), Convert.ToHexStringLower(SHA256.HashData(bytes))[..20]);
        }

        return assets;
    }

    private static string ContentTypeOf(string file)
    {
        if (!KnownTypes.TryGetContentType(file, out var type))
            return "application/octet-stream";

        return type.StartsWith("text/", StringComparison.Ordinal) || type is "image/svg+xml" or "application/json" ? $"{type}; charset=utf-8" : type;
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]{0,63}\\z")]
    private static partial Regex ThemeName();

    // A colon follows a variable only where it is declared (GraphQL specification, section 2.10).
    [GeneratedRegex(@"\$([_A-Za-z][_0-9A-Za-z]*)\s*:")]
    private static partial Regex DeclaredVariable();
}
