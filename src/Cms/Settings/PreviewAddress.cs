using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cms.Settings;

/// <summary>
/// Where a front end of a partner shows items of a type before they are published:
/// <c>{"PreviewSettings":{"Addresses":[{"ContentType":"GuideArticle","Name":"Website","Url":"https://www.example.org/preview/{path}?token={token}"}]}}</c> in the <c>settings</c> step. A type may have several.
/// </summary>
/// <param name="ContentType">The type of the items.</param>
/// <param name="Name">What editors call the front end.</param>
/// <param name="Url">The pattern of the address, with <c>{path}</c>, <c>{contentItemId}</c>, <c>{contentItemVersionId}</c> and <c>{token}</c> where these go.</param>
public sealed partial record PreviewAddress(string ContentType, string Name, string Url)
{
    /// <summary>The member of the site's settings.</summary>
    public const string Member = "PreviewSettings";

    private const string Addresses = "Addresses";
    private const int LongestName = 100, LongestUrl = 1_000, Most = 100;

    private static readonly string[] Values = ["path", "contentItemId", "contentItemVersionId", "token"];

    /// <summary>The addresses in a site's settings, in their order; one that cannot be used is left out.</summary>
    public static IReadOnlyList<PreviewAddress> In(JsonObject site) =>
        [.. ((site[Member] as JsonObject)?[Addresses] as JsonArray ?? []).OfType<JsonObject>().Select(Read).Where(address => address.Complaint() is null)];

    /// <summary>The address of one version. Each value is escaped for its place in an address (RFC 3986, section 2.1).</summary>
    /// <param name="path">The path of the item's page; empty when it has none.</param>
    /// <param name="contentItemId">The item.</param>
    /// <param name="contentItemVersionId">The version.</param>
    /// <param name="token">What the front end sends along when it asks for it.</param>
    public string UrlOf(string path, string contentItemId, string contentItemVersionId, string token) => Value().Replace(Url, match => match.Groups[1].Value switch
    {
        "path" => string.Join('/', path.Split('/').Select(Uri.EscapeDataString)),
        "contentItemId" => Uri.EscapeDataString(contentItemId),
        "contentItemVersionId" => Uri.EscapeDataString(contentItemVersionId),
        _ => Uri.EscapeDataString(token),
    });

    /// <summary>What is wrong with the setting, a sentence each.</summary>
    internal static IEnumerable<string> Complaints(JsonNode setting)
    {
        if (setting is not JsonObject settings || settings.Any(one => one.Key != Addresses) || (settings[Addresses] is { } given && given is not JsonArray))
        {
            yield return $"{Member} must be {{\"{Addresses}\": [...]}}, not {setting.ToJsonString()}.";
            yield break;
        }

        var list = settings[Addresses] as JsonArray ?? [];
        if (list.Count > Most)
            yield return $"{Member}.{Addresses} may have {Most} addresses, not {list.Count}.";

        var names = new HashSet<(string, string)>();
        foreach (var one in list)
        {
            if (one is not JsonObject json)
                yield return $"{Member}.{Addresses} must have objects with ContentType, Name and Url, not {one?.ToJsonString() ?? "null"}.";
            else if (Read(json) is var address && address.Complaint() is { } complaint)
                yield return $"{Member}.{Addresses}: {complaint}";
            else if (!names.Add((address.ContentType, address.Name)))
                yield return $"{Member}.{Addresses}: {address.ContentType} has two addresses called \"{address.Name}\".";
        }
    }

    private static PreviewAddress Read(JsonObject json) => new(JsonText.Find(json, nameof(ContentType)) ?? "", JsonText.Find(json, nameof(Name)) ?? "", JsonText.Find(json, nameof(Url)) ?? "");

    private string? Complaint()
    {
        if (ContentType.Length == 0)
            return "each address needs a ContentType.";
        if (Name.Length is 0 or > LongestName || Name.Trim() != Name || Name.Any(char.IsControl))
            return $"each address needs a Name of 1 to {LongestName} characters without spaces at its ends; \"{Name}\" is none.";
        if (Value().Matches(Url).FirstOrDefault(match => !Values.Contains(match.Groups[1].Value)) is { } unknown)
            return $"the Url of \"{Name}\" may have {string.Join(", ", Values.Select(value => $"{{{value}}}"))}, not {unknown.Value}.";

        // Nothing of an item says to which server its token goes.
        return Url.Length > LongestUrl || !Server().IsMatch(Url) || !Uri.TryCreate(Value().Replace(Url, "x"), UriKind.Absolute, out var address) || address.UserInfo.Length > 0
            || (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? $"the Url of \"{Name}\" must be an address such as https://www.example.org/preview/{{path}}?token={{token}}, by https unless it is of localhost, not \"{Url}\"."
            : null;
    }

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Value();

    [GeneratedRegex(@"^https?://[^/?#{}\\\s]+(?:[/?#][^\s\\]*)?\z", RegexOptions.IgnoreCase)]
    private static partial Regex Server();
}
