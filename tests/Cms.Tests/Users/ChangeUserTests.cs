using Cms.Users;

namespace Cms.Tests.Users;

public sealed class ChangeUserTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ANNA", null, "There is a user anna already who signs in with \"ANNA\"; take another one.")]
    [InlineData("bert", "Anna@Example.org", "There is a user anna already who signs in with \"Anna@Example.org\"; take another one.")]
    [InlineData("anna@example.ORG", null, "There is a user anna already who signs in with \"anna@example.ORG\"; take another one.")]
    [InlineData("", null, "A user name has 1 to 128 letters, digits and - . _ @ +; \"\" does not.")]
    [InlineData("anna b", null, "A user name has 1 to 128 letters, digits and - . _ @ +; \"anna b\" does not.")]
    [InlineData("bert", "bert", "\"bert\" is no e-mail address; it is written as name@example.org.")]
    [InlineData("bert", "Bert <bert@example.org>", "\"Bert <bert@example.org>\" is no e-mail address; it is written as name@example.org.")]
    public async Task Names_and_emails_have_a_form_and_lead_to_one_user(string name, string? email, string message)
    {
        await using var site = new UserSite();
        await site.AddAsync("anna", email: "anna@example.org");

        var added = await site.AddAsync(name, email: email);

        Assert.Equal((ProblemKind.Invalid, message), (added.Problem?.Kind, added.Problem?.Message));
    }

    [Fact]
    public async Task A_password_that_is_easily_guessed_adds_nobody()
    {
        await using var site = new UserSite();

        var added = await site.AddAsync("anna", password: "password1234");

        Assert.Equal(ProblemKind.Invalid, added.Problem?.Kind);
        Assert.Empty(await site.Cms.RunAsync<UserStore, IReadOnlyList<User>>(store => store.ListAsync(Cancel)));
    }

    [Theory]
    [InlineData("Editr")]
    [InlineData("Anonymous")]
    [InlineData("Authenticated")]
    public async Task A_role_that_cannot_be_given_is_refused_with_those_that_can(string role)
    {
        await using var site = new UserSite();

        var added = await site.AddAsync("anna", [role]);

        Assert.Equal($"There is no role \"{role}\" that users can be given. Roles: Administrator, Author, Contributor, Editor, Moderator.", added.Problem?.Message);
    }

    [Fact]
    public async Task The_last_administrator_who_can_sign_in_stays_one()
    {
        await using var site = new UserSite();
        await site.AddAsync("anna", ["Administrator"]);
        await site.AddAsync("bert", ["Administrator"], password: null);

        var disabled = await DisableAsync(site, "anna");
        var demoted = await RolesAsync(site, "anna", "Editor");
        await site.AddAsync("carla", ["Administrator"]);
        var later = await DisableAsync(site, "anna");

        Assert.Equal("anna is the only administrator who can sign in; make another user one first.", disabled.Problem?.Message);
        Assert.Equal(ProblemKind.Conflict, demoted.Problem?.Kind);
        Assert.False(later.Value.IsEnabled);
    }

    [Fact]
    public async Task Who_does_not_manage_users_changes_none()
    {
        await using var site = new UserSite();
        await site.AddAsync("anna");
        var editor = Caller.SignedIn("e", "emil", [Permission.EditContent]);

        Problem?[] problems =
        [
            (await site.AddAsync("bert", by: editor)).Problem,
            (await site.RunAsync<SetPassword>(verb => verb.RunAsync("anna", UserSite.Password, isMadeUp: false, Cancel), editor)).Problem,
            (await site.RunAsync<SetPassword>(verb => verb.RunAsync("nobody", UserSite.Password, isMadeUp: false, Cancel), editor)).Problem,
            (await DisableAsync(site, "anna", editor)).Problem,
            (await RolesAsync(site, "anna", "Editor", editor)).Problem,
        ];

        Assert.All(problems, problem => Assert.Equal(ProblemKind.Forbidden, problem?.Kind));
    }

    [Fact]
    public async Task Who_manages_users_makes_and_changes_nobody_who_may_do_more()
    {
        await using var site = new UserSite();
        await site.AddAsync("anna", ["Administrator"]);
        await site.AddAsync("bert");
        var manager = Caller.SignedIn("m", "mona", [Permission.ManageUsers, Permission.ViewContent, Permission.AccessAdminPanel]);

        Problem?[] refused =
        [
            (await site.AddAsync("carla", ["Administrator"], by: manager)).Problem,
            (await site.RunAsync<SetPassword>(verb => verb.RunAsync("anna", UserSite.Password, isMadeUp: false, Cancel), manager)).Problem,
            (await RolesAsync(site, "bert", "Editor", manager)).Problem,
        ];
        var given = await RolesAsync(site, "bert", "Moderator", manager);

        Assert.All(refused, problem => Assert.Equal(ProblemKind.Forbidden, problem?.Kind));
        Assert.Equal("You may not give users these roles: the user has the permission ListContent, which you do not have.", refused[2]!.Message);
        Assert.Null(given.Problem);
    }

    [Fact]
    public async Task Changed_roles_and_a_disabled_user_end_what_the_user_is_signed_in_with()
    {
        await using var site = new UserSite();
        var added = (await site.AddAsync("anna")).Value.SecurityStamp;

        var changed = (await RolesAsync(site, "anna", "Editor")).Value.SecurityStamp;
        var disabled = (await DisableAsync(site, "anna")).Value.SecurityStamp;

        Assert.Equal(3, new HashSet<string> { added, changed, disabled }.Count);
    }

    private static Task<Outcome<User>> DisableAsync(UserSite site, string name, Caller? by = null) =>
        site.RunAsync<SetUserEnabled>(verb => verb.RunAsync(name, isEnabled: false, Cancel), by);

    private static Task<Outcome<User>> RolesAsync(UserSite site, string name, string role, Caller? by = null) =>
        site.RunAsync<SetUserRoles>(verb => verb.RunAsync(name, [role], Cancel), by);
}
