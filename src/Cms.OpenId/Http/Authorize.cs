using System.Collections.Immutable;
using Cms.Apps;
using Cms.OpenId.Options;
using Cms.OpenId.Tokens;
using Cms.Tenants;
using Cms.Users;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using Scopes = Cms.Apps.Scopes;

namespace Cms.OpenId.Http;

/// <summary>What is to be done with a user whom an app sent here.</summary>
public abstract record AuthorizeStep
{
    /// <summary>The answer is sent already: the user goes back to the app.</summary>
    public sealed record Answered : AuthorizeStep;

    /// <summary>The request cannot be answered, and there is nobody to whom the user could be sent back.</summary>
    /// <param name="Reason">Why, for people.</param>
    public sealed record Refused(string Reason) : AuthorizeStep;

    /// <summary>The user has to sign in first, and then comes back with this query.</summary>
    /// <param name="Query">The request again, without what asked for the sign-in.</param>
    /// <param name="EndsSignIn">True when a sign-in of before does not count.</param>
    public sealed record SignInFirst(QueryString Query, bool EndsSignIn) : AuthorizeStep;

    /// <summary>The user is asked whether the app may.</summary>
    /// <param name="App">The app.</param>
    /// <param name="Scopes">What it asks for.</param>
    /// <param name="Parameters">The request, which comes along with the answer.</param>
    /// <param name="RedirectUri">Where the user is sent afterwards.</param>
    /// <param name="Lasts">How long the app may at most, without the user coming here again.</param>
    /// <param name="IsRemembered">True when the same is not asked again.</param>
    public sealed record AskConsent(App App, IReadOnlyList<Scope> Scopes, IReadOnlyDictionary<string, string> Parameters, Uri RedirectUri, TimeSpan Lasts, bool IsRemembered) : AuthorizeStep;
}

/// <summary>Lets a user sign in for an app (OpenID Connect Core, section 3.1.2), after OpenIddict has found the request good.</summary>
public sealed class Authorize
{
    private readonly CurrentTenant _current;
    private readonly PerTenant<TenantApps> _apps;
    private readonly PerTenant<TenantOpenId> _openIds;
    private readonly UserStore _users;
    private readonly IOpenIddictAuthorizationManager _authorizations;
    private readonly TimeProvider _clock;

    internal Authorize(
        CurrentTenant current, PerTenant<TenantApps> apps, PerTenant<TenantOpenId> openIds, UserStore users, IOpenIddictAuthorizationManager authorizations, TimeProvider clock) =>
        (_current, _apps, _openIds, _users, _authorizations, _clock) = (current, apps, openIds, users, authorizations, clock);

