using System.Text.Json.Nodes;
using Cms.Apps;
using Cms.Content;
using Cms.Recipes;
using Cms.Settings;
using Cms.Users;

namespace Cms.Tests.Users;

public sealed class RoleTests
{
    private static readonly Caller Manager = Caller.SignedIn("m", "mona", [Permission.ManageRoles, Permission.EditContent]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_role_is_made_changed_and_removed_and_nobody_keeps_it()
    {
        await using var site = new UserSite();

        var made = await SaveAsync(site, new Role("Proofreader", "Reads twice.", ["PreviewContent", "PreviewContent"]));
        await site.AddAsync("anna", ["Proofreader", "Editor"]);
        var changed = await SaveAsync(site, new Role("proofreader", "Reads thrice.", ["EditContent"]), seen: made.Value);
        var removed = await RemoveAsync(site, "PROOFREADER");

        Assert.Equal(["PreviewContent"], made.Value.Permissions);
        Assert.Equal(("Proofreader", "Reads thrice."), (changed.Value.Name, changed.Value.Description));
        Assert.Equal(1, removed.Value);
        Assert.Equal(["Editor"], (await site.GetAsync("anna")).RoleNames);
        Assert.DoesNotContain(await ListAsync(site), role => role.Name == "Proofreader");
    }

    [Fact]
    public async Task A_role_that_every_new_site_has_stays_away_once_it_is_removed_until_somebody_makes_it_again()
    {
        await using var site = new UserSite();

        await RemoveAsync(site, "Moderator");
        var without = await ListAsync(site);
        var exported = await site.AskAsync<ExportRecipe, ExportedRecipe>(export => export.RunAsync("x", "x", Cancel));
        var given = await site.AddAsync("anna", ["Moderator"]);
        var again = await SaveAsync(site, new Role("moderator", "Back.", []));

        Assert.DoesNotContain(without, role => role.Name == "Moderator");
        Assert.Contains("Roles: Moderator removed here; a site that is set up from this recipe has it again.", exported.Remarks);
        Assert.Equal(ProblemKind.Invalid, given.Problem?.Kind);
        Assert.Null(again.Problem);
        Assert.Single(await ListAsync(site), role => role.Name == "moderator");
    }

    [Theory]
    [InlineData("Administrator")]
    [InlineData("Anonymous")]
    [InlineData("Authenticated")]
    public async Task The_roles_that_every_site_has_cannot_be_removed(string name)
    {
        await using var site = new UserSite();

        var removed = await RemoveAsync(site, name);

        Assert.Equal((ProblemKind.Conflict, $"Every site has the role {name}; it cannot be removed."), (removed.Problem?.Kind, removed.Problem?.Message));
    }

    [Fact]
    public async Task A_role_that_a_program_has_is_not_removed_and_users_keep_it()
    {
        await using var site = new UserSite();
        await SaveAsync(site, new Role("Fetcher", "", ["ViewContent"]));
        await site.AddAsync("anna", ["Fetcher"]);
        await site.AskAsync<CreateApiKey, Outcome<CreatedApiKey>>(verb => verb.RunAsync(new NewApiKey("nightly") { RoleNames = ["Fetcher"] }, Cancel));

        var removed = await RemoveAsync(site, "Fetcher");

        Assert.Equal("The role Fetcher belongs to the API key nightly too; give it another one first.", removed.Problem?.Message);
        Assert.Equal(["Fetcher"], (await site.GetAsync("anna")).RoleNames);
    }

    [Fact]
    public async Task Nobody_gives_what_they_do_not_have_but_may_leave_and_take_it()
    {
        await using var site = new UserSite();
        var strong = await SaveAsync(site, new Role("Strong", "", ["ManageUsers", "EditContent"]));

        var given = await SaveAsync(site, new Role("Weak", "", ["PurgeContent"]), by: Manager);
        var left = await SaveAsync(site, new Role("Strong", "Renamed.", ["ManageUsers", "ViewContent"]), strong.Value, Manager);
        var removed = await RemoveAsync(site, "Strong", Manager);

        Assert.Equal((ProblemKind.Forbidden, "You may not give role Weak the permission PurgeContent, which you do not have."), (given.Problem?.Kind, given.Problem?.Message));
        Assert.Equal(["ManageUsers", "ViewContent"], left.Value.Permissions);
        Assert.Equal("You may not remove role Strong: it has the permission ManageUsers, which you do not have.", removed.Problem?.Message);
    }

    [Fact]
    public async Task Of_two_who_change_a_role_at_once_the_second_is_told_and_changes_nothing()
    {
        await using var site = new UserSite();
        var seen = (await SaveAsync(site, new Role("Proofreader", "", ["PreviewContent"]))).Value;

        var first = await SaveAsync(site, seen with { Permissions = ["PreviewContent", "EditContent"] }, seen);
        var second = await SaveAsync(site, seen with { Description = "Reads twice." }, seen);
        await RemoveAsync(site, "Proofreader");
        var third = await SaveAsync(site, first.Value with { Description = "Reads thrice." }, first.Value);

        Assert.Null(first.Problem);
        Assert.Equal((ProblemKind.Conflict, "Somebody changed the role Proofreader meanwhile; nothing was saved. Open it again and make your changes to what it is now."), (second.Problem?.Kind, second.Problem?.Message));
        Assert.Equal((ProblemKind.Conflict, "Somebody removed the role Proofreader meanwhile; nothing was saved."), (third.Problem?.Kind, third.Problem?.Message));
        Assert.DoesNotContain(await ListAsync(site), role => role.Name == "Proofreader");
    }

    [Fact]
    public async Task Without_the_permission_no_role_is_saved_or_removed()
    {
        await using var site = new UserSite();
        var editor = Caller.SignedIn("e", "emil", [Permission.ManageUsers]);

        var saved = await SaveAsync(site, new Role("New", "", []), by: editor);
        var removed = await RemoveAsync(site, "Editor", editor);

        Assert.Equal((ProblemKind.Forbidden, ProblemKind.Forbidden), (saved.Problem?.Kind, removed.Problem?.Kind));
    }

    [Theory]
    [InlineData("", ProblemKind.Invalid)]
    [InlineData("a/b", ProblemKind.Invalid)]
    [InlineData(" Edges ", ProblemKind.Invalid)]
    [InlineData("editor", ProblemKind.Conflict)]
    public async Task A_new_role_has_a_name_of_its_own(string name, ProblemKind kind)
    {
        await using var site = new UserSite();

        var saved = await SaveAsync(site, new Role(name, "", []));

        Assert.Equal(kind, saved.Problem?.Kind);
    }

    [Fact]
    public async Task Users_are_found_by_a_piece_of_name_or_email_by_role_and_by_state_and_page_by_page()
    {
        await using var site = new UserSite();
        await site.AddAsync("anna", ["Editor"], email: "anna@sea.example");
        await site.AddAsync("bert", ["Author"]);
        await site.AddAsync("carla", ["editor"]);
        await site.RunAsync<SetUserEnabled>(verb => verb.RunAsync("carla", isEnabled: false, Cancel));

        Assert.Equal(["anna"], await NamesAsync(site, new UserQuery { Text = "SEA" }));
        Assert.Equal(["anna", "carla"], await NamesAsync(site, new UserQuery { RoleName = "Editor" }));
        Assert.Equal(["carla"], await NamesAsync(site, new UserQuery { IsEnabled = false }));
        Assert.Equal(["bert"], await NamesAsync(site, new UserQuery { Skip = 1, First = 1 }));
        var refused = await site.AskAsync<ListUsers, Outcome<UserPage>>(verb => verb.RunAsync(new UserQuery(), Cancel), Manager);
        Assert.Equal(ProblemKind.Forbidden, refused.Problem?.Kind);
    }

    private static async Task<IEnumerable<string>> NamesAsync(UserSite site, UserQuery query) =>
        (await site.AskAsync<ListUsers, Outcome<UserPage>>(verb => verb.RunAsync(query, Cancel))).Value.Users.Select(user => user.UserName);

    private static Task<Outcome<Role>> SaveAsync(UserSite site, Role role, Role? seen = null, Caller? by = null) =>
        site.AskAsync<SaveRole, Outcome<Role>>(verb => verb.RunAsync(role, seen, Cancel), by);

    private static Task<Outcome<int>> RemoveAsync(UserSite site, string name, Caller? by = null) => site.AskAsync<RemoveRole, Outcome<int>>(verb => verb.RunAsync(name, Cancel), by);

    private static Task<IReadOnlyList<Role>> ListAsync(UserSite site) =>
        site.AskAsync<SettingsStore, IReadOnlyList<Role>>(async settings => Role.ListIn(await RolePermissions.LoadAsync(settings, Cancel)));
}
