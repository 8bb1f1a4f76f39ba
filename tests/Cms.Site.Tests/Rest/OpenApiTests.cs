using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Rest.Http;
using Cms.Rest.OpenApi;
using Json.Schema;
using Microsoft.OpenApi;

namespace Cms.Site.Tests.Rest;

/// <summary>The REST API describes itself, as far as whoever asks may use it.</summary>
public sealed class OpenApiTests(RestTenants site) : IClassFixture<RestTenants>
{
    private const string Document = "/api/openapi.json";

    [Fact]
    public async Task The_document_is_valid_OpenAPI_3_1()
    {
        await site.LetVisitorsAsync("Default", "SiteOwner");
        var answer = await site.RestAsync("GET", Document);

        var read = OpenApiDocument.Parse(answer.Text, "json");

        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.Status, answer.MediaType));
        Assert.Empty(read.Diagnostic!.Errors.Concat(read.Diagnostic.Warnings).Select(error => error.ToString()));
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
        Assert.Equal(RestRoute.All.Count, read.Document!.Paths.Sum(path => path.Value.Operations!.Count));
        Assert.All(ReferencesIn(answer.Json), reference => Assert.NotNull(reference[2..].Split('/').Aggregate((JsonNode?)answer.Json, (json, name) => json?[name])));
    }

    [Fact]
    public async Task Every_request_that_is_answered_stands_in_it_and_none_else()
    {
        await site.LetVisitorsAsync("Default", "SiteOwner");
        var paths = (await site.RestAsync("GET", Document)).Json["paths"]!.AsObject();

        var described = paths.SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}")).Order(StringComparer.Ordinal);
        var ids = paths.SelectMany(path => path.Value!.AsObject().Select(operation => (string)operation.Value!["operationId"]!)).ToList();

        Assert.Equal(RestRoute.All.Select(route => $"{route.Method} {route.Address}").Order(StringComparer.Ordinal), described);
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task Items_are_as_their_schemas_say()
    {
        await site.LetVisitorsAsync("Default", "SiteOwner");
        var schemas = (await site.RestAsync("GET", Document)).Json["components"]!["schemas"]!;
        var types = schemas.AsObject().Select(schema => schema.Key).Where(name => name.StartsWith("Item.", StringComparison.Ordinal)).ToList();

        var items = 0;
        foreach (var type in types)
        {
            var schema = SchemaOf(schemas, type);
            foreach (var item in (await site.RestAsync("GET", $"/api/content?type={type[5..]}&first=100&status=latest")).Json["items"]!.AsArray())
            {
                items++;
                Assert.True(IsAs(schema, item!), $"{type}: {item!.ToJsonString()}");
            }
        }

        var article = (await site.RestAsync("GET", "/api/content?type=GuideArticle&first=1")).Json["items"]![0]!;
        article["Sections"]!["ContentItems"]![0]!["GuideSection"]!["Heading"]!["Text"] = 5;
        Assert.False(IsAs(SchemaOf(schemas, TypeSchemas.NameOf("GuideArticle")), article));
        Assert.True(items > 8, string.Join(' ', types));
    }

    [Fact]
    public async Task Only_what_the_caller_may_use_stands_in_it()
    {
        await site.LetVisitorsAsync("Default", "AccessContentApi", "View_GuideArticle");
        var reader = (await site.RestAsync("GET", Document)).Json;
        await site.LetVisitorsAsync("Default", "AccessContentApi", "Edit_GuideArticle");
        var editor = (await site.RestAsync("GET", Document)).Json;
        await site.LetVisitorsAsync("Default", "ViewContent");
        var nobody = await site.RestAsync("GET", Document);
        var other = (await site.RestAsync("GET", "/other" + Document)).Json;

        Assert.Equal(["GuideArticle"], TypesOf(reader));
        Assert.Contains("Item.GuideSection", reader["components"]!["schemas"]!.AsObject().Select(schema => schema.Key));
        Assert.DoesNotContain("Item.Taxonomy", reader["components"]!["schemas"]!.AsObject().Select(schema => schema.Key));
        Assert.Equal(["/api/content", "/api/content/{contentItemId}", Document, "/api/docs", "/api/docs/style.css"], PathsOf(reader));
        Assert.Equal(["get"], reader["paths"]!["/api/content"]!.AsObject().Select(operation => operation.Key));
        Assert.Equal(["get", "patch"], editor["paths"]!["/api/content/{contentItemId}"]!.AsObject().Select(operation => operation.Key));
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.Status);
        Assert.DoesNotContain(PathsOf(other), path => path.StartsWith("/api/tenants", StringComparison.Ordinal));
        Assert.Equal(("/other", "/"), ((string)other["servers"]![0]!["url"]!, (string)reader["servers"]![0]!["url"]!));
    }

    [Fact]
    public async Task It_follows_the_definitions_and_has_a_tag_until_then()
    {
        await site.LetVisitorsAsync("Default", "SiteOwner");
        var before = await site.RestAsync("GET", Document);
        var same = await site.RestAsync("GET", Document, headers: ("If-None-Match", before.Tag));

        await site.RunRecipeAsync("""{ "name": "ContentDefinition", "ContentTypes": [{ "Name": "Problem", "DisplayName": "A <b>problem</b>", "Settings": {}, "ContentTypePartDefinitionRecords": [{ "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} }] }] }""");
        var after = await site.RestAsync("GET", Document, headers: ("If-None-Match", before.Tag));

        Assert.Equal((HttpStatusCode.NotModified, ""), (same.Status, same.Text));
        Assert.Equal((HttpStatusCode.OK, "A <b>problem</b>"), (after.Status, (string?)after.Json["components"]!["schemas"]!["Item.Problem"]!["title"]));
        Assert.NotNull(after.Json["components"]!["schemas"]!["Problem"]!["properties"]!["detail"]);
        Assert.Contains("A &lt;b&gt;problem", (await site.RestAsync("GET", "/api/docs")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_needs_no_script_and_no_foreign_host()
    {
        await site.LetVisitorsAsync("Default", "SiteOwner");

        var page = await site.RestAsync("GET", "/api/docs");
        var style = await site.RestAsync("GET", "/api/docs/style.css");
        var elsewhere = await site.RestAsync("GET", "/other/api/docs");

        Assert.Equal(("text/html", "text/css"), (page.MediaType, style.MediaType));
        Assert.Contains("default-src 'none'; style-src 'self'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("://", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/other/api/docs/style.css\"", elsewhere.Text, StringComparison.Ordinal);
        foreach (var route in RestRoute.All)
            Assert.Contains($"<code>{route.Address}</code>", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cookie_that_it_names_is_the_one_of_a_sign_in()
    {
        await site.LetVisitorsAsync("Default", "SiteOwner");
        var document = (await site.RestAsync("GET", Document)).Json;

        var (_, cookie) = await site.CookieOfAsync("admin");

        Assert.Contains((string)document["components"]!["securitySchemes"]!["cookie"]!["name"]! + "=", cookie, StringComparison.Ordinal);
    }

    private static IEnumerable<string> TypesOf(JsonObject document) => document["components"]!["parameters"]!["type"]!["schema"]!["enum"]!.AsArray().Select(type => (string)type!);

    private static IEnumerable<string> PathsOf(JsonObject document) => document["paths"]!.AsObject().Select(path => path.Key);

    private static JsonSchema SchemaOf(JsonNode schemas, string name)
    {
        var own = schemas.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        return JsonSchema.FromText($$"""{"$schema":"https://json-schema.org/draft/2020-12/schema","$defs":{{own}},"$ref":"#/$defs/{{name}}"}""");
    }

    private static bool IsAs(JsonSchema schema, JsonNode item) => schema.Evaluate(JsonSerializer.SerializeToElement(item)).IsValid;

    private static IEnumerable<string> ReferencesIn(JsonNode? json) => json switch
    {
        JsonObject members => members.SelectMany(member => member.Key == "$ref" ? [(string)member.Value!] : ReferencesIn(member.Value)),
        JsonArray list => list.SelectMany(ReferencesIn),
        _ => [],
    };
}
