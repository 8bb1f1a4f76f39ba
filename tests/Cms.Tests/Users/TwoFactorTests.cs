using Cms.Tests.Memory;
using Cms.Users;
using Cms.Users.Sessions;
using Cms.Users.TwoFactor;
using OtpNet;

namespace Cms.Tests.Users;

public sealed class TwoFactorTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_code_of_the_app_is_taken_once_and_none_that_is_older_afterwards()
    {
        await using var site = new UserSite();
        var anna = await WithTwoFactorAsync(site);
        Next(site);
        var (before, now) = (Code(site, anna, steps: -1), Code(site, anna));

        var taken = await CheckAsync(site, now);
        var again = await CheckAsync(site, now);
        var older = await CheckAsync(site, before);
        Next(site);
        var next = await CheckAsync(site, Code(site, anna).Insert(3, " "));

        Assert.Equal((null, ProblemKind.Forbidden, ProblemKind.Forbidden, null), (taken.Problem, again.Problem?.Kind, older.Problem?.Kind, next.Problem));
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_clock_may_be_off_by_one_code(int steps, bool isTaken)
    {
        await using var site = new UserSite();
        var anna = await WithTwoFactorAsync(site);
        site.Cms.Clock.Advance(TimeSpan.FromMinutes(5));
        Next(site);

        Assert.Equal(isTaken, (await CheckAsync(site, Code(site, anna, steps))).Problem is null);
    }

    [Fact]
    public async Task Who_signs_in_with_codes_shows_with_password_and_code_who_they_are()
    {
        await using var site = new UserSite();
        var anna = await WithTwoFactorAsync(site);
        var caller = Caller.SignedIn(anna.Id, "anna", []);
        var session = await SessionAsync(site, anna);
        site.Cms.Clock.Advance(TimeSpan.FromMinutes(5));
        Next(site);

        var passwordAlone = await ProveAsync(UserSite.Password, "");
        var codeAlone = await ProveAsync("not-the-password", Code(site, anna));
        var before = (await SessionsAsync(site, anna)).Single().ProvenUtc;
        var both = await ProveAsync(UserSite.Password, Code(site, anna));

        Assert.Equal((ProblemKind.Forbidden, ProblemKind.Forbidden, null), (passwordAlone.Problem?.Kind, codeAlone.Problem?.Kind, both.Problem));
        Assert.True((await SessionsAsync(site, anna)).Single().ProvenUtc > before);

        Task<Outcome<Done>> ProveAsync(string password, string code) =>
            site.AskAsync<ProveWithPassword, Outcome<Done>>(verb => verb.RunAsync(password, code, session, Cancel), caller);
    }

    [Fact]
    public async Task A_recovery_code_is_taken_once_however_it_is_written_and_only_its_hash_is_kept()
    {
        await using var site = new UserSite();
        var codes = (await EnableAsync(site)).Value.Codes;

        var used = await CheckAsync(site, codes[3].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal));
        var again = await CheckAsync(site, codes[3]);

        Assert.Equal((10, 10), (codes.Count, codes.Distinct().Count()));
        Assert.All(codes, code => Assert.Matches("^([a-z2-9]{4}-){6}[a-z2-9]{4}$", code));
        Assert.True(used.Value.WasRecoveryCode);
        Assert.NotNull(again.Problem);
        var anna = await site.GetAsync("anna");
        Assert.Equal(9, RecoveryCodes.LeftOf(anna));
        Assert.All(codes, code => Assert.DoesNotContain(code.Replace("-", "", StringComparison.Ordinal), anna.RecoveryCodeHashes, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wrong_codes_count_with_wrong_passwords_and_the_right_password_does_not_forget_them()
    {
        await using var site = new UserSite();
        var anna = await WithTwoFactorAsync(site);
        Next(site);

        await site.SignInAsync("anna", "wrong");
        for (var number = 0; number < 4; number++)
        {
            Assert.Null((await site.SignInAsync("anna")).Problem);
            await CheckAsync(site, "000000");
        }

        var locked = await CheckAsync(site, Code(site, anna));
        var lockedPassword = await site.SignInAsync("anna");
        site.Cms.Clock.Advance(FailedSignIns.LockedFor + TimeSpan.FromSeconds(1));
        var open = await CheckAsync(site, Code(site, anna));

        Assert.NotNull(locked.Problem);
        Assert.NotNull(lockedPassword.Problem);
        Assert.Null(open.Problem);
        Assert.Equal((0, null), ((await site.GetAsync("anna")).FailedSignIns, (await site.GetAsync("anna")).LockedUntilUtc));
    }

    [Fact]
    public async Task A_second_step_that_began_before_the_password_changed_leads_nowhere()
    {
        await using var site = new UserSite();
        var anna = await WithTwoFactorAsync(site);
        Next(site);
        await site.RunAsync<SetPassword>(verb => verb.RunAsync("anna", "another-lantern-at-sea", isMadeUp: false, Cancel));

        var taken = await site.AskAsync<SecondFactorCheck, Outcome<SecondFactor>>(verb => verb.RunAsync(anna.Id, anna.SecurityStamp, Code(site, anna), Cancel));

        Assert.Equal(ProblemKind.Forbidden, taken.Problem?.Kind);
    }

    [Fact]
    public async Task The_key_of_the_app_is_stored_sealed_for_its_user()
    {
        await using var site = new UserSite();
        var anna = await WithTwoFactorAsync(site);
        var bert = (await site.AddAsync("bert")).Value;

        bert.AuthenticatorKey = anna.AuthenticatorKey;
        var (own, others) = await site.AskAsync<AuthenticatorKeys, (string?, string?)>(keys => Task.FromResult((keys.Find(anna), keys.Find(bert))));

        Assert.DoesNotContain(own!, anna.AuthenticatorKey, StringComparison.Ordinal);
        Assert.Matches("^[A-Z2-7]{32}$", own);
        Assert.Null(others);
    }

    [Fact]
    public async Task A_key_that_was_stored_readable_is_sealed_by_the_next_code_and_not_by_a_wrong_one()
    {
        await using var site = new UserSite();
        var anna = await WithTwoFactorAsync(site);
        var key = MemorySecretSeal.SecretIn(anna.AuthenticatorKey!);
        Next(site);
        var (code, readable) = (Code(site, anna), await site.GetAsync("anna"));
        readable.AuthenticatorKey = key;
        await site.Cms.RunAsync<UserStore, Microsoft.AspNetCore.Identity.IdentityResult>(store => store.UpdateAsync(readable, Cancel));

        await CheckAsync(site, "000000");
        var afterWrong = (await site.GetAsync("anna")).AuthenticatorKey;
        var taken = await CheckAsync(site, code);

        Assert.Equal((key, null), (afterWrong, taken.Problem));
        Assert.Equal(key, MemorySecretSeal.SecretIn((await site.GetAsync("anna")).AuthenticatorKey!));
    }

    [Fact]
    public async Task Whose_key_cannot_be_opened_any_more_gets_in_by_a_recovery_code()
    {
        await using var site = new UserSite();
        var codes = (await EnableAsync(site)).Value.Codes;
        Next(site);
        var code = Code(site, await site.GetAsync("anna"));
        var broken = await site.GetAsync("anna");
        broken.AuthenticatorKey = "sealed:" + Convert.ToHexStringLower("with keys that are gone"u8);
        await site.Cms.RunAsync<UserStore, Microsoft.AspNetCore.Identity.IdentityResult>(store => store.UpdateAsync(broken, Cancel));

        var byCode = await CheckAsync(site, code);
        var byRecovery = await CheckAsync(site, codes[0]);

        Assert.Equal((ProblemKind.Forbidden, null), (byCode.Problem?.Kind, byRecovery.Problem));
    }

    [Fact]
    public async Task It_is_turned_on_with_password_and_code_and_ends_other_sign_ins()
    {
        await using var site = new UserSite();
        var anna = (await site.AddAsync("anna")).Value;
        var caller = Caller.SignedIn(anna.Id, "anna", []);
        var own = await SessionAsync(site, anna);
        await SessionAsync(site, anna);
        var without = await EnableAsync(site, caller, "000000", own);
        var key = (await site.AskAsync<BeginTwoFactor, Outcome<User>>(verb => verb.RunAsync(Cancel), caller)).Value;

        var wrongPassword = await EnableAsync(site, caller, Code(site, key), own, "wrong");
        var wrongCode = await EnableAsync(site, caller, "000000", own);
        var stillOff = (await site.GetAsync("anna")).TwoFactorEnabled;
        var on = await EnableAsync(site, caller, Code(site, key), own);
        var begun = await site.AskAsync<BeginTwoFactor, Outcome<User>>(verb => verb.RunAsync(Cancel), caller);

        Assert.Equal(
            (ProblemKind.Conflict, ProblemKind.Forbidden, ProblemKind.Invalid, false, null, ProblemKind.Conflict),
            (without.Problem?.Kind, wrongPassword.Problem?.Kind, wrongCode.Problem?.Kind, stillOff, on.Problem, begun.Problem?.Kind));
        Assert.NotEqual(anna.SecurityStamp, on.Value.User.SecurityStamp);
        Assert.Equal(own, Assert.Single(await SessionsAsync(site, anna)).Id);
    }

    [Fact]
    public async Task It_is_turned_off_with_the_password_or_by_who_manages_users()
    {
        await using var site = new UserSite();
        var anna = await WithTwoFactorAsync(site);
        var caller = Caller.SignedIn(anna.Id, "anna", []);

        var renewed = await site.AskAsync<RenewRecoveryCodes, Outcome<NewRecoveryCodes>>(verb => verb.RunAsync(UserSite.Password, Cancel), caller);
        var wrong = await site.RunAsync<DisableTwoFactor>(verb => verb.RunAsync("wrong", sessionId: null, Cancel), caller);
        var stranger = await site.RunAsync<ResetTwoFactor>(verb => verb.RunAsync("anna", Cancel), Caller.SignedIn("e", "emil", [Permission.EditContent]));
        var off = await site.RunAsync<ResetTwoFactor>(verb => verb.RunAsync("anna", Cancel));
        var twice = await site.RunAsync<ResetTwoFactor>(verb => verb.RunAsync("anna", Cancel));

        Assert.Equal((ProblemKind.Forbidden, ProblemKind.Forbidden, ProblemKind.Conflict), (wrong.Problem?.Kind, stranger.Problem?.Kind, twice.Problem?.Kind));
        Assert.Equal((false, null, null), (off.Value.TwoFactorEnabled, off.Value.AuthenticatorKey, off.Value.RecoveryCodeHashes));
        Assert.NotNull((await CheckAsync(site, renewed.Value.Codes[0])).Problem);
    }

    [Fact]
    public async Task Sessions_end_with_a_new_password_other_roles_and_the_user()
    {
        await using var site = new UserSite();
        await site.AddAsync("root", ["Administrator"]);
        var anna = (await site.AddAsync("anna")).Value;

        await SessionAsync(site, anna);
        await site.RunAsync<SetUserRoles>(verb => verb.RunAsync("anna", ["Editor"], Cancel));
        var afterRoles = (await SessionsAsync(site, anna)).Count;
        await SessionAsync(site, anna);
        var own = await SessionAsync(site, anna);
        await site.RunAsync<ChangePassword>(verb => verb.RunAsync(UserSite.Password, "another-lantern-at-sea", own, Cancel), Caller.SignedIn(anna.Id, "anna", []));
        var afterPassword = (await SessionsAsync(site, anna)).Select(session => session.Id);
        var last = await site.RunAsync<RemoveUser>(verb => verb.RunAsync("root", Cancel));
        await site.RunAsync<RemoveUser>(verb => verb.RunAsync("anna", Cancel));

        Assert.Equal(0, afterRoles);
        Assert.Equal([own], afterPassword);
        Assert.Equal("root is the only administrator who can sign in; make another user one first.", last.Problem?.Message);
        Assert.Empty(await SessionsAsync(site, anna));
    }

    private static async Task<User> WithTwoFactorAsync(UserSite site) => (await EnableAsync(site)).Value.User;

    private static async Task<Outcome<NewRecoveryCodes>> EnableAsync(UserSite site)
    {
        var caller = Caller.SignedIn((await site.AddAsync("anna")).Value.Id, "anna", []);
        var key = (await site.AskAsync<BeginTwoFactor, Outcome<User>>(verb => verb.RunAsync(Cancel), caller)).Value;
        return await EnableAsync(site, caller, Code(site, key), sessionId: null);
    }

    private static Task<Outcome<NewRecoveryCodes>> EnableAsync(UserSite site, Caller caller, string code, string? sessionId, string password = UserSite.Password) =>
        site.AskAsync<EnableTwoFactor, Outcome<NewRecoveryCodes>>(verb => verb.RunAsync(password, code, sessionId, Cancel), caller);

    private static async Task<Outcome<SecondFactor>> CheckAsync(UserSite site, string code)
    {
        var anna = await site.GetAsync("anna");
        return await site.AskAsync<SecondFactorCheck, Outcome<SecondFactor>>(verb => verb.RunAsync(anna.Id, anna.SecurityStamp, code, Cancel));
    }

    private static async Task<string> SessionAsync(UserSite site, User user) =>
        (await site.AskAsync<BeginSession, UserSession>(verb => verb.RunAsync(user, "password", "a browser", former: null, Cancel))).Id;

    private static Task<IReadOnlyList<UserSession>> SessionsAsync(UserSite site, User user) => site.Cms.RunAsync<UserSessionStore, IReadOnlyList<UserSession>>(store => store.ListAsync(user.Id, Cancel));

    // To a moment early in the next 30 seconds, so that the code does not change within a test.
    private static void Next(UserSite site)
    {
        var into = site.Cms.Clock.GetUtcNow().UtcTicks % TimeSpan.FromSeconds(30).Ticks;
        site.Cms.Clock.Advance(TimeSpan.FromSeconds(31) - TimeSpan.FromTicks(into));
    }

    private static string Code(UserSite site, User user, int steps = 0) =>
        new Totp(Base32Encoding.ToBytes(MemorySecretSeal.SecretIn(user.AuthenticatorKey!))).ComputeTotp(site.Cms.Clock.GetUtcNow().UtcDateTime.AddSeconds(30 * steps));
}
