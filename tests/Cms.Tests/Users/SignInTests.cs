using Cms.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Cms.Tests.Users;

public sealed class SignInTests
{
    // Those of MemoryCms, which are fewer than a server's.
    private const int Rounds = 1_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("anna")]
    [InlineData("ANNA")]
    [InlineData("Anna@Example.org")]
    public async Task Name_and_email_are_taken_whatever_the_letter_case(string name)
    {
        await using var site = new UserSite();
        await site.AddAsync("anna", email: "anna@example.org");

        Assert.Equal("anna", (await site.SignInAsync(name)).Value.UserName);
    }

    [Fact]
    public async Task Whatever_is_wrong_the_answer_is_the_same()
    {
        await using var site = new UserSite();
        await site.AddAsync("anna");
        await site.AddAsync("bert");
        await site.AddAsync("carla", password: null);
        await site.AddAsync("dora", roles: ["Editor"]);
        await site.RunAsync<SetUserEnabled>(verb => verb.RunAsync("bert", isEnabled: false, Cancel));
        for (var number = 0; number < FailedSignIns.Most; number++)
            await site.SignInAsync("dora", "wrong");

        Problem?[] problems =
        [
            (await site.SignInAsync("nobody")).Problem, (await site.SignInAsync("anna", "wrong")).Problem, (await site.SignInAsync("anna", "")).Problem, (await site.SignInAsync("bert")).Problem,
            (await site.SignInAsync("carla")).Problem, (await site.SignInAsync("carla", "")).Problem, (await site.SignInAsync("dora")).Problem,
        ];

        Assert.All(problems, problem => Assert.Equal((ProblemKind.Forbidden, "Name and password do not fit together. After 5 wrong passwords a user cannot sign in for 5 minutes."), (problem?.Kind, problem?.Message)));
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_user_for_five_minutes()
    {
        await using var site = new UserSite();
        await site.AddAsync("anna");

        for (var number = 0; number < 5; number++)
            await site.SignInAsync("anna", "wrong");
        var locked = await site.SignInAsync("anna");
        site.Cms.Clock.Advance(TimeSpan.FromMinutes(4));
        var stillLocked = await site.SignInAsync("anna");
        site.Cms.Clock.Advance(TimeSpan.FromMinutes(2));
        var open = await site.SignInAsync("anna");

        Assert.Equal((true, true, null), (locked.Problem is not null, stillLocked.Problem is not null, open.Problem));
        var anna = await site.GetAsync("anna");
        Assert.Equal((0, null), (anna.FailedSignIns, anna.LockedUntilUtc));
    }

    [Fact]
    public async Task The_right_password_forgets_the_wrong_ones_before_it()
    {
        await using var site = new UserSite();
        await site.AddAsync("anna");

        for (var number = 0; number < 12; number++)
            Assert.Equal(number % 4 == 3, (await site.SignInAsync("anna", number % 4 == 3 ? UserSite.Password : "wrong")).Problem is null);
    }

    [Fact]
    public async Task A_password_that_was_hashed_with_fewer_rounds_is_hashed_anew_by_the_next_sign_in_and_by_no_wrong_one()
    {
        await using var site = new UserSite();
        var anna = (await site.AddAsync("anna")).Value;
        anna.PasswordHash = new PasswordHasher<User>(Options.Create(new PasswordHasherOptions { IterationCount = Rounds / 2 })).HashPassword(anna, UserSite.Password);
        await site.Cms.RunAsync<UserStore, IdentityResult>(store => store.UpdateAsync(anna, Cancel));

        await site.SignInAsync("anna", "wrong");
        var afterWrong = (await site.GetAsync("anna")).PasswordHash;
        var first = await site.SignInAsync("anna");
        var renewed = await site.GetAsync("anna");
        var second = await site.SignInAsync("anna");

        Assert.Equal(anna.PasswordHash, afterWrong);
        Assert.Equal((null, null), (first.Problem, second.Problem));
        Assert.Equal(Rounds, RoundsOf(renewed.PasswordHash!));
        Assert.Equal(anna.SecurityStamp, renewed.SecurityStamp);
        Assert.Equal(renewed.PasswordHash, (await site.GetAsync("anna")).PasswordHash);
    }

    [Fact]
    public async Task A_new_password_unlocks_and_ends_what_the_user_was_signed_in_with()
    {
        await using var site = new UserSite();
        var stamp = (await site.AddAsync("anna")).Value.SecurityStamp;
        for (var number = 0; number < 5; number++)
            await site.SignInAsync("anna", "wrong");

        var reset = await site.RunAsync<SetPassword>(verb => verb.RunAsync("anna", "another-lantern-at-sea", isMadeUp: false, Cancel));

        Assert.Null(reset.Problem);
        Assert.Null((await site.SignInAsync("anna", "another-lantern-at-sea")).Problem);
        Assert.NotNull((await site.SignInAsync("anna")).Problem);
        Assert.NotEqual(stamp, (await site.GetAsync("anna")).SecurityStamp);
    }

    [Fact]
    public async Task A_made_up_password_is_good_for_a_week_and_an_own_one_for_good()
    {
        await using var site = new UserSite();
        await site.RunAsync<AddUser>(verb => verb.RunAsync(new NewUser("anna") { Password = UserSite.Password, IsPasswordMadeUp = true }, Cancel));
        await site.AddAsync("bert");
        await site.RunAsync<SetPassword>(verb => verb.RunAsync("bert", UserSite.Password, isMadeUp: true, Cancel));
        var bert = await site.GetAsync("bert");
        site.Cms.Clock.Advance(GeneratedPassword.Lasts - TimeSpan.FromMinutes(1));

        var inTime = await site.SignInAsync("anna");
        await site.RunAsync<ChangePassword>(verb => verb.RunAsync(UserSite.Password, "another-lantern-at-sea", sessionId: null, Cancel), Caller.SignedIn(bert.Id, "bert", []));
        site.Cms.Clock.Advance(TimeSpan.FromMinutes(1));
        var late = await site.SignInAsync("anna");
        var own = await site.SignInAsync("bert", "another-lantern-at-sea");

        Assert.Equal((null, ProblemKind.Forbidden, null), (inTime.Problem, late.Problem?.Kind, own.Problem));
        Assert.Null((await site.GetAsync("bert")).FirstPasswordEndsUtc);
    }

    [Fact]
    public async Task The_own_password_is_changed_with_the_present_one_only_and_keeps_the_rules()
    {
        await using var site = new UserSite();
        var anna = (await site.AddAsync("anna")).Value;
        var caller = Caller.SignedIn(anna.Id, "anna", []);

        var wrong = await site.RunAsync<ChangePassword>(verb => verb.RunAsync("wrong", "another-lantern-at-sea", sessionId: null, Cancel), caller);
        var weak = await site.RunAsync<ChangePassword>(verb => verb.RunAsync(UserSite.Password, "password1234", sessionId: null, Cancel), caller);
        var right = await site.RunAsync<ChangePassword>(verb => verb.RunAsync(UserSite.Password, "another-lantern-at-sea", sessionId: null, Cancel), caller);

        Assert.Equal("The present password is not right.", wrong.Problem?.Message);
        Assert.Equal(ProblemKind.Invalid, weak.Problem?.Kind);
        Assert.Null(right.Problem);
        Assert.Null((await site.SignInAsync("anna", "another-lantern-at-sea")).Problem);
    }

    // Where ASP.NET Core Identity's third format has it: behind a byte for the format and four for the function.
    private static int RoundsOf(string hash) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(Convert.FromBase64String(hash).AsSpan(5));
}
