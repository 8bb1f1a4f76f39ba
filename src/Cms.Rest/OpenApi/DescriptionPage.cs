using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Cms.Rest.OpenApi;

/// <summary>An OpenAPI document as a page: plain HTML without a script, so that it needs no foreign host and works under the strictest policy.</summary>
internal static class DescriptionPage
{
    private const string Schemas = "#/components/schemas/";

    /// <summary>The style sheet.</summary>
    public const string Css =
        """
        :root { color-scheme: light dark; --text: #1b1f24; --page: #fff; --line: #6b7280; --mark: #0b57a4; --soft: #f4f5f7; }
        @media (prefers-color-scheme: dark) { :root { --text: #e6e8eb; --page: #14171a; --line: #98a1ad; --mark: #8cc2ff; --soft: #1e2227; } }
        body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
        code, pre { font-family: ui-monospace, monospace; font-size: .95em; }
        details { border: 1px solid var(--line); border-radius: .25rem; margin: .5rem 0; padding: 0 .75rem; }
        details[open] { padding-bottom: .75rem; }
        summary { padding: .5rem 0; cursor: pointer; }
        .method { display: inline-block; min-width: 4.5rem; font-weight: 700; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .25rem .5rem .25rem 0; border-bottom: 1px solid var(--line); }
        a { color: var(--mark); }
        pre { background: var(--soft); padding: .75rem; overflow: auto; }
        :focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; }
        """;

    /// <summary>The page.</summary>
    /// <param name="document">The document.</param>
    /// <param name="pathBase">The tenant's prefix with its slash; empty for none.</param>
    public static string Html(JsonObject document, string pathBase)
    {
        var title = Encode((string)document["info"]!["title"]!);
        var html = new StringBuilder($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>{title}</title>
            <link rel="stylesheet" href="{Encode(pathBase)}/api/docs/style.css">
            </head>
            <body>
            <main>
            <h1>{title}</h1>
            <p>{Encode((string)document["info"]!["description"]!)} For programs: <a href="{Encode(pathBase)}/api/openapi.json">openapi.json</a> (OpenAPI {Encode((string)document["openapi"]!)}).</p>

            """);
        foreach (var tag in document["tags"]!.AsArray())
            AppendArea(html, document, (string)tag!["name"]!, (string)tag["description"]!, pathBase);

        html.Append("<h2>Schemas</h2>\n");
        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
            html.Append(CultureInfo.InvariantCulture, $"<details id=\"{Encode("schema-" + name)}\"><summary><code>{Encode(name)}</code>{Title(schema)}</summary>{Schema(schema!.AsObject())}</details>\n");
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void AppendArea(StringBuilder html, JsonObject document, string name, string description, string pathBase)
    {
        html.Append(CultureInfo.InvariantCulture, $"<h2>{Encode(name)}</h2>\n<p>{Encode(description)}</p>\n");
        foreach (var (address, path) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in path!.AsObject().Where(one => (string)one.Value!["tags"]![0]! == name))
                html.Append(CultureInfo.InvariantCulture, $"<details><summary><span class=\"method\">{Encode(method.ToUpperInvariant())}</span> <code>{Encode(pathBase + address)}</code> {Encode((string)operation!["summary"]!)}</summary>{Operation(operation.AsObject(), document)}</details>\n");
        }
    }

    private static string Operation(JsonObject operation, JsonObject document)
    {
        var html = new StringBuilder();
        var parameters = (operation["parameters"] as JsonArray ?? []).Select(one => document["components"]!["parameters"]![((string)one!["$ref"]!).Split('/')[^1]]!.AsObject()).ToList();
        if (parameters.Count > 0)
        {
            html.Append("<table><thead><tr><th>Parameter</th><th>In</th><th>Kind</th><th>Meaning</th></tr></thead><tbody>\n");
            foreach (var one in parameters)
                html.Append(CultureInfo.InvariantCulture, $"<tr><td><code>{Encode((string)one["name"]!)}</code></td><td>{Encode((string)one["in"]!)}</td><td>{Kind(one["schema"]!.AsObject())}</td><td>{Encode((string?)one["description"] ?? "")}</td></tr>\n");
            html.Append("</tbody></table>\n");
        }

        foreach (var (mediaType, content) in operation["requestBody"]?["content"] as JsonObject ?? [])
            html.Append(CultureInfo.InvariantCulture, $"<p>Send <code>{Encode(mediaType)}</code>: {Kind(content!["schema"]!.AsObject())}</p>\n");

        html.Append("<table><thead><tr><th>Status</th><th>Answer</th></tr></thead><tbody>\n");
        foreach (var (status, response) in operation["responses"]!.AsObject())
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Encode(status)}</td><td>{Response(status, response!.AsObject())}</td></tr>\n");
        return html.Append("</tbody></table>\n").ToString();
    }

    private static string Response(string status, JsonObject response)
    {
        if (response["$ref"] is not null)
            return $"{Encode(ReasonPhrases.GetReasonPhrase(int.Parse(status, CultureInfo.InvariantCulture)))}: {Link("Problem")}";

        var content = (response["content"] as JsonObject ?? []).Select(one => $" (<code>{Encode(one.Key)}</code>: {Kind(one.Value!["schema"]!.AsObject())})");
        return Encode((string)response["description"]!) + string.Concat(content);
    }

    private static string Schema(JsonObject schema)
    {
        if (schema["properties"] is not JsonObject properties)
            return $"<p>{Encode((string?)schema["description"] ?? "")} {Kind(schema)}</p>";

        var rows = properties.Select(one => $"<tr><td><code>{Encode(one.Key)}</code></td><td>{Kind(one.Value!.AsObject())}</td><td>{Encode((string?)one.Value["description"] ?? "")}{Inner(one.Value.AsObject())}</td></tr>\n");
        var beside = string.Concat((schema["allOf"] as JsonArray ?? []).Select(one => $"<p>With the members of {Kind(one!.AsObject())}.</p>"));
        return $"{beside}<table><thead><tr><th>Member</th><th>Kind</th><th>Meaning</th></tr></thead><tbody>\n{string.Concat(rows)}</tbody></table>\n";
    }

    private static string Inner(JsonObject schema) => schema["properties"] is JsonObject { Count: > 0 } ? Schema(schema) : "";

    private static string Kind(JsonObject schema) => schema switch
    {
        _ when (string?)schema["$ref"] is { } reference => Link(reference[Schemas.Length..]),
        _ when schema["oneOf"] is JsonArray one => string.Join(" or ", one.Select(each => Kind(each!.AsObject()))),
        _ when schema["items"] is JsonObject items => $"list of {Kind(items)}",
        _ when schema["enum"] is JsonArray values => string.Join(", ", values.Select(value => $"<code>{Encode((string)value!)}</code>")),
        _ when schema["const"] is { } value => $"<code>{Encode((string)value!)}</code>",
        _ when schema["type"] is JsonArray types => Encode(string.Join(" or ", types.Select(type => (string)type!))),
        _ => Encode((string?)schema["type"] ?? "anything"),
    };

    private static string Title(JsonNode? schema) => (string?)schema?["title"] is { } title ? $" {Encode(title)}" : "";

    private static string Link(string schema) => $"<a href=\"#{Encode("schema-" + schema)}\"><code>{Encode(schema)}</code></a>";

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
