using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cms.Content;

namespace Cms.Recipes.Scripts;

/// <summary>
/// The scripts of one run of a recipe: texts such as <c>[js: variables('id')]</c>, which stand for a text that is made when the step
/// runs. What a script gives is not looked at for scripts again, so no content or file can bring one in.
/// </summary>
/// <param name="recipe">The recipe.</param>
/// <param name="parameters">What <c>parameters('...')</c> knows, by name.</param>
/// <param name="surroundings">What the operator allows.</param>
/// <param name="variables">What variables with a new id were in earlier runs.</param>
public sealed partial class RecipeScripts(
    Recipe recipe, IReadOnlyDictionary<string, string> parameters, RecipeSurroundings surroundings, RememberedVariables variables)
{
    private const int LargestFile = 10 * 1024 * 1024;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private int _ids;

    /// <summary>True for a text that is run instead of taken as it stands.</summary>
    public static bool IsScript(string text) => Script().Match(text) is { Success: true } match && Kinds().IsMatch(match.Groups["kind"].Value);

    /// <summary>True when any text in the JSON is a script.</summary>
    public static bool IsUsedIn(JsonNode? json) => JsonText.In(json).Any(IsScript);

    /// <summary>A copy of the JSON in which every text that is a script, is one that gives just this text.</summary>
    public static JsonNode? Quote(JsonNode? json) =>
        Map(json, text => IsScript(text) ? $"[js:{JsonSerializer.Serialize(text, ContentItemJson.Options)}]" : text);

    /// <summary>A copy of the step with what its scripts give in their place. Throws <see cref="RecipeException"/> when one fails or is not allowed.</summary>
    public JsonObject Evaluate(JsonObject step, CancellationToken cancel) => Map(step, text => Evaluate(text, cancel))!.AsObject();

    private static JsonNode? Map(JsonNode? node, Func<string, string> change) => node switch
    {
        JsonObject json => new JsonObject(json.Select(member => KeyValuePair.Create(member.Key, Map(member.Value, change)))),
        JsonArray list => new JsonArray([.. list.Select(one => Map(one, change))]),
        JsonValue value when value.TryGetValue(out string? text) => JsonValue.Create(change(text)),
        _ => node?.DeepClone(),
    };

    private string Evaluate(string text, CancellationToken cancel)
    {
        if (!IsScript(text))
            return text;

        var match = Script().Match(text);
        var script = match.Groups["script"].Value.Trim();
        return match.Groups["kind"].Value.ToLowerInvariant() switch
        {
            "file" => ReadFile(script),
            "env" => Environment(Unquoted(script)),
            "appsettings" => Configuration(Unquoted(script), null),
            "localization" => Unquoted(script),
            _ => ScriptEngine.Run(script, Functions(cancel), cancel),
        };
    }

    private Dictionary<string, Delegate> Functions(CancellationToken cancel) => new(StringComparer.Ordinal)
    {
        ["variables"] = (string name) => Variable(name, cancel),
        ["parameters"] = Parameter,
        ["configuration"] = (string key, string? otherwise) => Configuration(key, otherwise),
        ["uuid"] = NewId,
        ["base64"] = (string text) => Encoding.UTF8.GetString(FromBase64(text)),
        ["html"] = (string text) => WebUtility.HtmlDecode(text),
        ["gzip"] = Unzip,
    };

    private string NewId()
    {
        _ids++;
        return ContentId.New();
    }

    private string Variable(string name, CancellationToken cancel)
    {
        if (_values.TryGetValue(name, out var known))
            return known;

        if (!recipe.Variables.TryGetPropertyValue(name, out var written) || written is null)
            throw new RecipeException($"there is no variable \"{name}\"; the recipe has {Names(recipe.Variables.Select(variable => variable.Key))}.");

        if (!_asked.Add(name))
            throw new RecipeException($"the variable \"{name}\" asks for itself.");

        var text = written.GetValueKind() == JsonValueKind.String ? written.GetValue<string>() : written.ToJsonString(ContentItemJson.Options);
        var before = _ids;
        var value = variables.Find(recipe.Name, name, text) ?? Evaluate(text, cancel);
        if (_ids > before)
            variables.Remember(recipe.Name, name, text, value);
        _asked.Remove(name);
        return _values[name] = value;
    }

    private string Parameter(string name) => parameters.TryGetValue(name, out var value)
        ? value
        : throw new RecipeException($"there is no parameter \"{name}\"; known are {Names(parameters.Keys)}. Commands give more with --parameter {name}=VALUE.");

    private string Configuration(string key, string? otherwise)
    {
        // Whoever may run recipes may not therefore open the database or sign in.
        if (key.StartsWith("Cms:Database", StringComparison.OrdinalIgnoreCase) || key.StartsWith("Cms:Logging", StringComparison.OrdinalIgnoreCase) || SecretMembers.IsSecret(key.Split(':')[^1]))
            throw new RecipeException($"the configuration {key} is a secret, which no recipe may read.");

        surroundings.Configuration.Require("the configuration", key);
        return surroundings.FindConfiguration(key) ?? otherwise ?? throw new RecipeException($"the configuration has no value {key}.");
    }

    private string Environment(string name)
    {
        surroundings.Environment.Require("the environment variable", name);
        return surroundings.FindEnvironment(name) ?? throw new RecipeException($"there is no environment variable {name}.");
    }

    private string ReadFile(string call)
    {
        if (FileCall().Match(call) is not { Success: true } match)
            throw new RecipeException($"\"{call}\" must be text('FILE') or base64('FILE').");

        var name = match.Groups["name"].Value;
        var path = recipe.FindFile(name) ?? throw new RecipeException($"the file {name} must be in the recipe's folder.");
        surroundings.Files.Require("the file", name);
        if (!File.Exists(path))
            throw new RecipeException($"there is no file {name} in the recipe's folder.");

        if (new FileInfo(path).Length > LargestFile)
            throw new RecipeException($"the file {name} is larger than {LargestFile / 1024 / 1024} MB.");

        return match.Groups["way"].Value == "base64" ? Convert.ToBase64String(File.ReadAllBytes(path)) : File.ReadAllText(path);
    }

    private static string Unzip(string text)
    {
        try
        {
            using var zipped = new GZipStream(new MemoryStream(FromBase64(text)), CompressionMode.Decompress);
            var plain = new byte[LargestFile + 1];
            var length = zipped.ReadAtLeast(plain, plain.Length, throwOnEndOfStream: false);
            return length <= LargestFile
                ? Encoding.UTF8.GetString(plain, 0, length)
                : throw new RecipeException($"a text for gzip() is larger than {LargestFile / 1024 / 1024} MB.");
        }
        catch (InvalidDataException exception)
        {
            throw new RecipeException("a text for gzip() must be gzip data in base64.", exception);
        }
    }

    private static byte[] FromBase64(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException exception)
        {
            throw new RecipeException("a text for base64() or gzip() is no base64.", exception);
        }
    }

    private static string Unquoted(string text) => text.Length > 1 && text[0] == text[^1] && text[0] is '\'' or '"' ? text[1..^1] : text;

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.DefaultIfEmpty("none"));

    [GeneratedRegex(@"^\[(?<kind>[A-Za-z]+):(?<script>.*)\]$", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("^(js|file|env|appsettings|localization)$", RegexOptions.IgnoreCase)]
    private static partial Regex Kinds();

    [GeneratedRegex(@"^(?<way>text|base64)\(\s*(?<quote>['""])(?<name>[^'""]+)\k<quote>\s*\)$")]
    private static partial Regex FileCall();
}
