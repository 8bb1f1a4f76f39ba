using Cms.Apps;
using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;

namespace Cms.Storage.Apps;

/// <summary>The tables of apps, of what users agreed to, of tokens and of API keys. OpenIddict's own table of scopes is left out: a tenant's scopes are settings.</summary>
internal static class AppTables
{
    /// <summary>Adds them to the model.</summary>
    public static void Map(ModelBuilder model)
    {
        model.ApplyConfiguration(new OpenIddictEntityFrameworkCoreApplicationConfiguration<OpenIddictEntityFrameworkCoreApplication, OpenIddictEntityFrameworkCoreAuthorization, OpenIddictEntityFrameworkCoreToken, string>());
        model.ApplyConfiguration(new OpenIddictEntityFrameworkCoreAuthorizationConfiguration<OpenIddictEntityFrameworkCoreAuthorization, OpenIddictEntityFrameworkCoreApplication, OpenIddictEntityFrameworkCoreToken, string>());
        model.ApplyConfiguration(new OpenIddictEntityFrameworkCoreTokenConfiguration<OpenIddictEntityFrameworkCoreToken, OpenIddictEntityFrameworkCoreApplication, OpenIddictEntityFrameworkCoreAuthorization, string>());
        model.Entity<OpenIddictEntityFrameworkCoreApplication>().ToTable("Apps");
        model.Entity<OpenIddictEntityFrameworkCoreAuthorization>().ToTable("AppAuthorizations");
        model.Entity<OpenIddictEntityFrameworkCoreToken>(tokens =>
        {
            tokens.ToTable("AppTokens");

            // Most of them run their time; the few that were ended before are asked for as a whole.
            tokens.HasIndex(token => token.ExpirationDate, "IX_AppTokens_Revoked").HasFilter("\"Status\" = 'revoked'");
            tokens.HasIndex(token => token.CreationDate);
        });
        model.Entity<ApiKey>(keys =>
        {
            keys.ToTable("ApiKeys");
            keys.HasIndex(key => key.Hash).IsUnique();
        });
    }
}
