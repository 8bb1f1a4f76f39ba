using Cms.Features;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Features;

public sealed class TenantFeaturesTests
{
    [Fact]
    public async Task Nothing_is_switched_on_until_a_recipe_does()
    {
        await using var site = await TestSite.WithAsync();
        var before = (await FeaturesAsync(site)).Has(Feature.GraphQL);

        await site.Cms.RunRecipeAsync(RecipeText.Of($$"""{"name":"feature","enable":["{{Feature.GraphQL}}"]}"""));
        var enabled = (await FeaturesAsync(site)).Has(Feature.GraphQL);
        await site.Cms.RunRecipeAsync(RecipeText.Of($$"""{"name":"feature","disable":["{{Feature.GraphQL}}"]}"""));

        Assert.Equal((false, true, false), (before, enabled, (await FeaturesAsync(site)).Has(Feature.GraphQL)));
    }

    private static Task<TenantFeatures> FeaturesAsync(TestSite site) => site.Cms.InScopeAsync(services =>
        services.GetRequiredService<PerTenant<TenantFeatures>>().GetAsync(site.Cms.Tenant, TestContext.Current.CancellationToken));
}
