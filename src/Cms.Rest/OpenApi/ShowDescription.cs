using System.Text.Json.Nodes;
using Cms.Rest.Http;
using Cms.Settings;
using Cms.Tenants;

namespace Cms.Rest.OpenApi;

/// <summary>Shows what there is to ask for: as OpenAPI for programs and as a page for people.</summary>
internal sealed class ShowDescription(PerTenant<TypeSchemas> schemas, CurrentTenant current, SettingsStore settings)
{
    // No script, nothing from elsewhere.
    private const string Policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The OpenAPI document.</summary>
    public async Task<Answer> DocumentAsync(RestCall call)
    {
        _ = call.Query();
        var answer = Answer.OfDocument(await WriteAsync(call));
        return answer with { IsKnown = EntityTag.IsKnown(call.Request, answer.Tag!) };
    }

    /// <summary>The page.</summary>
    public async Task<Answer> PageAsync(RestCall call)
    {
        _ = call.Query();
        return Answer.OfPage(DescriptionPage.Html(await WriteAsync(call), call.Request.PathBase.Value ?? ""), "text/html", Policy);
    }

    /// <summary>How the page looks.</summary>
    public static Task<Answer> StyleAsync(RestCall call)
    {
        _ = call.Query();
        return Task.FromResult(Answer.OfPage(DescriptionPage.Css, "text/css", Policy));
    }

    private async Task<JsonObject> WriteAsync(RestCall call)
    {
        var tenant = current.Tenant;
        var site = await SiteSettings.LoadAsync(settings, call.Cancel);
        return ApiDescription.Write(
            tenant, site.SiteName, call.Request.PathBase.Value ?? "", call.Request.IsHttps, call.Caller, await schemas.GetAsync(tenant, call.Cancel), await call.FieldsAsync());
    }
}
