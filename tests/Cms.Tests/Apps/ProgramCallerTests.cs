using Cms.Apps;
using Cms.Users;

namespace Cms.Tests.Apps;

/// <summary>Who a token or key is, and what it may do.</summary>
public sealed class ProgramCallerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string[], string[], string[], string> Apps => new()
    {
        // Roles, the app's scopes, the token's scopes, what that may: see a guide, see another thing, edit a guide.
        { ["Writer"], [], [], "guide other edit" },
        { ["Writer"], [], ["profile"], "guide other edit" },
        { ["Writer"], ["content.read"], ["content.read"], "guide other" },
        { ["Writer"], ["content.read"], [], "guide other" },
        { ["Reader"], ["content.write"], ["content.write"], "guide" },
        { [], ["content.read"], ["content.read"], "guide other" },
        { [], [], [], "" },

        // What was taken from the app since, and a scope that is not there any more.
        { ["Writer"], ["content.read"], ["content.write"], "" },
        { ["Writer"], ["gone"], ["gone"], "" },
    };

    [Theory]
    [MemberData(nameof(Apps))]
    public async Task An_app_may_what_its_roles_allow_as_far_as_the_scopes_of_its_token_go(string[] roles, string[] scopes, string[] asked, string may)
    {
        await using var site = new AppSite();
        await site.MakeRolesAsync();
        await site.Cms.RunAsync<AppStore, bool>(async store =>
        {
            await store.SaveAsync(AppSite.An("app") with { DisplayName = "The app", RoleNames = roles, ScopeNames = scopes, RequestsAMinute = 30 }, "secret", Cancel);
            return true;
        });

        var caller = (await site.CallerOfTokenAsync(site.Token("app", asked))).Value;

        Assert.Equal(may, May(caller));
        Assert.Equal(("The app", 30, true), (caller.UserName, caller.App?.RequestsAMinute, caller.IsSignedIn));
        Assert.False(caller.May(Permission.SiteOwner));
    }

    public static TheoryData<string[], string[], string> Users => new()
    {
        { [], ["openid", "profile"], "" },
        { ["roles"], ["openid", "roles"], "guide other edit" },
        { [], ["openid", "roles"], "" },
        { ["content.read", "roles"], ["content.read"], "guide other" },
        { ["content.read", "roles"], ["content.read", "roles"], "guide other" },
        { [], ["content.read"], "" },
    };

    [Theory]
    [MemberData(nameof(Users))]
    public async Task An_app_may_for_a_user_what_both_the_user_and_the_scopes_allow_and_nothing_where_it_asked_only_who_it_is(string[] scopes, string[] asked, string may)
    {
        await using var site = new AppSite();
        await site.MakeRolesAsync();
        await site.RegisterAsync(AppSite.An("app") with { ScopeNames = scopes });
        var user = await AddUserAsync(site, "Writer");

        var caller = (await site.CallerOfTokenAsync(site.Token("app", asked) with { UserId = user.Id, Stamp = GivenToken.StampOf(site.Cms.Tenant, user) })).Value;

        Assert.Equal(may, May(caller));
        Assert.Equal((user.Id, "anna", "app"), (caller.UserId, caller.UserName, caller.App?.Name));
    }

    [Fact]
    public async Task A_token_is_refused_by_another_tenant_and_once_its_app_its_user_or_itself_has_ended()
    {
        await using var site = new AppSite();
        await site.MakeRolesAsync();
        var app = (await site.RegisterAsync(AppSite.An("app") with { ScopeNames = ["roles"] })).Value.App;
        var user = await AddUserAsync(site, "Writer");
        var ofUser = site.Token("app", "roles") with { UserId = user.Id, Stamp = GivenToken.StampOf(site.Cms.Tenant, user) };
        var tokenId = await site.Cms.RunAsync<AppStore, string>(store => Task.FromResult(((Memory.MemoryAppStore)store).Give(app, DateTime.MaxValue)));

        var good = await site.CallerOfTokenAsync(ofUser);
        var otherTenant = await site.CallerOfTokenAsync(ofUser with { TenantId = "t2" });
        var wrongStamp = await site.CallerOfTokenAsync(ofUser with { Stamp = "earlier" });
        var noStamp = await site.CallerOfTokenAsync(ofUser with { Stamp = null });
        var nobody = await site.CallerOfTokenAsync(ofUser with { UserId = "" });
        await site.RunAsync<ResetAppSecret, RegisteredApp>(verb => verb.RunAsync("app", Cancel));
        var revoked = await site.CallerOfTokenAsync(ofUser with { TokenId = tokenId });
        await site.RunAsync<SetUserEnabled, User>(verb => verb.RunAsync("anna", false, Cancel));
        var disabledUser = await site.CallerOfTokenAsync(ofUser);
        await site.RunAsync<SetAppEnabled, App>(verb => verb.RunAsync("app", false, Cancel));
        var disabledApp = await site.CallerOfTokenAsync(site.Token("app"));
        await site.RunAsync<RemoveApp, App>(verb => verb.RunAsync("app", Cancel));
        var removedApp = await site.CallerOfTokenAsync(site.Token("app"));

        Assert.Null(good.Problem);
        Assert.All(
            new[] { otherTenant, wrongStamp, noStamp, nobody, revoked, disabledUser, disabledApp, removedApp },
            outcome => Assert.Equal(ProblemKind.Forbidden, outcome.Problem?.Kind));
    }

    [Fact]
    public async Task A_role_that_is_changed_counts_for_tokens_and_keys_that_were_given_before()
    {
        await using var site = new AppSite();
        await site.MakeRolesAsync();
        await site.RegisterAsync(AppSite.An("app") with { RoleNames = ["Writer"] });
        var key = (await site.MakeKeyAsync(new NewApiKey("key") { RoleNames = ["Writer"] })).Value.Key;
        var before = (May((await site.CallerOfTokenAsync(site.Token("app"))).Value), May((await site.CallerOfKeyAsync(key)).Value));

        await site.Cms.RunRecipeAsync(RecipeText.Of("""{"name":"Roles","Roles":[{"Name":"Writer","Permissions":["View_Guide"]}]}"""));

        Assert.Equal(("guide other edit", "guide other edit"), before);
        Assert.Equal(("guide", "guide"), (May((await site.CallerOfTokenAsync(site.Token("app"))).Value), May((await site.CallerOfKeyAsync(key)).Value)));
    }

    private static string May(Caller caller) => string.Join(' ', new[]
    {
        caller.May(ContentAction.View, "Guide") ? "guide" : null, caller.May(ContentAction.View, "Other") ? "other" : null, caller.May(ContentAction.Edit, "Guide") ? "edit" : null,
    }.OfType<string>());

    private static async Task<User> AddUserAsync(AppSite site, string role) =>
        (await site.RunAsync<AddUser, User>(verb => verb.RunAsync(new NewUser("anna") { RoleNames = [role], Password = "quiet-harbour-lantern" }, Cancel))).Value;
}
