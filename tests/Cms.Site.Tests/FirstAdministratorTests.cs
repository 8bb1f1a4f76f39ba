using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Cms.Site.Tests;

/// <summary>Who can sign in after the first start, as the console of the real program says it.</summary>
public sealed partial class FirstAdministratorTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("cms-first-").FullName;

    [Fact]
    public async Task The_first_start_shows_a_password_that_works_and_the_next_one_shows_none()
    {
        string password;
        await using (var first = await StartAsync())
        {
            await Cms.Tests.Eventually.AsyncTrue(() => Shown().IsMatch(first.Output));
            password = Shown().Match(first.Output).Groups[1].Value;
            using var browser = new AccountBrowser(first.Client.BaseAddress!);
            Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync("admin", password)).Status);
        }

        await using var second = await StartAsync();
        await Cms.Tests.Eventually.AsyncTrue(() => second.Output.Contains("Stop with Ctrl+C.", StringComparison.Ordinal));
        Assert.DoesNotContain("Password", second.Output, StringComparison.Ordinal);
        using var again = new AccountBrowser(second.Client.BaseAddress!);
        Assert.Equal(HttpStatusCode.SeeOther, (await again.SignInAsync("admin", password)).Status);
        Assert.DoesNotContain(Directory.EnumerateFiles(_data, "*.json", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains(password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tenant_that_a_command_set_up_gets_its_administrator_at_the_first_start_with_the_password_that_is_given()
    {
        var listed = await CommandResult.RunInsideAsync("users", "list", "--environment", "Production", "--Cms:DataDirectory", _data, "--Cms:Setup:Recipe", "blank");

        await using var server = await StartAsync("--Cms:Setup:AdminUserName", "boss", "--Cms:Setup:AdminPassword", "quiet-harbour-lantern");
        await Cms.Tests.Eventually.AsyncTrue(() => server.Output.Contains("Stop with Ctrl+C.", StringComparison.Ordinal));

        Assert.DoesNotContain("admin", listed.Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("Administrator of Default: boss", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("quiet-harbour-lantern", server.Output, StringComparison.Ordinal);
        using var browser = new AccountBrowser(server.Client.BaseAddress!);
        var signedIn = await browser.SignInAsync("boss", "quiet-harbour-lantern");
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.Status);

        // Outside development the cookie is for encrypted connections only, so this browser does not send it back.
        Assert.Contains("; secure", Assert.Single(signedIn.SetCookies), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_password_that_is_easily_guessed_refuses_the_set_up()
    {
        var start = await CommandResult.RunAsync("--environment", "Production", "--Cms:DataDirectory", _data, "--Cms:Setup:AdminPassword", "short");

        Assert.Equal("The administrator of Cms:Setup (AdminUserName, AdminEmail, AdminPassword) cannot be used: A password has 12 to 256 characters; this one has 5.", start.Refused());
        Assert.False(Directory.Exists(Path.Combine(_data, "Sites")));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    private Task<ServerProcess> StartAsync(params string[] more) =>
        ServerProcess.StartAsync(["--environment", "Production", "--Cms:DataDirectory", _data, "--Cms:Setup:Recipe", "blank", .. more]);

    [GeneratedRegex(@"Administrator of Default: admin\s+Password  ([a-z2-9-]{34})\s")]
    private static partial Regex Shown();
}
