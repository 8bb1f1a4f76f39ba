using Cms.Content;
using Cms.Tests.Memory;
using Cms.Users;
using Cms.Users.TwoFactor;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace Cms.Tests.Users;

public sealed class ChangeOwnTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("password", false)]
    [InlineData("enable", false)]
    [InlineData("disable", true)]
    [InlineData("codes", true)]
    public async Task What_others_do_to_the_account_while_the_password_is_compared_is_not_undone(string verb, bool hasTwoFactor)
    {
        var meanwhile = new Meanwhile();
        await using var site = Open(meanwhile);
        var anna = await AddAsync(site, hasTwoFactor);
        meanwhile.BeforeSecond = async () =>
        {
            await site.RunAsync<SetUserRoles>(change => change.RunAsync("anna", ["Editor"], Cancel));
            await site.RunAsync<SetUserEnabled>(change => change.RunAsync("anna", isEnabled: false, Cancel));
        };

        var problem = await ChangeAsync(site, anna, verb);

        var now = await site.GetAsync("anna");
        Assert.Equal((ProblemKind.Conflict, "Somebody changed your account at the same time, and nothing was done. Sign in again."), (problem?.Kind, problem?.Message));
        Assert.Equal((false, "Editor", hasTwoFactor, anna.PasswordHash), (now.IsEnabled, now.RoleNames.Single(), now.TwoFactorEnabled, now.PasswordHash));
    }

    [Fact]
    public async Task A_code_that_was_taken_while_the_password_was_compared_is_not_taken_again()
    {
        var meanwhile = new Meanwhile();
        await using var site = Open(meanwhile);
        var anna = await AddAsync(site, hasTwoFactor: true);
        site.Cms.Clock.Advance(TimeSpan.FromMinutes(1));
        var code = Code(site, anna);
        Outcome<SecondFactor>? first = null;
        meanwhile.BeforeSecond = async () => first = await CheckAsync(site, anna, code);

        var problem = await ChangeAsync(site, anna, "codes");
        var again = await CheckAsync(site, anna, code);

        Assert.Equal((null, null, ProblemKind.Forbidden), (problem, first?.Problem, again.Problem?.Kind));
    }

    private static UserSite Open(Meanwhile meanwhile) => new(services => services.AddSingleton(meanwhile).AddScoped<TenantWork, InterruptedWork>());

    private static async Task<User> AddAsync(UserSite site, bool hasTwoFactor)
    {
        var anna = (await site.AddAsync("anna")).Value;
        var begun = (await site.AskAsync<BeginTwoFactor, Outcome<User>>(verb => verb.RunAsync(Cancel), By(anna))).Value;
        if (hasTwoFactor)
            await site.AskAsync<EnableTwoFactor, Outcome<NewRecoveryCodes>>(verb => verb.RunAsync(UserSite.Password, Code(site, begun), sessionId: null, Cancel), By(anna));
        return await site.GetAsync("anna");
    }

    private static async Task<Problem?> ChangeAsync(UserSite site, User user, string verb) => verb switch
    {
        "password" => (await site.RunAsync<ChangePassword>(change => change.RunAsync(UserSite.Password, "another-lantern-at-sea", sessionId: null, Cancel), By(user))).Problem,
        "enable" => (await site.AskAsync<EnableTwoFactor, Outcome<NewRecoveryCodes>>(change => change.RunAsync(UserSite.Password, Code(site, user), sessionId: null, Cancel), By(user))).Problem,
        "disable" => (await site.RunAsync<DisableTwoFactor>(change => change.RunAsync(UserSite.Password, sessionId: null, Cancel), By(user))).Problem,
        _ => (await site.AskAsync<RenewRecoveryCodes, Outcome<NewRecoveryCodes>>(change => change.RunAsync(UserSite.Password, Cancel), By(user))).Problem,
    };

    private static Task<Outcome<SecondFactor>> CheckAsync(UserSite site, User user, string code) =>
        site.AskAsync<SecondFactorCheck, Outcome<SecondFactor>>(check => check.RunAsync(user.Id, user.SecurityStamp, code, Cancel));

    private static Caller By(User user) => Caller.SignedIn(user.Id, user.UserName, []);

    private static string Code(UserSite site, User user) => new Totp(Base32Encoding.ToBytes(MemorySecretSeal.SecretIn(user.AuthenticatorKey!))).ComputeTotp(site.Cms.Clock.GetUtcNow().UtcDateTime);

    // What somebody else does before the second transaction from now on begins: the first is that of the comparison.
    private sealed class Meanwhile
    {
        private int _begun;
        private Func<Task>? _beforeSecond;

        public Func<Task> BeforeSecond
        {
            set => (_begun, _beforeSecond) = (0, value);
        }

        public async Task BeginAsync()
        {
            if (++_begun != 2 || _beforeSecond is not { } run)
                return;

            _beforeSecond = null;
            await run();
        }
    }

    private sealed class InterruptedWork(MemoryTenant tenant, Meanwhile meanwhile) : TenantWork
    {
        private readonly MemoryWork _work = new(tenant);

        public override async Task<Transaction> BeginAsync(CancellationToken cancel)
        {
            await meanwhile.BeginAsync();
            return await _work.BeginAsync(cancel);
        }
    }
}
