using Cms.Apps;
using Cms.Users;

namespace Cms.Tests.Apps;

public sealed class RegisterAppTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_app_that_keeps_a_secret_gets_one_made_up_and_a_public_one_gets_none()
    {
        await using var site = new AppSite();

        var kept = (await site.RegisterAsync(AppSite.An("server"))).Value;
        var inBrowser = (await site.RegisterAsync(Public("spa"))).Value;

        Assert.Equal(43, kept.MadeSecret?.Length);
        Assert.Null(inBrowser.MadeSecret);
        Assert.True(inBrowser.App.RequiresProofKey);
        Assert.Equal("spa", inBrowser.App.DisplayName);
    }

    [Fact]
    public async Task The_same_app_again_changes_nothing_and_a_given_secret_takes_the_place_of_the_one_before()
    {
        await using var site = new AppSite();
        await site.RegisterAsync(AppSite.An("server"), "first secret");
        var told = site.Cms.Data.Events.Count;

        var same = (await site.RegisterAsync(AppSite.An("server"), "first secret", mayReplace: true)).Value;
        var withoutSecret = (await site.RegisterAsync(AppSite.An("server"), secret: null, mayReplace: true)).Value;
        var quiet = site.Cms.Data.Events.Count;
        var changed = (await site.RegisterAsync(AppSite.An("server"), "second secret", mayReplace: true)).Value;

        Assert.Equal((false, false, true), (same.IsChanged, withoutSecret.IsChanged, changed.IsChanged));
        Assert.Equal(told, quiet);
        Assert.True(await site.Cms.RunAsync<AppStore, bool>(store => store.HasSecretAsync(changed.App, "second secret", Cancel)));
    }

    [Fact]
    public async Task A_client_id_that_is_taken_is_refused_unless_the_app_may_be_replaced()
    {
        await using var site = new AppSite();
        await site.RegisterAsync(AppSite.An("server"));

        var again = await site.RegisterAsync(AppSite.An("server"));

        Assert.Equal("There is an app server already; remove it first or take another client id.", again.Problem?.Message);
    }

    [Theory]
    [InlineData(true, "https://spa.example/back", true)]
    [InlineData(true, "https://localhost/back", false)]
    [InlineData(true, "https://127.0.0.1:7000/back", false)]
    [InlineData(true, "http://127.0.0.1/back", false)]
    [InlineData(true, "http://spa.example/back", false)]
    [InlineData(true, "com.example.app:/back", false)]
    [InlineData(false, "http://127.0.0.1/back", true)]
    public void An_app_is_proven_by_its_secret_or_by_an_address_of_its_own_in_the_web(bool isPublic, string address, bool isProven)
    {
        var app = AppSite.An("app") with { IsPublic = isPublic };

        Assert.Equal(isProven, app.IsProvenBy(new Uri(address)));
    }

    public static TheoryData<App, string> Impossible => new()
    {
        { AppSite.An("two words"), "A client id has 1 to 100 letters, digits and signs without spaces; \"two words\" does not." },
        { AppSite.An("spa") with { IsPublic = true }, "spa is public and keeps no secret, so it cannot ask for tokens for itself; make it confidential or let users sign in." },
        { Public("spa") with { RedirectUris = [] }, "spa lets users sign in and needs an address to which they are sent back." },
        { AppSite.An("app") with { Flows = AppFlows.RefreshToken }, "app cannot refresh tokens, as it gets none of users." },
        { AppSite.An("app") with { RequestsAMinute = 0 }, "app may send 1 request a minute at least, not 0." },
        { AppSite.An("app") with { RoleNames = ["Nobody"] }, "There is no role \"Nobody\" that users can be given. Roles: Administrator, Author, Contributor, Editor, Moderator." },
        { AppSite.An("app") with { ScopeNames = ["nothing"] }, "There is no scope \"nothing\". Scopes: content.preview, content.read, content.write, email, media.write, offline_access, openid, profile, roles." },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task What_cannot_be_is_refused_with_what_would_be_right(App app, string message)
    {
        await using var site = new AppSite();

        var refused = await site.RegisterAsync(app);

        Assert.Equal(message, refused.Problem?.Message);
        Assert.Empty(site.Cms.Data.Events);
    }

    [Theory]
    [InlineData("https://app.example/back", true)]
    [InlineData("http://localhost:3000/back?a=b", true)]
    [InlineData("com.example.app:/back", true)]
    [InlineData("https://app.example/back#part", false)]
    [InlineData("https://app.example/back#", false)]
    [InlineData("https://app.example/back?iss=x", false)]
    [InlineData("/back", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    public async Task Users_are_sent_back_to_whole_addresses_that_run_nothing(string address, bool isTaken)
    {
        await using var site = new AppSite();

        var registered = await site.RegisterAsync(Public("spa") with { RedirectUris = [address] });

        Assert.Equal(isTaken, registered.Problem is null);
    }

    [Fact]
    public async Task Nobody_registers_an_app_that_may_do_more_than_they_may()
    {
        await using var site = new AppSite();
        await site.MakeRolesAsync();
        var clerk = Caller.SignedIn("u1", "clerk", [Permission.ManageApplications, "ExecuteGraphQL", "AccessContentApi", "View_Guide"]);

        var visitor = await site.RegisterAsync(AppSite.An("a"), by: Caller.Visitor([]));
        var asReader = await site.RegisterAsync(AppSite.An("b") with { RoleNames = ["Reader"] }, by: clerk);
        var asWriter = await site.RegisterAsync(AppSite.An("c") with { RoleNames = ["Writer"] }, by: clerk);
        var byScope = await site.RegisterAsync(AppSite.An("d") with { ScopeNames = ["content.write"] }, by: clerk);
        await site.RegisterAsync(AppSite.An("writer") with { RoleNames = ["Writer"] });
        var taken = await site.RegisterAsync(AppSite.An("writer"), "a secret of the clerk", mayReplace: true, by: clerk);
        var reset = await site.RunAsync<ResetAppSecret, RegisteredApp>(verb => verb.RunAsync("writer", Cancel), clerk);

        Assert.Null(asReader.Problem);
        Assert.All(new[] { visitor, asWriter, byScope, taken, reset }, outcome => Assert.Equal(ProblemKind.Forbidden, outcome.Problem?.Kind));
        Assert.Contains("ManageApplications", visitor.Problem!.Message, StringComparison.Ordinal);
        Assert.Contains("EditContent", asWriter.Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_secret_ends_the_old_one_and_an_app_that_is_not_there_is_named()
    {
        await using var site = new AppSite();
        var first = (await site.RegisterAsync(AppSite.An("server"))).Value;

        var reset = (await site.RunAsync<ResetAppSecret, RegisteredApp>(verb => verb.RunAsync("server", Cancel))).Value;
        var missing = await site.RunAsync<RemoveApp, App>(verb => verb.RunAsync("nobody", Cancel));

        Assert.NotEqual(first.MadeSecret, reset.MadeSecret);
        Assert.False(await site.Cms.RunAsync<AppStore, bool>(store => store.HasSecretAsync(reset.App, first.MadeSecret!, Cancel)));
        Assert.Equal("There is no app \"nobody\" in this site.", missing.Problem?.Message);
    }

    private static App Public(string clientId) => AppSite.An(clientId) with { IsPublic = true, Flows = AppFlows.AuthorizationCode | AppFlows.RefreshToken, RedirectUris = ["https://spa.example/back"] };
}
