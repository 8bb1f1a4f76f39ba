using Cms.Apps;
using Cms.OpenId.Keys;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Validation;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Cms.OpenId.Options;

/// <summary>Makes OpenIddict's options for a tenant: what all tenants share, as it was registered, and on top what is the tenant's own.</summary>
internal sealed class OpenIdOptions(
    IEnumerable<IConfigureOptions<OpenIddictServerOptions>> serverSetups,
    IEnumerable<IPostConfigureOptions<OpenIddictServerOptions>> serverChecks,
    IEnumerable<IConfigureOptions<OpenIddictValidationOptions>> validationSetups,
    IEnumerable<IPostConfigureOptions<OpenIddictValidationOptions>> validationChecks)
{
    private static readonly string[] ClaimsOfUsers = [Claims.Name, Claims.PreferredUsername, Claims.Email, Claims.EmailVerified, Claims.Role];

    /// <summary>The options.</summary>
    /// <param name="openId">The tenant's own.</param>
    /// <param name="keys">Its keys; the first one signs.</param>
    /// <param name="untilUtc">How long the keys keep these places.</param>
    public TenantOptions Make(TenantOpenId openId, IReadOnlyList<TokenKey> keys, DateTime untilUtc) => new(
        openId,
        openId.Settings.Flows == AppFlows.None
            ? null
            : new OptionsFactory<OpenIddictServerOptions>(serverSetups.Append(new ConfigureOptions<OpenIddictServerOptions>(options => Configure(options, openId, keys))), serverChecks).Create(Microsoft.Extensions.Options.Options.DefaultName),
        new OptionsFactory<OpenIddictValidationOptions>(validationSetups.Append(new ConfigureOptions<OpenIddictValidationOptions>(options => Configure(options, openId, keys))), validationChecks).Create(Microsoft.Extensions.Options.Options.DefaultName),
        untilUtc);

    private static void Configure(OpenIddictServerOptions options, TenantOpenId openId, IReadOnlyList<TokenKey> keys)
    {
        var settings = openId.Settings;
        options.Issuer = openId.Issuer;
        AddEndpoint(options.TokenEndpointUris, "connect/token", settings.EnableTokenEndpoint);
        AddEndpoint(options.AuthorizationEndpointUris, "connect/authorize", settings.EnableAuthorizationEndpoint);
        AddEndpoint(options.EndSessionEndpointUris, "connect/logout", settings.EnableLogoutEndpoint);
        AddEndpoint(options.UserInfoEndpointUris, "connect/userinfo", settings.EnableUserInfoEndpoint);
        AddEndpoint(options.IntrospectionEndpointUris, "connect/introspect", settings.EnableIntrospectionEndpoint);
        AddEndpoint(options.RevocationEndpointUris, "connect/revoke", settings.EnableRevocationEndpoint);
        AddFlow(options, AppFlows.ClientCredentials, GrantTypes.ClientCredentials, settings);
        AddFlow(options, AppFlows.AuthorizationCode, GrantTypes.AuthorizationCode, settings);
        AddFlow(options, AppFlows.RefreshToken, GrantTypes.RefreshToken, settings);
        AddFlow(options, AppFlows.Password, GrantTypes.Password, settings);
        if (settings.Flows.HasFlag(AppFlows.AuthorizationCode))
            options.ResponseTypes.Add(ResponseTypes.Code);

        // A proof in the open proves nothing, and no app here has keys of its own.
        options.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain);
        options.ClientAuthenticationMethods.Remove(ClientAuthenticationMethods.PrivateKeyJwt);

        options.Scopes.UnionWith(openId.Scopes.All.Select(scope => scope.Name));
        if (!settings.Flows.HasFlag(AppFlows.RefreshToken))
            options.Scopes.Remove(Scope.OfflineAccess);
        options.Claims.UnionWith(ClaimsOfUsers);
        options.AccessTokenLifetime = settings.AccessTokenLifetime;
        options.IdentityTokenLifetime = settings.IdentityTokenLifetime;
        options.AuthorizationCodeLifetime = settings.AuthorizationCodeLifetime;
        options.RefreshTokenLifetime = settings.RefreshTokenLifetime;
        options.DisableAccessTokenEncryption = settings.DisableAccessTokenEncryption;
        options.DisableRollingRefreshTokens = settings.DisableRollingRefreshTokens;
        options.RequireProofKeyForCodeExchange = settings.RequireProofKeyForCodeExchange;
        options.UseReferenceAccessTokens = settings.UseReferenceAccessTokens;
        options.SigningCredentials.AddRange(keys.Select(key => new SigningCredentials(key.Signing, SecurityAlgorithms.RsaSha256)));
        options.EncryptionCredentials.AddRange(keys.Select(Encrypting));
    }

    private static void Configure(OpenIddictValidationOptions options, TenantOpenId openId, IReadOnlyList<TokenKey> keys)
    {
        options.Issuer = openId.Issuer;
        options.Configuration = new OpenIddictConfiguration { Issuer = openId.Issuer };
        foreach (var key in keys)
            options.Configuration.SigningKeys.Add(key.Signing);
        options.EncryptionCredentials.AddRange(keys.Select(Encrypting));

        // What an app gets for other servers alone, these must not use here.
        options.Audiences.Add(openId.Audience);

        // A reference can only be looked up. Others are not: those that were ended are known (TenantApps).
        options.EnableTokenEntryValidation = openId.Settings.UseReferenceAccessTokens;
    }

    private static EncryptingCredentials Encrypting(TokenKey key) => new(key.Encryption, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512);

    private static void AddEndpoint(List<Uri> endpoints, string path, bool isEnabled)
    {
        if (isEnabled)
            endpoints.Add(new Uri(path, UriKind.Relative));
    }

    private static void AddFlow(OpenIddictServerOptions options, AppFlows flow, string grantType, TokenSettings settings)
    {
        if (settings.Flows.HasFlag(flow))
            options.GrantTypes.Add(grantType);
    }
}
