using Cms.Host.GraphiQL;
using Cms.Host.Tenants;
using Cms.Tenants;
using Cms.Users;

namespace Cms.Host;

/// <summary>What the console says once the server answers.</summary>
public static class Banner
{
    /// <summary>Writes the addresses that exist.</summary>
    public static void Write(IEnumerable<string> addresses, IServiceProvider services)
    {
        var address = addresses.First().Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal).TrimEnd('/');
        Console.WriteLine();
        Console.WriteLine("  Cms is ready.");
        Console.WriteLine();
        foreach (var tenant in services.GetRequiredService<TenantRegistry>().Tenants.Where(tenant => tenant.State == TenantState.Running).Take(10))
        {
            var site = SiteAddress(address, tenant);
            Console.WriteLine($"  {tenant.Name}");
            Console.WriteLine($"    Site     {site}/");
            Console.WriteLine($"    GraphQL  {site}/api/graphql");
            if (GraphiQLEndpoints.IsThere)
                Console.WriteLine($"    GraphiQL {site}/graphiql");
            Console.WriteLine($"    Sign in  {site}/account/sign-in");
        }

        Console.WriteLine($"  Health     {address}/health/ready");
        foreach (var (tenant, administrator) in services.GetRequiredService<AddMissingAdministrators>().Added)
        {
            Console.WriteLine();
            Console.WriteLine($"  Administrator of {tenant.Name}: {administrator.UserName}");
            if (administrator.GeneratedPassword is { } password)
            {
                Console.WriteLine($"    Password  {password}");
                Console.WriteLine($"    It is shown only now and good for {GeneratedPassword.Lasts.TotalDays} days: sign in, and choose your own.");
            }
        }

        Console.WriteLine();
        Console.WriteLine("  Stop with Ctrl+C.");
        Console.WriteLine();
    }

    private static string SiteAddress(string address, Tenant tenant)
    {
        var prefix = tenant.Prefix.Length > 0 ? "/" + tenant.Prefix : "";
        return (tenant.OwnHost is not { } host ? address : new UriBuilder(address) { Host = host }.Uri.GetLeftPart(UriPartial.Authority)) + prefix;
    }
}
