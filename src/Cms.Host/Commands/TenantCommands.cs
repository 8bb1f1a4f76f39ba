using System.CommandLine;
using Cms.Audit;
using Cms.Host.Configuration;
using Cms.Setup;
using Cms.Tenants;
using Spectre.Console;

namespace Cms.Host.Commands;

/// <summary><c>cms tenants ...</c></summary>
internal static class TenantCommands
{
    public static Command Create(string[] configuration) => new("tenants", "Lists, makes and removes tenants.")
    {
        List(configuration),
        Create_(configuration),
        Change(configuration, "enable", "Lets a tenant answer requests again.", TenantState.Running),
        Change(configuration, "disable", "Stops a tenant from answering requests; its data stays.", TenantState.Disabled),
        Remove(configuration),
    };

    private static Command List(string[] configuration)
    {
        var command = new Command("list", "Lists all tenants.");
        command.SetAction((parsed, cancel) => Output.GuardAsync(parsed, async output =>
        {
            await using var scope = await CommandScope.StartAsync(configuration, cancel);
            var table = Output.Table("Name", "State", "Hosts", "Prefix", "Recipe", "Created");
            foreach (var tenant in scope.Services.GetRequiredService<TenantRegistry>().Tenants)
            {
                table.AddRow(
                    tenant.Name, tenant.State.ToString(), tenant.Hosts.Count > 0 ? string.Join(", ", tenant.Hosts) : "(any)", "/" + tenant.Prefix,
                    tenant.RecipeName.EscapeMarkup(), tenant.CreatedUtc.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture));
            }

            output.Write(table);
            return 0;
        }));
        return command;
    }

    private static Command Create_(string[] configuration)
    {
        var name = new Argument<string>("NAME") { Description = "Letters, digits, _ and -." };
        var recipe = new Option<string>("--recipe") { Description = "Name or file of the set-up recipe.", Required = true };
        var prefix = new Option<string>("--prefix") { Description = "First segments of the path that lead to it.", DefaultValueFactory = _ => "" };
        var hosts = new Option<string[]>("--host") { Description = "Host name that leads to it; may be given more than once, *.example.org takes subdomains.", DefaultValueFactory = _ => [] };
        var siteName = new Option<string?>("--site-name") { Description = "The site's name; without it the recipe's." };
        var adminPassword = new Option<string?>("--admin-password") { Description = "Password of its administrator; without it one is made up and shown once." };
        var parameters = RecipeCommands.ParameterOption();
        var command = new Command("create", "Makes a tenant and sets it up with a recipe.") { name, recipe, prefix, hosts, siteName, adminPassword, parameters };
        command.SetAction((parsed, cancel) => Output.GuardAsync(parsed, async output =>
        {
            await using var scope = await CommandScope.StartAsync(configuration, cancel);
            var made = Output.Require(await scope.Services.GetRequiredService<CreateTenant>().RunAsync(
                new NewTenant(parsed.GetRequiredValue(name), await RecipeCommands.GetAsync(scope, parsed.GetRequiredValue(recipe), parsed.GetRequiredValue(parameters), cancel))
                {
                    Prefix = parsed.GetRequiredValue(prefix),
                    Hosts = parsed.GetRequiredValue(hosts),
                    SiteName = parsed.GetValue(siteName),
                    Administrator = scope.Services.GetRequiredService<CmsSettings>().Setup.Administrator with { Password = parsed.GetValue(adminPassword) },
                },
                cancel));

            output.Remarks(made.Remarks);
            var tenant = made.Tenant;
            await NoteAsync(scope, "SetUp", tenant, cancel);
            output.Line($"Tenant {tenant.Name} was made; it answers at {(tenant.Hosts.Count > 0 ? string.Join(", ", tenant.Hosts) : "any host")}, path /{tenant.Prefix}.");
            output.Password(made.Administrator!.UserName, made.Administrator.GeneratedPassword);
            return 0;
        }));
        return command;
    }

    private static Command Change(string[] configuration, string verb, string description, TenantState state)
    {
        var name = new Argument<string>("NAME");
        var command = new Command(verb, description) { name };
        command.SetAction((parsed, cancel) => Output.GuardAsync(parsed, async output =>
        {
            await using var scope = await CommandScope.StartAsync(configuration, cancel);
            var changed = Output.Require(await scope.Services.GetRequiredService<SetTenantState>().RunAsync(parsed.GetRequiredValue(name), state, cancel));

            await NoteAsync(scope, state == TenantState.Running ? "Enabled" : "Disabled", changed, cancel);
            output.Line($"Tenant {changed.Name} is {verb}d.");
            return 0;
        }));
        return command;
    }

    private static Command Remove(string[] configuration)
    {
        var name = new Argument<string>("NAME");
        var command = new Command("remove", "Removes a disabled tenant with everything it stored.") { name };
        command.SetAction((parsed, cancel) => Output.GuardAsync(parsed, async output =>
        {
            await using var scope = await CommandScope.StartAsync(configuration, cancel);
            var removed = Output.Require(await scope.Services.GetRequiredService<RemoveTenant>().RunAsync(parsed.GetRequiredValue(name), cancel));

            await NoteAsync(scope, "Removed", removed, cancel);
            output.Line($"Tenant {removed.Name} and everything it stored are gone.");
            return 0;
        }));
        return command;
    }

    // Tenants are managed by the tenant Default, so its trail tells of them, unless it is the one that is gone.
    private static async Task NoteAsync(CommandScope scope, string happened, Tenant tenant, CancellationToken cancel)
    {
        if (scope.Services.GetRequiredService<TenantRegistry>().Find(Tenant.DefaultName) is not { State: TenantState.Running or TenantState.Disabled } manager)
            return;

        await using var inside = scope.Open(manager);
        await inside.ServiceProvider.GetRequiredService<AuditTrail>().AddAsync(AuditEntry.Of(happened, tenant), cancel);
    }
}
