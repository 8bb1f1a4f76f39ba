using System.Text.RegularExpressions;
using Cms.Content;
using Cms.Users;
using Cms.Users.Links;
using Cms.Users.Mails;

namespace Cms.Tests.Users;

public sealed partial class AccountLinkTests
{
    private const string Address = "https://guides.example.org";
    private const string NewPassword = "another-lantern-at-sea";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("anna")]
    [InlineData(" Anna@Example.org ")]
    public async Task Who_forgot_the_password_gets_a_link_that_is_good_once(string typed)
    {
        await using var site = new UserSite();
        var stamp = (await site.AddAsync("anna", email: "anna@example.org")).Value.SecurityStamp;

        await AskAsync(site, typed);
        Assert.Equal(1, await SendAsync(site));
        var mail = Assert.Single(site.Cms.MailServer.Mails);
        var chosen = await ChooseAsync(site, TokenOf(mail.Text), NewPassword);
        var again = await ChooseAsync(site, TokenOf(mail.Text), "third-lantern-at-sea");

        Assert.Equal(("anna@example.org", "Cms: a new password"), (mail.To, mail.Subject));
        Assert.Contains($"{Address}/account/choose-password?token=", mail.Text, StringComparison.Ordinal);
        Assert.Null(chosen.Problem);
        Assert.Equal(ProblemKind.NotFound, again.Problem?.Kind);
        Assert.Null((await site.SignInAsync("anna", NewPassword)).Problem);
        var anna = await site.GetAsync("anna");
        Assert.True(anna.EmailConfirmed);
        Assert.NotEqual(stamp, anna.SecurityStamp);
    }

    [Fact]
    public async Task Nobody_without_an_address_and_nobody_who_is_disabled_gets_mail()
    {
        await using var site = new UserSite();
        await site.AddAsync("anna");
        await site.AddAsync("bert", email: "bert@example.org");
        await site.RunAsync<SetUserEnabled>(verb => verb.RunAsync("bert", isEnabled: false, Cancel));

        foreach (var name in new[] { "anna", "bert", "nobody", "", new string('x', 300), "an\nna" })
            await AskAsync(site, name);

        Assert.Equal(0, await SendAsync(site));
        Assert.Empty(site.Cms.MailServer.Mails);
        Assert.Null(await NextTryAsync(site));
    }

    [Fact]
    public async Task A_link_ends_after_an_hour_with_a_new_password_and_with_other_roles()
    {
        await using var site = new UserSite();
        await site.AddAsync("anna", email: "anna@example.org");

        var late = await MailedTokenAsync(site);
        site.Cms.Clock.Advance(TimeSpan.FromMinutes(61));
        var afterAnHour = await ChooseAsync(site, late, NewPassword);
        var changed = await MailedTokenAsync(site);
        await site.RunAsync<SetPassword>(verb => verb.RunAsync("anna", UserSite.Password, isMadeUp: false, Cancel));
        var afterPassword = await ChooseAsync(site, changed, NewPassword);
        site.Cms.Clock.Advance(TimeSpan.FromMinutes(2));
        var promoted = await MailedTokenAsync(site);
        await site.RunAsync<SetUserRoles>(verb => verb.RunAsync("anna", ["Editor"], Cancel));
        var afterRoles = await ChooseAsync(site, promoted, NewPassword);

        Assert.All([afterAnHour, afterPassword, afterRoles, await ChooseAsync(site, "made-up", NewPassword)], outcome => Assert.Equal(
            (ProblemKind.NotFound, "This link is not good any more: it was used, it is too old, or something about the account changed since. Ask for a new one."),
            (outcome.Problem?.Kind, outcome.Problem?.Message)));
    }

    [Fact]
    public async Task A_weak_password_leaves_the_link_good()
    {
        await using var site = new UserSite();
        await site.AddAsync("anna", email: "anna@example.org");
        var token = await MailedTokenAsync(site);

        var weak = await ChooseAsync(site, token, "password1234");

        Assert.Equal(ProblemKind.Invalid, weak.Problem?.Kind);
        Assert.Null((await ChooseAsync(site, token, NewPassword)).Problem);
    }

    [Fact]
    public async Task Who_has_just_got_a_link_gets_no_second_one_at_once()
    {
        await using var site = new UserSite();
        await site.AddAsync("anna", email: "anna@example.org");

        for (var number = 0; number < 5; number++)
        {
            await AskAsync(site, number % 2 == 0 ? "anna" : "anna@example.org");
            await SendAsync(site);
        }

        Assert.Single(site.Cms.MailServer.Mails);
    }

    [Fact]
    public async Task A_mail_that_fails_is_tried_later_each_time_and_given_up_at_last()
    {
        await using var site = new UserSite();
        await site.AddAsync("anna", email: "anna@example.org");
        site.Cms.MailServer.Refuses = "no room";
        await AskAsync(site, "anna");

        var waits = new List<double>();
        while (await NextTryAsync(site) is { } next)
        {
            var now = site.Cms.Clock.GetUtcNow().UtcDateTime;
            waits.Add(Math.Round((next - now).TotalMinutes));
            if (next > now)
                site.Cms.Clock.Advance(next - now + TimeSpan.FromSeconds(1));
            await SendAsync(site);
        }

        Assert.Equal([0, 1, 4, 16, 64, 256, 360, 360], waits);
        Assert.Empty(site.Cms.MailServer.Mails);
    }

    [Fact]
    public async Task A_mail_that_failed_goes_out_with_a_link_that_is_good_from_then_on()
    {
        await using var site = new UserSite();
        await site.AddAsync("anna", email: "anna@example.org");
        site.Cms.MailServer.Refuses = "no room";
        await AskAsync(site, "anna");
        for (var number = 0; number < 4; number++)
        {
            await SendAsync(site);
            site.Cms.Clock.Advance(TimeSpan.FromMinutes(70));
        }

        site.Cms.MailServer.Refuses = null;
        var sent = await SendAsync(site);

        Assert.Equal(1, sent);
        Assert.Null((await ChooseAsync(site, TokenOf(site.Cms.MailServer.Mails.Single().Text), NewPassword)).Problem);
        Assert.Null(await NextTryAsync(site));
    }

    [Fact]
    public async Task An_invited_user_chooses_the_first_password_whatever_roles_came_meanwhile()
    {
        await using var site = new UserSite();

        var invited = await InviteAsync(site, new NewUser("anna") { Email = "anna@example.org", RoleNames = ["Author"] }, byMail: true);
        await SendAsync(site);
        await site.RunAsync<SetUserRoles>(verb => verb.RunAsync("anna", ["Editor"], Cancel));
        site.Cms.Clock.Advance(TimeSpan.FromDays(6));
        var token = TokenOf(site.Cms.MailServer.Mails.Single().Text);
        var chosen = await ChooseAsync(site, token, NewPassword);

        Assert.Null(invited.Value.Link);
        Assert.Null(chosen.Problem);
        Assert.Null((await site.SignInAsync("anna", NewPassword)).Problem);
        Assert.Equal((true, "Editor"), ((await site.GetAsync("anna")).EmailConfirmed, (await site.GetAsync("anna")).RoleNames.Single()));
        Assert.Equal("anna has a password already; there is nothing to invite to.", (await InviteAsync(site, new NewUser("anna"), byMail: true)).Problem?.Message);
    }

    [Fact]
    public async Task A_link_that_is_handed_over_shows_nothing_about_an_address()
    {
        await using var site = new UserSite();

        var invited = await InviteAsync(site, new NewUser("anna") { Email = "anna@example.org" }, byMail: false);
        var second = await InviteAsync(site, new NewUser("anna"), byMail: false);
        var chosen = await ChooseAsync(site, TokenOf(invited.Value.Link!), NewPassword);
        var used = await ChooseAsync(site, TokenOf(second.Value.Link!), "third-lantern-at-sea");

        Assert.StartsWith($"{Address}/account/choose-password?token=", invited.Value.Link, StringComparison.Ordinal);
        Assert.False(chosen.Value.EmailConfirmed);
        Assert.Equal(ProblemKind.NotFound, used.Problem?.Kind);
        Assert.Empty(site.Cms.MailServer.Mails);
        Assert.Equal("bert has no e-mail to send the invitation to; give one, or ask for a link to hand over.", (await InviteAsync(site, new NewUser("bert"), byMail: true)).Problem?.Message);
        Assert.DoesNotContain(await site.Cms.RunAsync<UserStore, IReadOnlyList<User>>(store => store.ListAsync(Cancel)), user => user.UserName == "bert");
    }

    [Fact]
    public async Task An_administrator_hands_a_link_over_to_whom_he_may_change_only()
    {
        await using var site = new UserSite();
        await site.AddAsync("anna", ["Administrator"]);
        await site.AddAsync("bert");
        var manager = Caller.SignedIn("m", "mona", [Permission.ManageUsers]);

        var link = await HandAsync(site, "bert", manager);
        var more = await HandAsync(site, "anna", manager);
        var editor = await HandAsync(site, "bert", Caller.SignedIn("e", "emil", [Permission.EditContent]));
        var signedIn = await site.SignInAsync("bert");

        Assert.Equal((null, ProblemKind.Forbidden, ProblemKind.Forbidden), (link.Problem, more.Problem?.Kind, editor.Problem?.Kind));
        Assert.Null(signedIn.Problem);
        Assert.Null((await ChooseAsync(site, TokenOf(link.Value.Link), NewPassword)).Problem);
    }

    [Fact]
    public async Task A_new_email_is_the_users_once_the_link_in_its_mail_is_opened_and_the_former_one_hears_of_it()
    {
        await using var site = new UserSite();
        var anna = (await site.AddAsync("anna", email: "anna@example.org")).Value;
        await site.AddAsync("bert", email: "bert@example.org");
        var caller = Caller.SignedIn(anna.Id, "anna", []);

        var wrong = await ChangeEmailAsync(site, caller, "wrong", "new@example.org");
        var taken = await ChangeEmailAsync(site, caller, UserSite.Password, "Bert@example.org");
        await SendAsync(site);
        Assert.Empty(site.Cms.MailServer.Mails);
        var asked = await ChangeEmailAsync(site, caller, UserSite.Password, "new@example.org");
        await SendAsync(site);
        var before = (await site.GetAsync("anna")).Email;
        var confirmed = await site.Cms.RunAsync<ConfirmEmail, Outcome<User>>(verb => verb.RunAsync(TokenOf(site.Cms.MailServer.Mails.Single().Text), Address, null, Cancel));
        await SendAsync(site);

        Assert.Equal((ProblemKind.Forbidden, null, null), (wrong.Problem?.Kind, taken.Problem, asked.Problem));
        Assert.Equal(("anna@example.org", "new@example.org", true), (before, confirmed.Value.Email, confirmed.Value.EmailConfirmed));
        Assert.Equal(["new@example.org", "anna@example.org"], site.Cms.MailServer.Mails.Select(mail => mail.To));
        Assert.Null((await site.SignInAsync("new@example.org")).Problem);
        Assert.NotNull((await site.SignInAsync("anna@example.org")).Problem);
    }

    [Fact]
    public async Task A_link_to_confirm_an_email_is_none_to_a_password_and_no_password_is_in_the_database()
    {
        await using var site = new UserSite();
        var anna = (await site.AddAsync("anna", email: "anna@example.org")).Value;
        await ChangeEmailAsync(site, Caller.SignedIn(anna.Id, "anna", []), UserSite.Password, "new@example.org");
        await SendAsync(site);
        var token = TokenOf(site.Cms.MailServer.Mails.Single().Text);

        var chosen = await ChooseAsync(site, token, NewPassword);

        Assert.Equal(ProblemKind.NotFound, chosen.Problem?.Kind);
        var stored = Assert.Single(await site.Cms.RunAsync<AccountLinkStore, IReadOnlyList<AccountLink>>(store => store.ListAsync(anna.Id, Cancel)));
        Assert.Equal(SecretText.HashOf(token), stored.TokenHash);
        Assert.DoesNotContain(token, new MailText("a@example.org", "subject", token).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queued_mail_lets_somebody_look_into_the_tenant()
    {
        await using var site = new UserSite();
        Assert.Null(site.Cms.Data.NextLook);

        await AskAsync(site, "anna");

        Assert.NotNull(site.Cms.Data.NextLook);
    }

    [Fact]
    public async Task A_mail_that_failed_lets_somebody_look_again_when_it_is_to_be_tried()
    {
        await using var site = new UserSite();
        await site.AddAsync("anna", email: "anna@example.org");
        site.Cms.MailServer.Refuses = "no room";
        await AskAsync(site, "anna");
        await site.AskAsync(async (ContentStore store) =>
        {
            await store.SetNextLookAsync(atUtc: null, Cancel);
            return true;
        });

        await SendAsync(site);

        Assert.Equal(await NextTryAsync(site), site.Cms.Data.NextLook);
    }

    [Fact]
    public async Task A_reset_link_to_a_first_password_is_good_for_a_day_and_ends_with_other_roles_too()
    {
        await using var site = new UserSite();
        await site.AddAsync("anna", password: null);
        var manager = Caller.SignedIn("m", "mona", [Permission.SiteOwner]);

        var changed = await HandAsync(site, "anna", manager);
        await site.RunAsync<SetUserRoles>(verb => verb.RunAsync("anna", ["Editor"], Cancel));
        var afterRoles = await ChooseAsync(site, TokenOf(changed.Value.Link), NewPassword);
        var late = await HandAsync(site, "anna", manager);
        site.Cms.Clock.Advance(TimeSpan.FromHours(25));
        var afterADay = await ChooseAsync(site, TokenOf(late.Value.Link), NewPassword);
        var good = await HandAsync(site, "anna", manager);
        var chosen = await ChooseAsync(site, TokenOf(good.Value.Link), NewPassword);

        Assert.Equal((ProblemKind.NotFound, ProblemKind.NotFound, null), (afterRoles.Problem?.Kind, afterADay.Problem?.Kind, chosen.Problem));
        Assert.Null((await site.SignInAsync("anna", NewPassword)).Problem);
    }

    private static async Task<string> MailedTokenAsync(UserSite site)
    {
        await AskAsync(site, "anna");
        await SendAsync(site);
        return TokenOf(site.Cms.MailServer.Mails[^1].Text);
    }

    private static Task<int> AskAsync(UserSite site, string typed) => site.Cms.RunAsync<AskForReset, int>(async verb =>
    {
        await verb.RunAsync(typed, Address, Cancel);
        return 0;
    });

    private static Task<int> SendAsync(UserSite site) => site.Cms.RunAsync<SendMails, int>(verb => verb.RunAsync(site.Cms.Tenant, Cancel));

    private static Task<DateTime?> NextTryAsync(UserSite site) => site.Cms.RunAsync<AccountMailStore, DateTime?>(store => store.FindNextTryAsync(Cancel));

    private static Task<Outcome<User>> ChooseAsync(UserSite site, string token, string password) => site.RunAsync<ChoosePassword>(verb => verb.RunAsync(token, password, Cancel));

    private static Task<Outcome<User>> ChangeEmailAsync(UserSite site, Caller by, string password, string email) =>
        site.RunAsync<ChangeEmail>(verb => verb.RunAsync(password, email, Address, Cancel), by);

    private static Task<Outcome<Invitation>> InviteAsync(UserSite site, NewUser wanted, bool byMail) =>
        site.Cms.RunAsync<InviteUser, Outcome<Invitation>>(verb => verb.RunAsync(wanted, Address, byMail, Cancel));

    private static Task<Outcome<HandedLink>> HandAsync(UserSite site, string name, Caller by) =>
        site.AskAsync<MakeResetLink, Outcome<HandedLink>>(verb => verb.RunAsync(name, Address, Cancel), by);

    private static string TokenOf(string text) => Token().Match(text).Groups[1].Value;

    [GeneratedRegex(@"\?token=([\w-]{43})")]
    private static partial Regex Token();
}
