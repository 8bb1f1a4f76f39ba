using System.Text.Json;
using Cms.Apps;
using OpenIddict.EntityFrameworkCore.Models;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Cms.Storage.Apps;

/// <summary>Apps as OpenIddict's rows and back. What it has no column for stands in the row's properties.</summary>
internal static class AppRows
{
    private static readonly (AppFlows Flow, string Permission)[] Flows =
    [
        (AppFlows.ClientCredentials, Permissions.GrantTypes.ClientCredentials), (AppFlows.AuthorizationCode, Permissions.GrantTypes.AuthorizationCode),
        (AppFlows.RefreshToken, Permissions.GrantTypes.RefreshToken), (AppFlows.Password, Permissions.GrantTypes.Password),
    ];

    private static readonly (AppRights Right, string Permission)[] Rights =
        [(AppRights.Introspection, Permissions.Endpoints.Introspection), (AppRights.Revocation, Permissions.Endpoints.Revocation), (AppRights.Logout, Permissions.Endpoints.EndSession)];

    /// <summary>The app that the row holds.</summary>
    public static App Read(OpenIddictEntityFrameworkCoreApplication row)
    {
        var permissions = List(row.Permissions);
        var own = row.Properties is null ? new Own() : JsonSerializer.Deserialize<Own>(row.Properties) ?? new Own();
        return new App
        {
            Id = row.Id!,
            ClientId = row.ClientId!,
            DisplayName = row.DisplayName ?? "",
            IsPublic = row.ClientType == ClientTypes.Public,
            Consent = Enum.Parse<AppConsent>(row.ConsentType!, ignoreCase: true),
            Flows = Flows.Where(flow => permissions.Contains(flow.Permission)).Aggregate(AppFlows.None, (flows, flow) => flows | flow.Flow),
            Rights = Rights.Where(right => permissions.Contains(right.Permission)).Aggregate(AppRights.None, (rights, right) => rights | right.Right),
            RedirectUris = List(row.RedirectUris),
            PostLogoutRedirectUris = List(row.PostLogoutRedirectUris),
            RoleNames = own.Roles,
            ScopeNames = [.. permissions.Where(permission => permission.StartsWith(Permissions.Prefixes.Scope, StringComparison.Ordinal)).Select(permission => permission[Permissions.Prefixes.Scope.Length..])],
            RequiresProofKey = List(row.Requirements).Contains(Requirements.Features.ProofKeyForCodeExchange),
            IsEnabled = !own.IsDisabled,
            RequestsAMinute = own.RequestsAMinute,
        };
    }

    /// <summary>Writes the app into the row, all but its secret.</summary>
    public static void Write(App app, OpenIddictEntityFrameworkCoreApplication row)
    {
        row.ClientId = app.ClientId;
        row.DisplayName = app.DisplayName;
        row.ClientType = app.IsPublic ? ClientTypes.Public : ClientTypes.Confidential;
        row.ConsentType = app.Consent.ToString().ToLowerInvariant();
        row.Permissions = Text(PermissionsOf(app));
        row.Requirements = Text(app.RequiresProofKey ? [Requirements.Features.ProofKeyForCodeExchange] : []);
        row.RedirectUris = Text(app.RedirectUris);
        row.PostLogoutRedirectUris = Text(app.PostLogoutRedirectUris);
        row.Properties = JsonSerializer.Serialize(new Own { Roles = [.. app.RoleNames], IsDisabled = !app.IsEnabled, RequestsAMinute = app.RequestsAMinute });
        if (app.IsPublic)
            row.ClientSecret = null;
    }

    private static IEnumerable<string> PermissionsOf(App app)
    {
        if (app.Flows != AppFlows.None)
            yield return Permissions.Endpoints.Token;
        if (app.Flows.HasFlag(AppFlows.AuthorizationCode))
        {
            yield return Permissions.Endpoints.Authorization;
            yield return Permissions.ResponseTypes.Code;
        }

        foreach (var (flow, permission) in Flows)
        {
            if (app.Flows.HasFlag(flow))
                yield return permission;
        }

        foreach (var (right, permission) in Rights)
        {
            if (app.Rights.HasFlag(right))
                yield return permission;
        }

        foreach (var scope in app.ScopeNames)
            yield return Permissions.Prefixes.Scope + scope;
    }

    /// <summary>A list as OpenIddict stores one.</summary>
    public static List<string> List(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<string>>(json) ?? [];

    private static string? Text(IEnumerable<string> texts) => texts.ToList() is { Count: > 0 } list ? JsonSerializer.Serialize(list) : null;

    // OpenIddict reads and writes the properties as an object of any members, so these stay when it saves.
    private sealed record Own
    {
        public List<string> Roles { get; init; } = [];

        public bool IsDisabled { get; init; }

        public int? RequestsAMinute { get; init; }
    }
}
