using System.Text.Json.Nodes;

namespace Cms.Site.Tests.Permissions;

/// <summary>One request and what each caller is answered.</summary>
/// <param name="Endpoint">Method and pattern, as the server has them; <c>*</c> for an endpoint that takes no method.</param>
/// <param name="Path">
/// The path with sample values. <c>$shown</c> and <c>$draft</c> are articles that nothing changes; for each request that is not refused are made <c>$new</c> (a draft of somebody else),
/// <c>$own</c> (a draft of the caller), <c>$live</c> (published, of somebody else) and <c>$edited</c> (the same with a draft over it).
/// </param>
/// <param name="Expected">What each caller is answered, in the order of the columns; one for all.</param>
internal sealed record PermissionRow(string Endpoint, string Path, string Expected)
{
    /// <summary>The body; <c>$version</c> is the latest version of the item that was made.</summary>
    public string? Body { get; init; }

    /// <summary>What the body is.</summary>
    public string MediaType { get; init; } = "application/json";

    /// <summary>Asked by users who are there for this request only, as they are signed out by it.</summary>
    public bool EndsSignIn { get; init; }

    /// <summary>The method.</summary>
    public string Method => Endpoint.Split(' ')[0] is var method && method == "*" ? "GET" : method;

    /// <summary>Whether tokens and keys are looked at there, so that one of another tenant is refused.</summary>
    public bool LooksAtTokens => !Path.StartsWith("/connect", StringComparison.Ordinal) && !Path.StartsWith("/.well-known", StringComparison.Ordinal) && !Path.StartsWith("/health", StringComparison.Ordinal);

    /// <summary>What this caller is answered.</summary>
    public string ExpectedFor(int column, int columns)
    {
        var all = Expected.Split([' ', '|'], StringSplitOptions.RemoveEmptyEntries);
        return all.Length == 1 ? all[0] : all.Length == columns ? all[column] : throw new InvalidOperationException($"{Endpoint} {Path} says {all.Length} answers for {columns} callers.");
    }

    /// <summary>A form of an account's page.</summary>
    public static PermissionRow Form(string path, string fields, string expected) =>
        new($"POST {path}", path, expected) { Body = fields, MediaType = "application/x-www-form-urlencoded" };

    /// <summary>An article as the content API takes it.</summary>
    /// <param name="owner">Id of the user whose it is; null for the caller's own.</param>
    public static string Article(string? owner = null)
    {
        var article = JsonNode.Parse("""{ "ContentType": "GuideArticle", "GuideArticle": { "Introduction": { "Text": "Intro." }, "DateCreated": { "Value": "2026-01-02T00:00:00Z" } } }""")!.AsObject();
        article["TitlePart"] = new JsonObject { ["Title"] = $"Article {Guid.NewGuid():N}" };
        if (owner is not null)
            article["Owner"] = owner;
        return article.ToJsonString();
    }
}
