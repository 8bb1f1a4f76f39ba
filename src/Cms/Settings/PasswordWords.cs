using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cms.Settings;

/// <summary>Words of the house that make a password easy to guess: <c>{"PasswordSettings":{"RefusedWords":["Acme","Rocketphone"]}}</c> in the <c>settings</c> step.</summary>
/// <param name="Refused">The words.</param>
public sealed record PasswordWords(IReadOnlyList<string> Refused)
{
    /// <summary>The member of the site's settings.</summary>
    public const string Member = "PasswordSettings";

    private const string RefusedWords = "RefusedWords";
    private const int Most = 200;
    private const int Shortest = 3;
    private const int Longest = 64;

    /// <summary>Those in a site's settings.</summary>
    public static PasswordWords In(JsonObject site) => new([.. (site[Member] as JsonObject)?[RefusedWords] is JsonArray words ? words.Where(IsWord).Select(word => word!.GetValue<string>()) : []]);

    /// <summary>What is wrong with the setting, a sentence each.</summary>
    internal static IEnumerable<string> Complaints(JsonNode setting)
    {
        if (setting is not JsonObject words || words.Any(one => one.Key != RefusedWords || one.Value is not (null or JsonArray { Count: <= Most }) || (one.Value is JsonArray list && !list.All(IsWord))))
            yield return $"{Member} must be {{\"{RefusedWords}\": [\"Acme\"]}} with at most {Most} words of {Shortest} to {Longest} characters, not {setting.ToJsonString()}.";
    }

    private static bool IsWord(JsonNode? word) => word?.GetValueKind() == JsonValueKind.String && word.GetValue<string>().Length is >= Shortest and <= Longest;
}
