using System.CommandLine;
using Cms.Settings;
using Cms.Users;
using Cms.Users.Links;
using Cms.Users.Mails;

namespace Cms.Host.Commands;

/// <summary><c>cms users invite</c>, and where the links of commands lead.</summary>
internal static class InviteCommand
{
    public static Command Create(string[] configuration)
    {
        var name = UserCommands.NameArgument("Name of the new user, or of one who has no password yet.");
        var email = new Option<string?>("--email") { Description = "E-mail of the user, to which the invitation goes." };
        var roles = UserCommands.RolesOption(isRequired: false);
        var link = new Option<bool>("--link") { Description = "Show the link instead of mailing it." };
        var address = AddressOption();
        return TenantCommand.Create(configuration, "invite", "Adds a user who chooses the password, by a link that is mailed or shown.", [name, email, roles, link, address], async command =>
        {
            var wanted = new NewUser(command.Parsed.GetRequiredValue(name)) { Email = command.Parsed.GetValue(email), RoleNames = command.Parsed.GetRequiredValue(roles) };
            var site = await SiteAddressAsync(command, command.Parsed.GetValue(address));
            var byMail = !command.Parsed.GetValue(link) && command.Scope.Services.GetRequiredService<MailServer>().IsSet;
            var invited = await command.RequireAsync<InviteUser, Invitation>(verb => verb.RunAsync(wanted, site, byMail, command.Cancel));
            var user = invited.User;
            command.Out.Line($"User {user.UserName} is invited to tenant {command.Tenant.Name}{UserCommands.RolesText(user)}.");
            command.Out.Line(invited.Link is null
                ? $"The server mails the link to {user.Email}; when none runs, after its next start."
                : $"Link to the first password of {user.UserName}, shown only now: {invited.Link}");
            return 0;
        });
    }

    /// <summary>The option that says where the site is.</summary>
    public static Option<string?> AddressOption() => new("--address") { Description = "Public address of the site's home page for the link; else the site's BaseUrl, or its first host." };

    /// <summary>Where links of this command lead. Throws <see cref="CommandException"/> when nobody says where the site is.</summary>
    public static async Task<string> SiteAddressAsync(TenantCommand command, string? given)
    {
        if (given is not null)
        {
            return SiteSettings.IsSiteAddress(given)
                ? given.TrimEnd('/')
                : throw new CommandException($"--address must be the address of the site's home page such as https://guides.example.org, not \"{given}\".");
        }

        var site = await command.RunAsync<SettingsStore, SiteSettings>(settings => SiteSettings.LoadAsync(settings, command.Cancel));
        return site.FindAddress(command.Tenant) ?? throw new CommandException(
            $"Nothing says at which address tenant {command.Tenant.Name} is. Give it with --address https://..., or set BaseUrl in the step settings of a recipe.");
    }
}
