using Cms.Site.Tests;
using Cms.Users;
using Microsoft.Playwright;

namespace Cms.Browser.Tests.Admin;

/// <summary>An administrator looks after users and roles.</summary>
public sealed class PeoplePagesTests(Chromium chromium, RunningSite site) : DeskTests(chromium, site)
{
    [Fact]
    public async Task A_user_is_added_helped_kept_out_and_removed_and_each_password_is_seen_once()
    {
        var name = $"anna-{Guid.NewGuid():N}"[..20];
        await using var opened = await OpenAdminAsync("/admin/users");
        await opened.WaitUntilLiveAsync();
        var page = opened.Page;

        await page.GetByRole(AriaRole.Link, new() { Name = "Add a user" }).ClickAsync();
        await page.GetByLabel("User name").FillAsync(name);
        await page.GetByLabel("E-mail").FillAsync($"{name}@example.org");
        await page.GetByLabel("Editor:").CheckAsync();
        await PressAsync(opened, "Add the user");
        var first = await ReadSecretAsync(opened);
        await opened.KeepScreenshotAsync("admin-user-added");
        Assert.Null((await SignInAsync(name, first)).Problem);
        await page.GetByRole(AriaRole.Link, new() { Name = "Show the user" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 })).ToBeVisibleAsync();
        Assert.DoesNotContain(first, await page.ContentAsync(), StringComparison.Ordinal);
        await AssertFitAsync(opened, "admin-user");

        await page.GetByLabel("Author:").CheckAsync();
        await PressAsync(opened, "Save roles");
        await SeeAsync(opened, "The roles were saved.");
        Assert.Equal(["Author", "Editor"], (await FindAsync(name))!.RoleNames.Order(StringComparer.Ordinal));

        await PressAsync(opened, "Make a new password");
        await AnswerAsync(opened, "Make a new password");
        var second = await ReadSecretAsync(opened);
        Assert.NotNull((await SignInAsync(name, first)).Problem);
        Assert.Null((await SignInAsync(name, second)).Problem);
        await PressAsync(opened, "I have it, hide it");
        await Assertions.Expect(page.Locator(".once-value")).ToHaveCountAsync(0);
        await PressAsync(opened, "Make a link to a new password");
        Assert.StartsWith(Root + "account/", await ReadSecretAsync(opened), StringComparison.Ordinal);

        await PressAsync(opened, "Keep them from signing in");
        await AnswerAsync(opened, "Keep them from signing in");
        await SeeAsync(opened, $"{name} can no longer sign in.");
        Assert.False((await FindAsync(name))!.IsEnabled);
        await PressAsync(opened, "Let them sign in again");
        await SeeAsync(opened, $"{name} may sign in again.");

        await GoToAsync(opened, $"/admin/users?q={name[5..]}&role=Author&state=enabled");
        await Assertions.Expect(page.Locator("[data-row]")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await PressAsync(opened, "Remove the user");
        await AnswerAsync(opened, "Remove the user");
        await SeeAsync(opened, $"{name} was removed.");
        Assert.Null(await FindAsync(name));
        AssertNone(opened.Errors);
    }

    [Fact]
    public async Task A_role_is_made_with_permissions_that_are_searched_and_goes_with_those_who_had_it()
    {
        var role = $"Proof {Guid.NewGuid():N}"[..14];
        await using var opened = await OpenAdminAsync("/admin/roles/new");
        await opened.WaitUntilLiveAsync();
        var page = opened.Page;

        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(role);
        await page.GetByLabel("Search the permissions").FillAsync("Guide Article");
        await page.GetByText("PreviewOwn_GuideArticle").ClickAsync();
        await page.GetByLabel("Search the permissions").FillAsync("AccessAdmin");
        await page.GetByLabel("Open the admin").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).First.ClickAsync();
        await SeeAsync(opened, $"The role {role} was saved.");
        Assert.Equal(["AccessAdminPanel", "PreviewOwn_GuideArticle"], (await GetRoleAsync(role))!.Permissions.Order(StringComparer.Ordinal));

        var name = $"holder-{Guid.NewGuid():N}";
        await Site.AddUserAsync(name, [role]);
        await GoToAsync(opened, $"/admin/roles/{Uri.EscapeDataString(role)}");
        await AssertFitAsync(opened, "admin-role");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = name })).ToBeVisibleAsync();
        await PressAsync(opened, "Remove the role");
        await AnswerAsync(opened, "Remove the role");
        await SeeAsync(opened, $"The role {role} was removed.");

        Assert.Null(await GetRoleAsync(role));
        Assert.Empty((await FindAsync(name))!.RoleNames);
        AssertNone(opened.Errors);
    }

    [Fact]
    public async Task Who_manages_people_gives_nothing_that_they_do_not_have()
    {
        var role = $"Desk{Guid.NewGuid():N}"[..14];
        await Site.RunAsync<SaveRole, Outcome<Role>>(verb => verb.RunAsync(new Role(role, "", [Permission.AccessAdminPanel, Permission.ManageUsers, Permission.ManageRoles, Permission.ViewContent]), seen: null, Cancel));
        var other = await Site.AddUserAsync($"boss-{Guid.NewGuid():N}", ["Administrator"]);
        await using var opened = await OpenAdminAsync("/admin/users/new", role);
        await opened.WaitUntilLiveAsync();
        var page = opened.Page;

        await Assertions.Expect(page.GetByLabel("Administrator:")).ToBeDisabledAsync();
        await Assertions.Expect(page.GetByLabel(role)).ToBeEnabledAsync();
        await GoToAsync(opened, $"/admin/users/{other.Id}");
        await SeeAsync(opened, "which you do not have");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove the user" })).ToHaveCountAsync(0);
        await GoToAsync(opened, "/admin/roles/new");
        await page.GetByLabel("Search the permissions").FillAsync("PurgeContent");
        await Assertions.Expect(page.GetByLabel("Throw away for good")).ToBeDisabledAsync();
        await GoToAsync(opened, "/admin/audit");
        await SeeAsync(opened, "You may not see this page");
        AssertNone(opened.Errors);
    }

    private Task<User?> FindAsync(string name) => Site.RunAsync<UserStore, User?>(store => store.FindByNameAsync(name.ToUpperInvariant(), Cancel));

    private Task<Outcome<User>> SignInAsync(string name, string password) => Site.RunAsync<SignIn, Outcome<User>>(verb => verb.RunAsync(name, password, Cancel));

    private Task<Role?> GetRoleAsync(string name) => Site.RunAsync<Cms.Settings.SettingsStore, Role?>(async settings => Role.ListIn(await RolePermissions.LoadAsync(settings, Cancel)).FirstOrDefault(role => role.Name == name));
}
