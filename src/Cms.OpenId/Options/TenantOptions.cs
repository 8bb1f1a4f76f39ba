using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OpenIddict.Server;
using OpenIddict.Validation;

namespace Cms.OpenId.Options;

/// <summary>OpenIddict's options for one tenant until its keys change their places.</summary>
/// <param name="OpenId">The tenant's own.</param>
/// <param name="Server">For giving tokens; null when the tenant gives none.</param>
/// <param name="Validation">For taking them.</param>
/// <param name="UntilUtc">When others must be made.</param>
internal sealed record TenantOptions(TenantOpenId OpenId, OpenIddictServerOptions? Server, OpenIddictValidationOptions Validation, DateTime UntilUtc);

/// <summary>Gives OpenIddict, whose options are those of a process, the options of the tenant that the request belongs to.</summary>
internal sealed class OptionsOfRequest<TOptions>(IHttpContextAccessor requests, Func<TenantOptions, TOptions?> choose) : IOptionsMonitor<TOptions> where TOptions : class
{
    public TOptions CurrentValue => requests.HttpContext?.Features.Get<TenantOptions>() is { } options && choose(options) is { } chosen
        ? chosen
        : throw new InvalidOperationException("Tokens belong to a tenant, and this request has not said which one, or it gives no tokens.");

    public TOptions Get(string? name) => CurrentValue;

    // Each request takes them anew.
    public IDisposable? OnChange(Action<TOptions, string?> listener) => null;
}
