namespace Cms.Site.Tests.Permissions;

/// <summary>
/// Permissions for the type GuideArticle alone, in a tenant where nobody has others but those to ask: what each of its callers is answered over GraphQL (as in <see cref="GraphQLRows"/>)
/// and over REST.
/// </summary>
internal static class OneTypeRows
{
    private const string Published = "no yes yes yes yes", Drafts = "no no yes none yes", Others = "no no no no no";

    /// <summary>Queries. The visitor may not ask at all.</summary>
    //                          Authenticated, View_GuideArticle, and Preview_GuideArticle, and EditOwn_GuideArticle, Publish_GuideArticle
    public static IReadOnlyList<(string Query, string Expected)> GraphQL { get; } =
    [
        ("{ guideArticle { displayText } }", $"401 {Published}"),
        ("{ guideArticle(status: DRAFT, where: { contentItemId: \"$draft\" }) { displayText } }", $"401 {Drafts}"),
        ("{ guideArticle(status: LATEST, where: { contentItemId: \"$draft\" }) { displayText } }", $"401 {Drafts}"),
        ("{ contentItem(contentItemId: \"$shown\") { displayText } }", $"401 {Published}"),
        ("{ contentItem(contentItemId: \"keyw0rds000000000000000000\") { displayText } }", "401 no none none none none"),
        ("{ guideArticleConnection { totalCount } }", $"401 {Published}"),
        ("{ guideArticleConnection(status: DRAFT, where: { contentItemId: \"$draft\" }) { nodes { displayText } } }", $"401 {Drafts}"),
        ("{ personConnection { totalCount } }", $"401 {Others}"),
        ("{ route(path: \"/guides/building-a-steady-sleep-routine\") { isRemoved } }", $"401 {Published}"),
        ("{ route(path: \"/keywords/sleep\") { isRemoved } }", "401 no none none none none"),
        ("{ search(term: \"sleep\") { nodes { displayText } } }", $"401 {Published}"),
        ("{ search(term: \"sleep\", types: \"Taxonomy\") { totalCount } }", $"401 {Others}"),
        ("{ contentTypes { name } }", $"401 {Published}"),
        ("{ taxonomy { displayText } }", $"401 {Others}"),
        ("{ person { displayText } }", $"401 {Others}"),
        ("{ person(status: DRAFT) { displayText } }", $"401 {Others}"),
        ("{ site { guideSite { __typename } } }", $"401 {Others}"),
    ];

    /// <summary>Requests of the content API.</summary>
    public static IReadOnlyList<PermissionRow> Rest { get; } =
    [
        new("GET", "/api/content?type=GuideArticle", "401 403 200 200 200 200"),
        new("GET", "/api/content?type=GuideArticle&status=draft", "401 403 403 200 200 200"),
        new("GET", "/api/content?type=Person", "401 403 403 403 403 403"),
        new("GET", "/api/content?type=Taxonomy&status=latest", "401 403 403 403 403 403"),
        new("GET", "/api/content/$shown", "401 404 200 200 200 200"),
        new("GET", "/api/content/$draft?status=latest", "401 404 404 200 404 200"),
        new("GET", "/api/content/$shown/versions", "401 404 403 200 403 200"),
        new("GET", "/api/content/keyw0rds000000000000000000", "401 404 404 404 404 404"),
        new("GET", "/api/content/keyw0rds000000000000000000/versions", "401 404 404 404 404 404"),
        new("POST", "/api/content?draft=true", "401 403 403 403 200 200") { Body = "$article" },
        new("POST", "/api/content", "401 403 403 403 403 200") { Body = "$article" },
        new("POST", "/api/content?draft=true", "401 403 403 403 403 403") { Body = """{ "ContentType": "Person", "TitlePart": { "Title": "Somebody" } }""" },
        new("POST", "/api/content/keyw0rds000000000000000000/publish", "401 404 404 404 404 404"),
        new("GET", "/api/tenants", "404"),
        new("POST", "/api/tenants/create", "404") { Body = "{}" },
    ];
}
