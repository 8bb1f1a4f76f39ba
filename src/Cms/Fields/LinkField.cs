using System.Text.Json;
using Cms.Definitions;

namespace Cms.Fields;

/// <summary>A link with its text: <c>{"Url":"...","Text":"...","Target":"_blank"}</c>.</summary>
public sealed class LinkField : FieldType
{
    /// <summary>What an address may be, for messages.</summary>
    internal const string SafeForm = "a path of this site or an address with http, https, mailto or tel";

    private static readonly string[] Schemes = [Uri.UriSchemeHttp, Uri.UriSchemeHttps, Uri.UriSchemeMailto, "tel"];

    public override string Name => "LinkField";

    public override Shape Shape => new GroupShape(
        "LinkField",
        [new("Url", ScalarKind.Text), new("Text", ScalarKind.Text) { IsFound = true }, new("Target", ScalarKind.Text)]);

    public override IEnumerable<string> Check(JsonElement value, PartField field)
    {
        var url = TextOf(value, "Url");
        if (url.Length == 0 && field.Required)
            yield return "is required";

        foreach (var complaint in CheckDraft(value, field))
            yield return complaint;

        if (field.Settings.Option("LinkFieldSettings", "LinkTextMode", "Optional", "Required", "Static", "Url") == "Required" && TextOf(value, "Text").Length == 0)
            yield return "must have a text";
    }

    // A link runs in the visitor's browser, so a scheme such as javascript: must not get in.
    public override IEnumerable<string> CheckDraft(JsonElement value, PartField field) =>
        TextOf(value, "Url") is { Length: > 0 } url && !IsSafe(url) ? [$"must be {SafeForm}, not \"{url}\""] : [];

    /// <summary>True for an address that a link may lead to.</summary>
    internal static bool IsSafe(string url)
    {
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        var beforePath = url.AsSpan(0, Math.Max(0, colon));
        if (colon < 0 || beforePath.IndexOfAny('/', '?', '#') >= 0)
            return !url.Any(char.IsControl);

        return Uri.TryCreate(url, UriKind.Absolute, out var absolute) && Schemes.Contains(absolute.Scheme);
    }
}
