using System.CommandLine;
using System.Globalization;
using Cms.Users;
using Spectre.Console;

namespace Cms.Host.Commands;

/// <summary><c>cms users ...</c></summary>
internal static class UserCommands
{
    public static Command Create(string[] configuration) => new("users", "Lists, adds and changes the users of a tenant.")
    {
        List(configuration),
        Add(configuration),
        ResetPassword(configuration),
        Enable(configuration, "enable", "Lets a user sign in again.", isEnabled: true),
        Enable(configuration, "disable", "Keeps a user from signing in, and ends what the user is signed in with.", isEnabled: false),
        Roles(configuration),
    };

    private static Command List(string[] configuration) =>
        TenantCommand.Create(configuration, "list", "Lists the users of a tenant.", [], async command =>
        {
            var table = Output.Table("Name", "E-mail", "Roles", "State", "Id", "Added (UTC)");
            foreach (var user in await command.RunAsync<UserStore, IReadOnlyList<User>>(store => store.ListAsync(command.Cancel)))
            {
                table.AddRow(
                    user.UserName.EscapeMarkup(), (user.Email ?? "").EscapeMarkup(), string.Join(", ", user.RoleNames).EscapeMarkup(), StateOf(user), user.Id,
                    user.CreatedUtc.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
            }

            command.Out.Write(table);
            return 0;
        });

    private static Command Add(string[] configuration)
    {
        var name = NameArgument("Name of the new user.");
        var email = new Option<string?>("--email") { Description = "E-mail, with which the user can sign in too." };
        var roles = RolesOption(isRequired: false);
        var given = PasswordOption();
        return TenantCommand.Create(configuration, "add", "Adds a user.", [name, email, roles, given], async command =>
        {
            var (password, generated) = PasswordOf(command, given);
            var wanted = new NewUser(command.Parsed.GetRequiredValue(name))
            {
                Email = command.Parsed.GetValue(email),
                RoleNames = command.Parsed.GetRequiredValue(roles),
                Password = password,
            };
            var user = await command.RequireAsync<AddUser, User>(verb => verb.RunAsync(wanted, command.Cancel));
            command.Out.Line($"User {user.UserName} was added to tenant {command.Tenant.Name}{RolesText(user)}.");
            command.Out.Password(user.UserName, generated);
            return 0;
        });
    }

    private static Command ResetPassword(string[] configuration)
    {
        var name = NameArgument("Name or e-mail of the user.");
        var given = PasswordOption();
        return TenantCommand.Create(configuration, "reset-password", "Gives a user a new password and ends what the user is signed in with.", [name, given], async command =>
        {
            var (password, generated) = PasswordOf(command, given);
            var user = await command.RequireAsync<SetPassword, User>(verb => verb.RunAsync(command.Parsed.GetRequiredValue(name), password, command.Cancel));
            command.Out.Line($"User {user.UserName} of tenant {command.Tenant.Name} has a new password{(user.IsEnabled ? "" : " and is disabled")}.");
            command.Out.Password(user.UserName, generated);
            return 0;
        });
    }

    private static Command Enable(string[] configuration, string verb, string description, bool isEnabled)
    {
        var name = NameArgument("Name or e-mail of the user.");
        return TenantCommand.Create(configuration, verb, description, [name], async command =>
        {
            var user = await command.RequireAsync<SetUserEnabled, User>(change => change.RunAsync(command.Parsed.GetRequiredValue(name), isEnabled, command.Cancel));
            command.Out.Line($"User {user.UserName} of tenant {command.Tenant.Name} is {verb}d.");
            return 0;
        });
    }

    private static Command Roles(string[] configuration)
    {
        var name = NameArgument("Name or e-mail of the user.");
        var roles = RolesOption(isRequired: true);
        return TenantCommand.Create(configuration, "roles", "Says which roles a user has, instead of those before.", [name, roles], async command =>
        {
            var user = await command.RequireAsync<SetUserRoles, User>(verb => verb.RunAsync(command.Parsed.GetRequiredValue(name), command.Parsed.GetRequiredValue(roles), command.Cancel));
            command.Out.Line($"User {user.UserName} of tenant {command.Tenant.Name} is changed{RolesText(user)}.");
            return 0;
        });
    }

    private static Argument<string> NameArgument(string description) => new("NAME") { Description = description };

    private static Option<string[]> RolesOption(bool isRequired) => new("--role")
    {
        Description = "Role of the user; may be given more than once.",
        DefaultValueFactory = isRequired ? null : _ => [],
        Required = isRequired,
        AllowMultipleArgumentsPerToken = true,
    };

    private static Option<string?> PasswordOption() => new("--password") { Description = "The password, which lists of processes show; without it one is made up and shown once." };

    private static (string Password, string? Generated) PasswordOf(TenantCommand command, Option<string?> option)
    {
        if (command.Parsed.GetValue(option) is { } given)
            return (given, null);

        var generated = GeneratedPassword.New();
        return (generated, generated);
    }

    private static string RolesText(User user) => user.RoleNames.Count > 0 ? $" with {(user.RoleNames.Count == 1 ? "the role" : "the roles")} {string.Join(", ", user.RoleNames)}" : " without a role";

    private static string StateOf(User user) => user switch
    {
        { IsEnabled: false } => "disabled",
        { PasswordHash: null } => "no password",
        _ => "enabled",
    };
}
