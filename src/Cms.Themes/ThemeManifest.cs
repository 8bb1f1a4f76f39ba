using System.Text;
using System.Text.Json;

namespace Cms.Themes;

/// <summary>What a theme's <c>theme.json</c> says, each value with its line for errors.</summary>
internal sealed class ThemeManifest
{
    private const int DefaultPageSize = 20;
    private const int LargestPageSize = 100;

    private static readonly string[] TextKeys = ["name", "displayName", "version", "layout", "home", "notFound"];
    private static readonly string[] RequiredKeys = ["name", "layout", "home", "notFound", "contentTypes"];

    private readonly Dictionary<string, ManifestText> _texts = new(StringComparer.Ordinal);
    private readonly string _file;

    private ThemeManifest(string file) => _file = file;

    /// <summary>Templates by content type.</summary>
    public Dictionary<string, ManifestText> ContentTypes { get; } = new(StringComparer.Ordinal);

    public int PageSize { get; private set; } = DefaultPageSize;

    /// <summary>The text under this key, which must be there.</summary>
    public ManifestText Get(string key) => _texts[key];

    /// <summary>The text under this key, or null.</summary>
    public string? Find(string key) => _texts.GetValueOrDefault(key)?.Text;

    /// <summary>Reads it. Throws <see cref="ThemeException"/> with file and line.</summary>
    public static ThemeManifest Read(ReadOnlySpan<byte> json, string file)
    {
        var bom = Encoding.UTF8.Preamble;
        var manifest = new ThemeManifest(file);
        try
        {
            manifest.ReadAll(json.StartsWith(bom) ? json[bom.Length..] : json);
        }
        catch (JsonException exception)
        {
            // The framework's message ends with its own count of lines, from 0.
            var message = exception.Message.Split(" LineNumber:", StringSplitOptions.None)[0];
            throw new ThemeException($"{file}, line {(exception.LineNumber ?? 0) + 1}: {message}", exception);
        }

        return manifest;
    }

    private void ReadAll(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Wrong(LineOf(json, reader), "the file must be one object, such as {\"name\":\"guide\", ...}");

        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            var line = LineOf(json, reader);
            if (!seen.Add(key))
                throw Wrong(line, $"{key} is given twice");

            reader.Read();
            if (TextKeys.Contains(key))
                _texts[key] = new ManifestText(TextOf(reader, key, line), line);
            else if (key == "contentTypes")
                ReadContentTypes(ref reader, json, line);
            else if (key == "pageSize")
                PageSize = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var size) && size is >= 1 and <= LargestPageSize
                    ? size
                    : throw Wrong(line, $"pageSize must be a whole number from 1 to {LargestPageSize}");
            else
                throw Wrong(line, $"there is no key {key}. Keys: {string.Join(", ", TextKeys)}, contentTypes, pageSize");
        }

        // Whatever follows the object is an error of the JSON that the reader tells only when asked.
        reader.Read();
        if (RequiredKeys.FirstOrDefault(key => !seen.Contains(key)) is { } missing)
            throw Wrong(1, $"{missing} is missing");
    }

    private void ReadContentTypes(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, int line)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Wrong(line, "contentTypes must be an object of content types and template names, such as {\"GuideArticle\":\"article\"}");

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var type = reader.GetString()!;
            var typeLine = LineOf(json, reader);
            reader.Read();
            ContentTypes[type] = new ManifestText(TextOf(reader, $"contentTypes.{type}", typeLine), typeLine);
        }
    }

    private string TextOf(Utf8JsonReader reader, string key, int line) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 } text ? text : throw Wrong(line, $"{key} must be a text that is not empty");

    private ThemeException Wrong(int line, string what) => new($"{_file}, line {line}: {what}.");

    private static int LineOf(ReadOnlySpan<byte> json, Utf8JsonReader reader) => json[..(int)reader.TokenStartIndex].Count((byte)'\n') + 1;
}

/// <summary>A text and the line on which it stands.</summary>
internal sealed record ManifestText(string Text, int Line);
