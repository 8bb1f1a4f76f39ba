using Cms.Users;
using Cms.Users.External;
using Cms.Users.Passkeys;
using Microsoft.AspNetCore.Identity;

namespace Cms.Tests.Users;

public sealed class ExternalLoginTests
{
    private static readonly byte[] Passkey = [1, 2, 3];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_last_passkey_may_go_while_an_account_elsewhere_remains_and_the_other_way_round()
    {
        await using var site = new UserSite();
        var (anna, bert) = (await WithBothAsync(site, "anna", "work"), await WithBothAsync(site, "bert", "work"));

        var passkey = await RemovePasskeyAsync(site, anna);
        var lastAccount = await DisconnectAsync(site, anna);
        var account = await DisconnectAsync(site, bert);
        var lastPasskey = await RemovePasskeyAsync(site, bert);

        Assert.Equal((null, ProblemKind.Conflict, null, ProblemKind.Conflict), (passkey.Problem, lastAccount.Problem?.Kind, account.Problem, lastPasskey.Problem?.Kind));
    }

    [Fact]
    public async Task An_account_of_a_provider_that_the_tenant_does_not_take_is_no_way_in()
    {
        await using var site = new UserSite();
        var anna = await WithBothAsync(site, "anna", "elsewhere");

        Assert.Equal(ProblemKind.Conflict, (await RemovePasskeyAsync(site, anna)).Problem?.Kind);
        Assert.Equal(ProblemKind.Forbidden, (await site.RunAsync<SignInExternally>(verb => verb.RunAsync(new ExternalIdentity("elsewhere", "https://id.example", "anna"), Cancel))).Problem?.Kind);
    }

    [Fact]
    public async Task Nobody_takes_an_account_elsewhere_from_somebody_else()
    {
        await using var site = new UserSite();
        var (anna, bert) = (await WithBothAsync(site, "anna", "work"), (await site.AddAsync("bert")).Value);

        await site.AskAsync((DisconnectExternalLogin verb) => verb.RunAsync("work", "https://id.example", "anna", Cancel), By(bert));
        var forbidden = await site.RunAsync<ResetExternalLogins>(verb => verb.RunAsync("anna", Cancel), By(bert));
        var left = await site.AskAsync((UserStore store) => store.ListExternalLoginsAsync(anna.Id, Cancel));

        Assert.Equal(ProblemKind.Forbidden, forbidden.Problem?.Kind);
        Assert.Single(left);
    }

    private static async Task<User> WithBothAsync(UserSite site, string name, string provider)
    {
        var user = (await site.AddAsync(name, password: null)).Value;
        await site.AskAsync(async (UserStore store) =>
        {
            await store.AddOrUpdatePasskeyAsync(user, new UserPasskeyInfo([.. Passkey, (byte)name[0]], [1], default, 0, null, true, false, false, [], []) { Name = "phone" }, Cancel);
            await store.AddExternalLoginAsync(user, new ExternalLogin { Provider = provider, Issuer = "https://id.example", Subject = name, UserId = user.Id, Account = name, CreatedUtc = default }, Cancel);
            return true;
        });
        return user;
    }

    private static Task<Outcome<Done>> RemovePasskeyAsync(UserSite site, User user) =>
        site.AskAsync((RemovePasskey verb) => verb.RunAsync([.. Passkey, (byte)user.UserName[0]], Cancel), By(user));

    private static Task<Outcome<Done>> DisconnectAsync(UserSite site, User user) =>
        site.AskAsync((DisconnectExternalLogin verb) => verb.RunAsync("work", "https://id.example", user.UserName, Cancel), By(user));

    private static Caller By(User user) => Caller.SignedIn(user.Id, user.UserName, []);
}