    /// <summary>What comes next. Null when OpenIddict does not answer here in this tenant.</summary>
    /// <param name="context">The request.</param>
    /// <param name="userId">Who is signed in; null for nobody.</param>
    /// <param name="agreed">What the user said on the page that asks; null before that.</param>
    public async Task<AuthorizeStep?> RunAsync(HttpContext context, string? userId, bool? agreed)
    {
        if (context.GetOpenIddictServerResponse() is { Error: not null } failure)
            return new AuthorizeStep.Refused($"{failure.ErrorDescription} ({failure.Error})");

        if (context.GetOpenIddictServerRequest() is not { } request)
            return null;

        var cancel = context.RequestAborted;
        var user = userId is null ? null : await _users.FindByIdAsync(userId, cancel);
        var wantsFresh = agreed is null && (request.HasPromptValue(PromptValues.Login) || request.MaxAge is not null);
        if (user is null || wantsFresh)
        {
            return request.HasPromptValue(PromptValues.None)
                ? await RefuseAsync(context, Errors.LoginRequired, "The user is not signed in.")
                : new AuthorizeStep.SignInFirst(QueryWithout(request, Parameters.Prompt, Parameters.MaxAge), wantsFresh);
        }

        var app = (await _apps.GetAsync(_current.Tenant, cancel)).Find(request.ClientId!) ?? throw new InvalidOperationException($"The app {request.ClientId} was just there.");
        var openId = await _openIds.GetAsync(_current.Tenant, cancel);

        // An app that has one address only need not name it (RFC 6749, section 3.1.2.3).
        var redirectUri = new Uri(request.RedirectUri ?? app.RedirectUris[0]);
        if (agreed == false)
            return await RefuseAsync(context, Errors.AccessDenied, "The user did not agree.");

        var earlier = await FindConsentAsync(user, app, request.GetScopes(), cancel);
        if (agreed is null && NeedsToAsk(app, request, redirectUri, earlier))
        {
            if (request.HasPromptValue(PromptValues.None) || app.Consent == AppConsent.External)
                return await RefuseAsync(context, Errors.ConsentRequired, "The user has to agree first.");

            return new AuthorizeStep.AskConsent(
                app,
                [.. request.GetScopes().Select(openId.Scopes.Find).OfType<Scope>()],
                ConsentForm.ParametersOf(request),
                redirectUri,
                request.HasScope(Scope.OfflineAccess) ? openId.Settings.RefreshTokenTotalLifetime : openId.Settings.AccessTokenLifetime,
                IsRemembered: app.Consent == AppConsent.Explicit && app.IsProvenBy(redirectUri));
        }

        var now = _clock.GetUtcNow();
        var principal = TokenClaims.EndAfter(TokenClaims.OfUser(_current.Tenant, user, request.GetScopes(), openId.Scopes), now, openId.Settings, now);
        if (app.Consent == AppConsent.Explicit)
        {
            earlier ??= await _authorizations.CreateAsync(principal, user.Id, app.Id, AuthorizationTypes.Permanent, request.GetScopes(), cancel);
            principal.SetAuthorizationId(await _authorizations.GetIdAsync(earlier, cancel));
        }

        await context.SignInAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, principal);
        return new AuthorizeStep.Answered();
    }

    private static bool NeedsToAsk(App app, OpenIddictRequest request, Uri redirectUri, object? earlier) => app.Consent switch
    {
        AppConsent.Implicit => false,
        AppConsent.Systematic => true,
        AppConsent.External => earlier is null || request.HasPromptValue(PromptValues.Consent),
        _ => earlier is null || request.HasPromptValue(PromptValues.Consent) || !app.IsProvenBy(redirectUri),
    };

    private async Task<object?> FindConsentAsync(User user, App app, ImmutableArray<string> scopes, CancellationToken cancel)
    {
        if (app.Consent is not (AppConsent.Explicit or AppConsent.External))
            return null;

        await foreach (var one in _authorizations.FindAsync(user.Id, app.Id, Statuses.Valid, AuthorizationTypes.Permanent, scopes, cancel))
            return one;

        return null;
    }

    private static async Task<AuthorizeStep> RefuseAsync(HttpContext context, string error, string description)
    {
        await context.ForbidAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }));
        return new AuthorizeStep.Answered();
    }

    private static QueryString QueryWithout(OpenIddictRequest request, params string[] names) =>
        QueryString.Create(ConsentForm.ParametersOf(request).Where(parameter => !names.Contains(parameter.Key)).Select(parameter => KeyValuePair.Create(parameter.Key, (string?)parameter.Value)));
}

/// <summary>What the form of the page that asks users sends beside the request.</summary>
public static class ConsentForm
{
    /// <summary>What its own fields begin with.</summary>
    public const string Prefix = "form-";

    /// <summary>The field with the answer: <c>yes</c> or <c>no</c>.</summary>
    public const string Answer = "form-answer";

    /// <summary>The parameters of the request beside its own fields.</summary>
    internal static Dictionary<string, string> ParametersOf(OpenIddictRequest request) => request.GetParameters()
        .Where(parameter => !parameter.Key.StartsWith(Prefix, StringComparison.Ordinal) && (string?)parameter.Value is not null)
        .ToDictionary(parameter => parameter.Key, parameter => (string)parameter.Value!);
}
