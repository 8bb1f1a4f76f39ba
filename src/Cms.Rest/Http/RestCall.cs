using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Cms.Editing;
using Cms.Tenants;
using Cms.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Rest.Http;

/// <summary>One request to the REST endpoints.</summary>
internal sealed class RestCall(HttpContext http, Caller caller, ContentAccess access, RestLimits limits)
{
    public HttpRequest Request => http.Request;

    public HttpResponse Response => http.Response;

    public Caller Caller => caller;

    /// <summary>
    /// Which fields it may see. Whatever shows an item asks here once it has read it: definitions that change meanwhile still know what the item calls its fields.
    /// </summary>
    public ValueTask<FieldAccess> FieldsAsync() => access.FieldsAsync(Cancel);

    /// <summary>Who a change is written down for.</summary>
    public Editor By => Editor.Of(caller);

    public CancellationToken Cancel => http.RequestAborted;

    /// <summary>The item that the address names.</summary>
    public string ContentItemId => Named("contentItemId");

    /// <summary>The version that the address names.</summary>
    public string ContentItemVersionId => Named("contentItemVersionId");

    /// <summary>The tenant that the address names.</summary>
    public string TenantName => Named("tenantName");

    /// <summary>Notes for the log that a part of the request was refused, where the answer as a whole does not say it.</summary>
    public void NoteRefusal(string rule) => http.RequestServices.GetRequiredService<Refusals>().Add(rule);

    public QueryParameters Query(params IReadOnlyCollection<string> known) => new(http.Request.Query, known);

    /// <summary>The JSON object that the request sends.</summary>
    public async Task<JsonObject> ReadObjectAsync(string mediaType) =>
        await RequestBody.ReadAsync(Request, mediaType, limits, Cancel) as JsonObject ?? throw new BadRestRequestException(StatusCodes.Status400BadRequest, "The body must be a JSON object.");

    /// <summary>The JSON list that the request sends.</summary>
    public async Task<JsonArray> ReadListAsync() =>
        await RequestBody.ReadAsync(Request, RequestBody.Json, limits, Cancel) as JsonArray ?? throw new BadRestRequestException(StatusCodes.Status400BadRequest, "The body must be a JSON list of content items.");

    /// <summary>The address of an item of this tenant.</summary>
    public string AddressOf(string contentItemId) => $"{Request.PathBase}{RestArea.Content.Root}/{contentItemId}";

    /// <summary>Where a tenant's home page is: at its own host, or at the one that was asked.</summary>
    public string AddressOf(Tenant tenant)
    {
        var asked = Request.Host;
        var where = tenant.OwnHost is not { } host ? asked : asked.Port is { } port ? new HostString(host, port) : new HostString(host);
        return $"{Request.Scheme}://{where}{(tenant.Prefix.Length > 0 ? "/" + tenant.Prefix : "")}";
    }

    /// <summary>Who asks, for what is remembered of a request with this key: a visitor is known by the address only, which does not stand in it.</summary>
    public string CallerKey(string key) => caller.UserId.Length > 0
        ? $"user {caller.UserId}"
        : $"visitor {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{http.Connection.RemoteIpAddress}\n{key}")))}";

    private string Named(string name) => (string)http.Request.RouteValues[name]!;
}
