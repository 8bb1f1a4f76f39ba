using System.CommandLine;
using System.Globalization;
using Cms.Tenants;
using Cms.Users;
using Cms.Users.External;
using Cms.Users.Links;
using Cms.Users.Passkeys;
using Cms.Users.TwoFactor;
using Spectre.Console;

namespace Cms.Host.Commands;

/// <summary><c>cms users ...</c></summary>
internal static class UserCommands
{
    public static Command Create(string[] configuration) => new("users", "Lists, adds and changes the users of a tenant.")
    {
        List(configuration),
        Add(configuration),
        InviteCommand.Create(configuration),
        ResetPassword(configuration),
        Change<SetUserEnabled>(
            configuration, "enable", "Lets a user sign in again.",
            (verb, name, cancel) => verb.RunAsync(name, isEnabled: true, cancel), (user, tenant) => $"User {user.UserName} of tenant {tenant.Name} is enabled."),
        Change<SetUserEnabled>(
            configuration, "disable", "Keeps a user from signing in, and ends what the user is signed in with.",
            (verb, name, cancel) => verb.RunAsync(name, isEnabled: false, cancel), (user, tenant) => $"User {user.UserName} of tenant {tenant.Name} is disabled."),
        Roles(configuration),
        Change<ResetTwoFactor>(
            configuration, "disable-2fa", "Lets a user who lost the authenticator app sign in with the password alone, and ends what the user is signed in with.",
            (verb, name, cancel) => verb.RunAsync(name, cancel), (user, tenant) => $"User {user.UserName} of tenant {tenant.Name} signs in with the password alone."),
        Change<ResetPasskeys>(
            configuration, "remove-passkeys", "Takes all passkeys from a user, and ends what the user is signed in with.",
            (verb, name, cancel) => verb.RunAsync(name, cancel), (user, tenant) => $"User {user.UserName} of tenant {tenant.Name} has no passkeys any more."),
        Change<ResetExternalLogins>(
            configuration, "disconnect", "Takes all accounts of other providers from a user, and ends what the user is signed in with.",
            (verb, name, cancel) => verb.RunAsync(name, cancel), (user, tenant) => $"User {user.UserName} of tenant {tenant.Name} is connected to no account of another provider any more."),
        Change<RemoveUser>(
            configuration, "remove", "Removes a user; content of theirs stays.",
            (verb, name, cancel) => verb.RunAsync(name, cancel), (user, tenant) => $"User {user.UserName} was removed from tenant {tenant.Name}."),
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
                IsPasswordMadeUp = generated is not null,
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
        var link = new Option<bool>("--link") { Description = "Show a link, good for a day and once, with which the user chooses the password; the present one stays until then." };
        var address = InviteCommand.AddressOption();
        return TenantCommand.Create(configuration, "reset-password", "Gives a user a new password and ends what the user is signed in with.", [name, given, link, address], async command =>
        {
            if (command.Parsed.GetValue(link))
            {
                if (command.Parsed.GetValue(given) is not null)
                    throw new CommandException("Give --password or --link, not both.");

                var site = await InviteCommand.SiteAddressAsync(command, command.Parsed.GetValue(address));
                var made = await command.RequireAsync<MakeResetLink, HandedLink>(verb => verb.RunAsync(command.Parsed.GetRequiredValue(name), site, command.Cancel));
                command.Out.Line($"Link to a new password of {made.User.UserName}, shown only now: {made.Link}");
                return 0;
            }

            var (password, generated) = PasswordOf(command, given);
            var user = await command.RequireAsync<SetPassword, User>(verb => verb.RunAsync(command.Parsed.GetRequiredValue(name), password, generated is not null, command.Cancel));
            command.Out.Line($"User {user.UserName} of tenant {command.Tenant.Name} has a new password{(user.IsEnabled ? "" : " and is disabled")}.");
            command.Out.Password(user.UserName, generated);
            return 0;
        });
    }

    private static Command Change<TVerb>(string[] configuration, string verb, string description, Func<TVerb, string, CancellationToken, Task<Outcome<User>>> run, Func<User, Tenant, string> said)
        where TVerb : notnull
    {
        var name = NameArgument("Name or e-mail of the user.");
        return TenantCommand.Create(configuration, verb, description, [name], async command =>
        {
            var user = await command.RequireAsync<TVerb, User>(change => run(change, command.Parsed.GetRequiredValue(name), command.Cancel));
            command.Out.Line(said(user, command.Tenant));
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

    internal static Argument<string> NameArgument(string description) => new("NAME") { Description = description };

    internal static Option<string[]> RolesOption(bool isRequired) => new("--role")
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

    internal static string RolesText(User user) => user.RoleNames.Count > 0 ? $" with {(user.RoleNames.Count == 1 ? "the role" : "the roles")} {string.Join(", ", user.RoleNames)}" : " without a role";

    private static string StateOf(User user) => user switch
    {
        { IsEnabled: false } => "disabled",
        { PasswordHash: null } => "no password",
        { TwoFactorEnabled: true } => "enabled, two-factor",
        _ => "enabled",
    };
}
