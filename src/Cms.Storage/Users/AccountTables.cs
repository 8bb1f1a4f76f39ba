using Cms.Users;
using Cms.Users.External;
using Cms.Users.Links;
using Cms.Users.Mails;
using Cms.Users.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Users;

/// <summary>What belongs to the accounts of users; it goes with the user.</summary>
internal static class AccountTables
{
    /// <summary>Adds the tables to the model of a tenant's database.</summary>
    public static void Add(ModelBuilder model)
    {
        model.Entity<UserSession>(sessions =>
        {
            sessions.ToTable("UserSessions");
            sessions.HasOne<User>().WithMany().HasForeignKey(session => session.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<PasskeyRow>(passkeys =>
        {
            passkeys.ToTable("UserPasskeys");
            passkeys.HasKey(row => row.CredentialId);
            passkeys.HasOne<User>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<ExternalLogin>(logins =>
        {
            logins.ToTable("UserLogins");
            logins.HasKey(login => new { login.Provider, login.Issuer, login.Subject });
            logins.HasOne<User>().WithMany().HasForeignKey(login => login.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<AccountLink>(links =>
        {
            links.ToTable("AccountLinks");
            links.HasKey(link => link.TokenHash);
            links.Property(link => link.Purpose).HasConversion<string>();
            links.HasOne<User>().WithMany().HasForeignKey(link => link.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<AccountMail>(mails =>
        {
            // Who may be nobody.
            mails.ToTable("AccountMails");
            mails.HasKey(mail => new { mail.Kind, mail.Who, mail.About });
            mails.Property(mail => mail.About).HasDefaultValue("");
            mails.Property(mail => mail.Kind).HasConversion<string>();
            mails.HasIndex(mail => mail.NextTryUtc);
        });
    }
}
