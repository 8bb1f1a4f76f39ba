using System.Text.Json.Nodes;
using Cms.Settings;
using Cms.Users;
using Cms.Users.Passkeys;
using Cms.Users.Sessions;
using Microsoft.AspNetCore.Identity;

namespace Cms.Tests.Users;

public sealed class SignInRulesTests
{
    private const string ForEditors = """{"RoleLoginSettings":{"RequireTwoFactorAuthenticationForSpecificRoles":true,"Roles":["Editor"]}}""";

    private static readonly DateTime Noon = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{}", "password", false, SignInDebt.None)]
    [InlineData(ForEditors, "password", false, SignInDebt.SecondFactor)]
    [InlineData(ForEditors, "work", false, SignInDebt.SecondFactor)]
    [InlineData(ForEditors, "passkey", false, SignInDebt.None)]
    [InlineData(ForEditors, "password and code", true, SignInDebt.None)]
    [InlineData("""{"RoleLoginSettings":{"RequireTwoFactorAuthenticationForSpecificRoles":true,"Roles":["administrator"]}}""", "password", false, SignInDebt.None)]
    [InlineData("""{"RoleLoginSettings":{"RequireTwoFactorAuthenticationForSpecificRoles":true,"Roles":["authenticated"]}}""", "password", false, SignInDebt.SecondFactor)]
    [InlineData("""{"RoleLoginSettings":{"RequireTwoFactorAuthenticationForSpecificRoles":false,"Roles":["Editor"]}}""", "password", false, SignInDebt.None)]
    [InlineData("""{"TwoFactorLoginSettings":{"RequireTwoFactorAuthentication":true,"NumberOfRecoveryCodesToGenerate":5}}""", "password", false, SignInDebt.SecondFactor)]
    public async Task A_second_factor_is_owed_where_the_site_asks_one_of_the_users_roles(string settings, string method, bool hasApp, SignInDebt expected)
    {
        await using var site = new UserSite();
        await SetAsync(site, settings);
        var user = new User { Id = "a", UserName = "anna", RoleNames = ["Editor"], TwoFactorEnabled = hasApp };

        Assert.Equal(expected, await DebtAsync(site, user, method));
    }

    [Fact]
    public async Task Who_has_a_passkey_signs_in_with_it_before_another_second_factor_is_set_up()
    {
        await using var site = new UserSite();
        await SetAsync(site, ForEditors);
        var anna = (await site.AddAsync("anna", ["Editor"])).Value;
        var passkey = new UserPasskeyInfo([1, 2, 3], [1], Noon, 1, null, isUserVerified: true, isBackupEligible: false, isBackedUp: false, [0], [0]);
        await site.AskAsync<AddPasskey, Outcome<Done>>(verb => verb.RunAsync(passkey, "phone", Cancel), Caller.SignedIn(anna.Id, "anna", []));

        Assert.Equal((SignInDebt.Passkey, SignInDebt.None), (await DebtAsync(site, anna, "password"), await DebtAsync(site, anna, "passkey")));
    }

    [Theory]
    [InlineData("password", SignInDebt.OwnPassword)]
    [InlineData("password and recovery code", SignInDebt.OwnPassword)]
    [InlineData("password-safe", SignInDebt.None)]
    [InlineData("passkey", SignInDebt.None)]
    public async Task An_own_password_is_owed_by_who_signed_in_with_a_made_up_one(string method, SignInDebt expected)
    {
        await using var site = new UserSite();
        var user = new User { Id = "a", UserName = "anna", FirstPasswordEndsUtc = Noon };

        Assert.Equal(expected, await DebtAsync(site, user, method));
    }

    [Theory]
    [InlineData("""{"RoleLoginSettings":true}""", "RoleLoginSettings must be")]
    [InlineData("""{"RoleLoginSettings":{"RequireTwoFactorAuthenticationForSpecificRoles":"yes"}}""", "RoleLoginSettings must be")]
    [InlineData("""{"RoleLoginSettings":{"Roles":"Editor"}}""", "RoleLoginSettings must be")]
    [InlineData("""{"RoleLoginSettings":{"Roles":[1]}}""", "RoleLoginSettings must be")]
    [InlineData("""{"TwoFactorLoginSettings":{"RequireTwoFactorAuthentication":1}}""", "TwoFactorLoginSettings must be")]
    [InlineData("""{"SessionSettings":{"MostDays":0}}""", "SessionSettings must be")]
    [InlineData("""{"SessionSettings":{"MostDays":366}}""", "SessionSettings must be")]
    [InlineData("""{"SessionSettings":{"MostHours":5}}""", "SessionSettings must be")]
    public void Settings_that_cannot_be_used_are_refused_with_what_would_be_right(string settings, string beginning) =>
        Assert.StartsWith(beginning, Assert.Single(new SiteSettings(JsonNode.Parse(settings)!.AsObject()).Complaints()), StringComparison.Ordinal);

    [Fact]
    public void A_session_is_over_when_it_was_not_seen_for_long_or_began_too_long_ago()
    {
        var session = new UserSession { Id = "s", UserId = "a", Method = "password", CreatedUtc = Noon, SeenUtc = Noon.AddDays(10), Address = "", Browser = "" };

        Assert.False(session.IsOver(Noon.AddDays(24).AddTicks(-1), TimeSpan.FromDays(30)));
        Assert.True(session.IsOver(Noon.AddDays(24), TimeSpan.FromDays(30)));
        Assert.True(session.IsOver(Noon.AddDays(20), TimeSpan.FromDays(20)));
    }

    private static Task<SignInDebt> DebtAsync(UserSite site, User user, string method) => site.AskAsync<SignInDebts, SignInDebt>(debts => debts.OfAsync(user, method, Cancel));

    private static Task<bool> SetAsync(UserSite site, string settings) => site.AskAsync<SettingsStore, bool>(async store =>
    {
        var wanted = new SiteSettings(JsonNode.Parse(settings)!.AsObject());
        Assert.Empty(wanted.Complaints());
        await wanted.SaveAsync(store, Cancel);
        return true;
    });
}
