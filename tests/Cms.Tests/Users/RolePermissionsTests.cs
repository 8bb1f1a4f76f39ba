using Cms.Tenants;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Users;

public sealed class RolePermissionsTests
{
    [Fact]
    public async Task Without_roles_visitors_see_content_and_do_not_ask_the_api()
    {
        await using var site = await TestSite.WithAsync();

        var roles = await RolesAsync(site);

        Assert.Equal((true, false), (May(roles, "Anonymous", Permission.ViewContent), May(roles, "Anonymous", Permission.ExecuteGraphQL)));
    }

    [Theory]
    [InlineData("ViewContent", Permission.ViewContent, true)]
    [InlineData("ViewContent", Permission.ExecuteGraphQL, false)]
    [InlineData("ExecuteGraphQLMutations", Permission.ExecuteGraphQL, true)]
    [InlineData("EditContent", Permission.ViewContent, true)]
    [InlineData("ViewContent", Permission.EditContent, false)]
    [InlineData("SiteOwner", Permission.EditContent, true)]
    [InlineData("viewcontent", Permission.ViewContent, false)]
    public async Task A_permission_includes_the_smaller_ones(string has, string asks, bool may)
    {
        await using var site = await TestSite.WithAsync();
        await site.Cms.RunRecipeAsync(RecipeText.Of($$"""{"name":"Roles","Roles":[{"Name":"Reader","Permissions":["{{has}}"]}]}"""));

        var roles = await RolesAsync(site);

        Assert.Equal((may, may), (May(roles, "Reader", asks), May(roles, "READER", asks)));
        Assert.False(May(roles, "Nobody", asks));
    }

    [Fact]
    public async Task A_recipe_that_names_another_role_leaves_visitors_what_they_may()
    {
        await using var site = await TestSite.WithAsync();
        await site.Cms.RunRecipeAsync(RecipeText.Of("""{"name":"Roles","Roles":[{"Name":"Editor","Permissions":["EditContent"]}]}"""));

        var roles = await RolesAsync(site);

        Assert.True(May(roles, "Anonymous", Permission.ViewContent));
    }

    [Fact]
    public async Task What_a_recipe_adds_to_visitors_comes_to_what_they_may_already()
    {
        await using var site = await TestSite.WithAsync();
        await site.Cms.RunRecipeAsync(RecipeText.Of(
            """{"name":"Roles","Roles":[{"Name":"Anonymous","Permissions":["ExecuteGraphQL"],"PermissionBehavior":"Add"}]}"""));

        var roles = await RolesAsync(site);

        Assert.Equal((true, true), (May(roles, "Anonymous", Permission.ViewContent), May(roles, "Anonymous", Permission.ExecuteGraphQL)));
    }

    [Fact]
    public async Task A_change_of_roles_counts_at_once()
    {
        await using var site = await TestSite.WithAsync();
        Assert.True(May(await RolesAsync(site), "Anonymous", Permission.ViewContent));

        await site.Cms.RunRecipeAsync(RecipeText.Of("""{"name":"Roles","Roles":[{"Name":"anonymous","Permissions":[]}]}"""));

        Assert.False(May(await RolesAsync(site), "Anonymous", Permission.ViewContent));
    }

    private static bool May(RolePermissions roles, string role, string permission) => Caller.SignedIn("u1", "anna", roles.Of([role])).May(permission);

    private static Task<RolePermissions> RolesAsync(TestSite site) => site.Cms.InScopeAsync(services =>
        services.GetRequiredService<PerTenant<RolePermissions>>().GetAsync(site.Cms.Tenant, TestContext.Current.CancellationToken));
}
