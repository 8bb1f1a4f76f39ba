namespace Cms.Site.Tests.Permissions;

/// <summary>Every address of the server but those of accounts. A new endpoint needs a row here or in <see cref="AccountRows"/>.</summary>
internal static class HttpRows
{
    private const string Item = "/api/content/{contentItemId}";

    /// <summary>The rows.</summary>
    //                                                     visitor | Administrator Editor Moderator Author Contributor Authenticated | token key
    public static IReadOnlyList<PermissionRow> All { get; } =
    [
        new("GET /api/content", "/api/content?type=GuideArticle", "401 | 200 200 200 200 200 200 | 200 200"),
        new("GET /api/content", "/api/content?type=GuideArticle&status=draft", "401 | 200 200 403 200 200 403 | 403 200"),
        new("GET /api/content", "/api/content?type=GuideArticle&status=latest", "401 | 200 200 403 200 200 403 | 403 200"),
        new("POST /api/content", "/api/content", "401 | 200 200 403 200 403 403 | 403 200") { Body = "$article" },
        new("POST /api/content", "/api/content?draft=true", "401 | 200 200 403 200 200 403 | 403 200") { Body = "$article" },
        new("POST /api/content/bulk", "/api/content/bulk", "401 | 200 200 403 200 403 403 | 403 200") { Body = "[$article]" },
        new($"GET {Item}", "/api/content/$shown", "401 | 200 200 200 200 200 200 | 200 200"),
        new($"GET {Item}", "/api/content/$draft?status=latest", "401 | 200 200 404 404 404 404 | 404 200"),
        new($"GET {Item}", "/api/content/$own?status=draft", "401 | 200 200 404 200 200 404 | 404 200"),
        new($"PATCH {Item}", "/api/content/$new?draft=true", "401 | 200 200 404 404 404 404 | 404 200") { Body = "{}", MediaType = "application/merge-patch+json" },
        new($"PATCH {Item}", "/api/content/$live?draft=true", "401 | 200 200 403 403 403 403 | 403 200") { Body = "{}", MediaType = "application/merge-patch+json" },
        new($"PATCH {Item}", "/api/content/$own?draft=true", "401 | 200 200 404 200 200 404 | 404 200") { Body = "{}", MediaType = "application/merge-patch+json" },
        new($"PATCH {Item}", "/api/content/$own", "401 | 200 200 404 200 403 404 | 404 200") { Body = "{}", MediaType = "application/merge-patch+json" },
        new($"DELETE {Item}", "/api/content/$new", "401 | 200 200 404 404 404 404 | 404 200"),
        new($"DELETE {Item}", "/api/content/$live", "401 | 200 200 403 403 403 403 | 403 200"),
        new($"DELETE {Item}", "/api/content/$own", "401 | 200 200 404 200 403 404 | 404 200"),
        new($"GET {Item}/versions", "/api/content/$shown/versions", "401 | 200 200 403 403 403 403 | 403 200"),
        new($"GET {Item}/versions", "/api/content/$draft/versions", "401 | 200 200 404 404 404 404 | 404 200"),
        new($"GET {Item}/versions/{{contentItemVersionId}}", "/api/content/$live/versions/$version", "401 | 200 200 403 403 403 403 | 403 200"),
        new($"GET {Item}/versions/{{contentItemVersionId}}", "/api/content/$own/versions/$version", "401 | 200 200 404 200 200 404 | 404 200"),
        new($"POST {Item}/publish", "/api/content/$new/publish", "401 | 200 200 404 404 404 404 | 404 200"),
        new($"POST {Item}/publish", "/api/content/$own/publish", "401 | 200 200 404 200 403 404 | 404 200"),
        new($"POST {Item}/unpublish", "/api/content/$live/unpublish", "401 | 200 200 403 403 403 403 | 403 200"),
        new($"POST {Item}/discard-draft", "/api/content/$edited/discard-draft", "401 | 200 200 403 403 403 403 | 403 200"),
        new($"POST {Item}/clone", "/api/content/$live/clone", "401 | 201 201 403 403 403 403 | 403 201"),
        new($"POST {Item}/clone", "/api/content/$own/clone", "401 | 201 201 404 201 201 404 | 404 201"),
        new($"POST {Item}/restore", "/api/content/$edited/restore", "401 | 200 200 403 403 403 403 | 403 200") { Body = """{ "ContentItemVersionId": "$version" }""" },
        new("* /api/content/{**unknown}", "/api/content/x/y/z", "401 | 404 404 404 404 404 404 | 404 404"),
        new("GET /api/openapi.json", "/api/openapi.json", "401 | 200 200 200 200 200 200 | 200 200"),
        new("GET /api/docs", "/api/docs", "401 | 200 200 200 200 200 200 | 200 200"),
        new("GET /api/docs/style.css", "/api/docs/style.css", "401 | 200 200 200 200 200 200 | 200 200"),

        new("GET /api/audit", "/api/audit", "401 | 200 403 403 403 403 403 | 403 403"),
        new("* /api/audit/{**unknown}", "/api/audit/x", "401 | 404 403 403 403 403 403 | 403 403"),

        new("GET /api/tenants", "/api/tenants", "401 | 200 403 403 403 403 403 | 403 403"),
        new("GET /api/tenants/status/{tenantName}", "/api/tenants/status/Second", "401 | 200 403 403 403 403 403 | 403 403"),
        new("POST /api/tenants/create", "/api/tenants/create", "401 | 400 403 403 403 403 403 | 403 403") { Body = "{}" },
        new("POST /api/tenants/setup", "/api/tenants/setup", "401 | 400 403 403 403 403 403 | 403 403") { Body = "{}" },
        new("POST /api/tenants/edit", "/api/tenants/edit", "401 | 400 403 403 403 403 403 | 403 403") { Body = "{}" },
        new("POST /api/tenants/enable/{tenantName}", "/api/tenants/enable/None", "401 | 404 403 403 403 403 403 | 403 403"),
        new("POST /api/tenants/disable/{tenantName}", "/api/tenants/disable/None", "401 | 404 403 403 403 403 403 | 403 403"),
        new("POST /api/tenants/remove/{tenantName}", "/api/tenants/remove/None", "401 | 404 403 403 403 403 403 | 403 403"),
        new("* /api/tenants/{**unknown}", "/api/tenants/x/y", "401 | 404 403 403 403 403 403 | 403 403"),

        // Who may ask what there is in GraphQLRows.
        new("GET /api/graphql", "/api/graphql?query=%7B__typename%7D", "200"),
        new("POST /api/graphql", "/api/graphql", "200") { Body = """{ "query": "{ __typename }" }""" },
        new("GET /graphql", "/graphql?query=%7B__typename%7D", "200"),
        new("POST /graphql", "/graphql", "200") { Body = """{ "query": "{ __typename }" }""" },

        new("GET /api/graphql/schema.graphql", "/api/graphql/schema.graphql", "200"),
        new("GET /graphiql", "/graphiql", "200"),
        new("GET /graphiql/{file}", "/graphiql/none.js", "404"),

        // Pages are as visitors see them, whoever asks.
        new("GET /media/{**path}", "/media/note.txt", "200"),
        new("GET /assets/{**file}", "/assets/none.css", "404"),
        new("GET /preview/{token}", "/preview/none", "404"),
        new("GET /{**path}", "/", "200"),
        new("GET /{**path}", "/guides/none", "404"),

        new("GET /health/live", "/health/live", "200"),
        new("GET /health/ready", "/health/ready", "200"),
        new("GET /.well-known/openid-configuration", "/.well-known/openid-configuration", "200"),
        new("GET /.well-known/jwks", "/.well-known/jwks", "200"),
        new("POST /connect/token", "/connect/token", "401") { Body = "grant_type=client_credentials&client_id=partner&client_secret=wrong", MediaType = "application/x-www-form-urlencoded" },
        new("POST /connect/introspect", "/connect/introspect", "401") { Body = "token=x&client_id=partner&client_secret=wrong", MediaType = "application/x-www-form-urlencoded" },
        new("POST /connect/revoke", "/connect/revoke", "401") { Body = "token=x&client_id=partner&client_secret=wrong", MediaType = "application/x-www-form-urlencoded" },

        // Tells a user about themselves: nobody who came without a token of a user is told anything.
        new("GET /connect/userinfo", "/connect/userinfo", "401"),
    ];
}
