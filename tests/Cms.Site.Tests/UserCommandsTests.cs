using System.Net;
using System.Text.RegularExpressions;

namespace Cms.Site.Tests;

public sealed partial class UserCommandsTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Fact]
    public async Task A_user_who_is_added_beside_the_server_signs_in_with_the_password_that_is_shown_once()
    {
        var added = (await site.RunCommandAsync("users", "add", "anna", "--email", "anna@example.org", "--role", "Editor", "--role", "Author")).Succeeded().Output;
        var listed = (await site.RunCommandAsync("users", "list")).Succeeded().Output;

        Assert.Contains("User anna was added to tenant Default with the roles Editor, Author.", added, StringComparison.Ordinal);
        Assert.Matches(@"anna +anna@example\.org +Editor, Author +enabled +[0-9a-z]{26} ", listed);
        Assert.Matches(@"admin +Administrator +enabled ", listed);
        Assert.DoesNotContain(Password(added), listed, StringComparison.Ordinal);
        using var browser = new AccountBrowser(site);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync("anna", Password(added))).Status);
    }

    [Fact]
    public async Task A_password_that_is_given_is_not_shown_and_keeps_the_rules()
    {
        var added = (await site.RunCommandAsync("users", "add", "bert", "--password", "another-lantern-at-sea")).Succeeded().Output;
        var refused = (await site.RunCommandAsync("users", "add", "carl", "--password", "password1234")).Refused();

        Assert.Equal("User bert was added to tenant Default without a role.", added.Trim());
        Assert.StartsWith("This password is easy to guess", refused, StringComparison.Ordinal);
        Assert.Equal("There is no user \"carl\" in this site.", (await site.RunCommandAsync("users", "enable", "carl")).Refused());
    }

    [Fact]
    public async Task A_new_password_takes_the_place_of_the_old_one()
    {
        await site.AddUserAsync("dora", []);
        using var browser = new AccountBrowser(site);

        var reset = (await site.RunCommandAsync("users", "reset-password", "DORA@example.org")).Succeeded().Output;

        Assert.Contains("User dora of tenant Default has a new password.", reset, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SignInAsync("dora")).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync("dora", Password(reset))).Status);
    }

    [Fact]
    public async Task The_only_administrator_is_neither_disabled_nor_given_other_roles()
    {
        const string Refusal = "admin is the only administrator who can sign in; make another user one first.";

        Assert.Equal(Refusal, (await site.RunCommandAsync("users", "disable", "admin")).Refused());
        Assert.Equal(Refusal, (await site.RunCommandAsync("users", "roles", "admin", "--role", "Editor")).Refused());
    }

    [Fact]
    public async Task A_new_tenants_administrator_signs_in_with_the_password_that_is_shown_once()
    {
        var made = (await site.RunCommandAsync("tenants", "create", "Fresh", "--prefix", "fresh", "--recipe", "blank")).Succeeded().Output;
        await site.RestartAsync();
        using var browser = new AccountBrowser(site, "/fresh");

        var signedIn = await browser.SignInAsync("admin", Password(made));
        await browser.SendAsync(signedIn.Location!["/fresh".Length..], "/account/password", ("present", Password(made)), ("wanted", "another-lantern-at-sea"), ("repeated", "another-lantern-at-sea"));

        Assert.Equal((HttpStatusCode.SeeOther, "/fresh/account/password?returnUrl=%2Ffresh%2Faccount"), (signedIn.Status, signedIn.Location));
        Assert.Equal("admin", await browser.NameAsync());
    }

    [Fact]
    public async Task A_password_for_a_new_tenant_that_is_easily_guessed_makes_no_tenant()
    {
        var refused = (await site.RunCommandAsync("tenants", "create", "Weak", "--prefix", "weak", "--recipe", "blank", "--admin-password", "short")).Refused();

        Assert.Equal("A password has 12 to 256 characters; this one has 5.", refused);
        Assert.DoesNotContain("Weak", (await site.RunCommandAsync("tenants", "list")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_of_a_recipe_sign_in_once_they_have_a_password()
    {
        var recipe = site.WriteRecipe("people", """{ "name": "Users", "Users": [{ "UserName": "greta", "UserId": "4greta0000000000000000user", "Email": "greta@example.org", "RoleNames": ["Editor"], "PasswordHash": "AQAAAA" }] }""");
        var ran = (await site.RunCommandAsync("recipes", "run", recipe)).Succeeded().Output;
        using var browser = new AccountBrowser(site);

        var before = await browser.SignInAsync("greta", "AQAAAA");
        (await site.RunCommandAsync("users", "reset-password", "greta", "--password", "another-lantern-at-sea")).Succeeded();
        var after = await browser.SignInAsync("greta", "another-lantern-at-sea");

        Assert.Contains("cannot sign in until they have one (cms users reset-password NAME): greta.", ran, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.SeeOther), (before.Status, after.Status));
    }

    private static string Password(string output) => GeneratedPassword().Match(output) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException($"No password in: {output}");

    [GeneratedRegex(@"Password of \w+, shown only now: ([a-z2-9-]{34})\s")]
    private static partial Regex GeneratedPassword();
}
