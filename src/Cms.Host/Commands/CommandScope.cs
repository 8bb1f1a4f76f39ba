using Cms.Host.Tenants;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Host.Commands;

/// <summary>The program without its web server, for one command.</summary>
public sealed class CommandScope : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CommandScope(WebApplication app) => _app = app;

    /// <summary>Everything that is not a tenant's.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Puts the program together; a new installation is set up as the server would.</summary>
    public static async Task<CommandScope> StartAsync(string[] configuration, CancellationToken cancel)
    {
        var scope = new CommandScope(CmsHost.CreateBuilder(configuration, isCommand: true).Build());
        await scope.Services.GetRequiredService<StartTenants>().RunAsync(cancel);
        return scope;
    }

    /// <summary>The tenant of this name, set up and not disabled. Throws <see cref="CommandException"/> with the names that there are.</summary>
    public Tenant GetTenant(string name)
    {
        var registry = Services.GetRequiredService<TenantRegistry>();
        return registry.Find(name) switch
        {
            { State: TenantState.Initializing } half => throw new CommandException($"Tenant {half.Name} was never set up completely; remove it and create it again."),
            { State: TenantState.Uninitialized } unused => throw new CommandException($"Tenant {unused.Name} is not set up yet; set it up over REST, or remove it."),
            { } tenant => tenant,
            null => throw new CommandException($"There is no tenant \"{name}\". Tenants: {string.Join(", ", registry.Tenants.Select(tenant => tenant.Name))}."),
        };
    }

    /// <summary>A scope of this tenant.</summary>
    public AsyncServiceScope Open(Tenant tenant) => Services.GetRequiredService<TenantScopes>().Open(tenant);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>A command that cannot be done; the message is for the person at the keyboard.</summary>
public sealed class CommandException(string message) : Exception(message);
