using Cms.Rest.Http;
using Cms.Users;

namespace Cms.Rest.OpenApi;

/// <summary>What the description says of each request. A test holds it to the table <see cref="RestRoute.All"/>.</summary>
internal static class Operations
{
    /// <summary>The schema of an item of any type that the caller may see.</summary>
    public const string AnyItem = "AnyItem";

    private const string Item = "/{contentItemId}", Version = Item + "/versions/{contentItemVersionId}";

    private static readonly (int, string?, string, string) AnItem = (200, RequestBody.Json, AnyItem, "The item");
    private static readonly (int, string?, string, string) Nothing = (200, null, "", "Done");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        new(RestArea.Content, "GET", "", "listContent", "A page of items of one type")
        {
            Parameters = ["type", "status", "where", "orderBy", "first", "after"], Answers = [(200, RequestBody.Json, "ItemPage", "The page")], Problems = [400, 403, 409],
        },
        new(RestArea.Content, "POST", "", "saveContent", "Makes an item, or merges into the latest version of the one that ContentItemId names, and publishes it")
        {
            Needs = ContentAction.Edit, Parameters = ["draft"], BodyType = RequestBody.Json, Body = AnyItem, Answers = [AnItem], Problems = [400, 403, 409, 412, 413, 415, 422], HasTag = true,
        },
        new(RestArea.Content, "POST", "/bulk", "saveManyContent", "Saves a list of items, each for itself")
        {
            Needs = ContentAction.Edit, Parameters = ["draft"], BodyType = RequestBody.Json, Body = "ItemList", Answers = [(200, RequestBody.Json, "BulkResults", "What became of each item, in the same order")], Problems = [400, 409, 413, 415, 422],
        },
        new(RestArea.Content, "GET", Item, "getContent", "The published version of an item, its draft or its latest version")
        {
            Parameters = ["status"], Answers = [AnItem, (304, null, "", "The item is as If-None-Match names it")], Problems = [400, 404], HasTag = true,
        },
        new(RestArea.Content, "PATCH", Item, "patchContent", "Changes the latest version by a JSON merge patch (RFC 7396) and publishes it")
        {
            Needs = ContentAction.Edit, Parameters = ["draft"], BodyType = RequestBody.MergePatch, Body = "MergePatch", Answers = [AnItem], Problems = [400, 403, 404, 409, 412, 413, 415, 422], HasTag = true,
        },
        new(RestArea.Content, "DELETE", Item, "deleteContent", "Puts an item into the trash")
        {
            Needs = ContentAction.Delete, Parameters = ["evenIfUsed"], Answers = [AnItem], Problems = [400, 403, 404, 409, 412], HasTag = true,
        },
        new(RestArea.Content, "GET", Item + "/versions", "listContentVersions", "The kept versions of an item without their parts, newest first")
        {
            Needs = ContentAction.Preview, Answers = [(200, RequestBody.Json, "VersionList", "The versions")], Problems = [403, 404],
        },
        new(RestArea.Content, "GET", Version, "getContentVersion", "One version of an item, whole")
        {
            Needs = ContentAction.Preview, Answers = [AnItem, (304, null, "", "The version is as If-None-Match names it")], Problems = [403, 404], HasTag = true,
        },
        Verb("publish", "publishContent", "Publishes the latest version", ContentAction.Publish),
        Verb("unpublish", "unpublishContent", "Takes an item away from visitors", ContentAction.Publish),
        Verb("discard-draft", "discardContentDraft", "Goes back to the published version", ContentAction.Edit),
        Verb("clone", "cloneContent", "Makes a copy as a draft", ContentAction.Clone) with { Answers = [(201, RequestBody.Json, AnyItem, "The copy; Location has its address")] },
        Verb("restore", "restoreContentVersion", "Brings an old version back as a draft", ContentAction.Edit) with { BodyType = RequestBody.Json, Body = "VersionName", Problems = [400, 403, 404, 409, 412, 413, 415, 422] },

        new(RestArea.Tenants, "GET", "", "listTenants", "A page of tenants in order of their names")
        {
            Parameters = ["first", "afterName"], Answers = [(200, RequestBody.Json, "TenantPage", "The page")], Problems = [400],
        },
        new(RestArea.Tenants, "GET", "/status/{tenantName}", "getTenantStatus", "One tenant") { Answers = [(200, RequestBody.Json, "Tenant", "The tenant")], Problems = [404] },
        new(RestArea.Tenants, "POST", "/create", "createTenant", "Takes name and address for a tenant that is set up later")
        {
            BodyType = RequestBody.Json, Body = "TenantDetails", Answers = [(200, "text/plain", "Text", "Its address"), (201, null, "", "It is there as the request says; Location has its address")], Problems = [400, 409, 413, 415, 422],
        },
        new(RestArea.Tenants, "POST", "/setup", "setUpTenant", "Sets a tenant up with a recipe and an administrator")
        {
            BodyType = RequestBody.Json, Body = "TenantSetup", Answers = [(200, "text/plain", "Text", "Its id"), (201, null, "", "It is set up already; Location has its address")], Problems = [400, 409, 413, 415, 422],
        },
        new(RestArea.Tenants, "POST", "/edit", "editTenant", "Changes where a tenant is found and what is said of it")
        {
            BodyType = RequestBody.Json, Body = "TenantDetails", Answers = [Nothing], Problems = [400, 404, 409, 413, 415, 422],
        },
        TenantVerb("enable", "enableTenant", "Lets a disabled tenant answer again"),
        TenantVerb("disable", "disableTenant", "Stops a tenant from answering; its data stays"),
        TenantVerb("remove", "removeTenant", "Removes a tenant that does not run, with everything it stored"),

        new(RestArea.Trail, "GET", "", "listAuditTrail", "A page of what happened in the tenant, newest first")
        {
            Parameters = ["category", "event", "user", "subject", "text", "since", "until", "first", "afterEntry"], Answers = [(200, RequestBody.Json, "AuditPage", "The page")], Problems = [400, 403],
        },

        new(RestArea.Description, "GET", "/openapi.json", "getOpenApi", "This description (OpenAPI 3.1), as far as the caller may use it")
        {
            Answers = [(200, RequestBody.Json, "AnyObject", "The description"), (304, null, "", "It is as If-None-Match names it")], HasTag = true,
        },
        new(RestArea.Description, "GET", "/docs", "getDocs", "This description as a page for people") { Answers = [(200, "text/html", "Text", "The page")] },
        new(RestArea.Description, "GET", "/docs/style.css", "getDocsStyle", "How that page looks") { Answers = [(200, "text/css", "Text", "The style sheet")] },
    ];

    private static Operation Verb(string verb, string id, string summary, ContentAction needs) =>
        new(RestArea.Content, "POST", $"{Item}/{verb}", id, summary) { Needs = needs, Answers = [AnItem], Problems = [400, 403, 404, 409, 412, 422], HasTag = true };

    private static Operation TenantVerb(string verb, string id, string summary) =>
        new(RestArea.Tenants, "POST", $"/{verb}/{{tenantName}}", id, summary) { Answers = [Nothing], Problems = [400, 404, 409, 422] };
}
