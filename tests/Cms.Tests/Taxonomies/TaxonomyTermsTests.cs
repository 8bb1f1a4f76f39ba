using Cms.Taxonomies;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Taxonomies;

public sealed class TaxonomyTermsTests
{
    [Fact]
    public async Task Terms_are_those_of_the_published_taxonomy_also_inside_others()
    {
        await using var site = await TestSite.OpenAsync();
        await site.SaveDraftAsync(TestSite.Draft("Taxonomy", """{"TaxonomyPart":{"TermContentType":"Tag","Terms":[]}}""") with
        {
            ContentItemId = TestSite.Tags,
            BasedOn = (await site.LatestAsync(TestSite.Tags))!.ContentItemVersionId,
        });

        var terms = await TermsAsync(site, TestSite.Tags);

        Assert.Equal([("Earth", "tags/earth"), ("Sea", "tags/sea"), ("Space", "tags/space")], terms.Values.Select(term => (term.DisplayText, term.Path!)));
    }

    [Fact]
    public async Task A_taxonomy_that_does_not_exist_has_no_terms_until_it_does()
    {
        await using var site = await TestSite.OpenAsync();
        var before = await TermsAsync(site, "new");

        await site.PublishAsync(TestSite.Draft("Taxonomy", """{"TaxonomyPart":{"TermContentType":"Tag","Terms":[{"ContentType":"Tag","TitlePart":{"Title":"Fire"}}]}}""") with { ContentItemId = "new" });

        Assert.Empty(before);
        Assert.Equal("Fire", Assert.Single((await TermsAsync(site, "new")).Values).DisplayText);
    }

    [Fact]
    public async Task Terms_are_gone_with_their_taxonomy()
    {
        await using var site = await TestSite.OpenAsync();
        await TermsAsync(site, TestSite.Tags);

        await site.UnpublishAsync(TestSite.Tags);

        Assert.Empty(await TermsAsync(site, TestSite.Tags));
    }

    private static Task<IReadOnlyDictionary<string, Term>> TermsAsync(TestSite site, string taxonomy) => site.Cms.InScopeAsync(async services =>
    {
        var kept = await services.GetRequiredService<PerTenant<TaxonomyTerms>>().GetAsync(site.Cms.Tenant, TestContext.Current.CancellationToken);
        return await kept.OfAsync(taxonomy);
    });
}
