using Cms.Editing;
using Cms.Taxonomies;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Editing;

public sealed class AddTermsTests
{
    [Fact]
    public async Task Terms_that_exist_are_found_by_their_exact_names_and_nothing_is_saved()
    {
        await using var site = await TestSite.OpenAsync();
        var before = site.Cms.Data.Events.Count;

        var ids = await site.AddTermsAsync("Space", "Sea", "Earth");

        Assert.Equal(["space", "sea", "earth"], ids.Value);
        Assert.Empty(site.EventsAfter(before));
    }

    [Fact]
    public async Task Missing_terms_are_made_once_with_their_exact_spelling()
    {
        await using var site = await TestSite.OpenAsync();

        var ids = (await site.AddTermsAsync("earth", "Fire & Flame", "earth")).Value;

        var terms = await TermsAsync(site);
        Assert.Equal(ids[0], ids[2]);
        Assert.Equal(("earth", "tags/earth-2"), (terms[ids[0]].DisplayText, terms[ids[0]].Path));
        Assert.Equal(("Fire & Flame", "tags/fire-flame"), (terms[ids[1]].DisplayText, terms[ids[1]].Path));
        Assert.Equal(5, terms.Count);
    }

    [Fact]
    public async Task Terms_added_in_a_row_are_all_there()
    {
        await using var site = await TestSite.OpenAsync();
        var first = (await site.AddTermsAsync("Fire")).Value;
        await TermsAsync(site);

        await site.AddTermsAsync("Water");
        var again = (await site.AddTermsAsync("Fire")).Value;

        Assert.Equal(first, again);
        Assert.Equal(["Earth", "Fire", "Sea", "Space", "Water"], (await TermsAsync(site)).Values.Select(term => term.DisplayText).Order());
    }

    [Fact]
    public async Task An_editors_unfinished_taxonomy_is_not_published_along()
    {
        await using var site = await TestSite.OpenAsync();
        await site.SaveDraftAsync(TestSite.Retitled((await site.LatestAsync(TestSite.Tags))!, "Half-finished"));

        var existing = await site.AddTermsAsync("Earth");
        var missing = await site.AddTermsAsync("Fire");

        Assert.Equal(["earth"], existing.Value);
        Assert.Equal(
            (ProblemKind.Conflict, "The taxonomy \"Half-finished\" has an unpublished draft; publish or discard it before terms are added."),
            (missing.Problem?.Kind, missing.Problem?.Message));
    }

    [Fact]
    public async Task An_item_that_is_no_taxonomy_takes_no_terms()
    {
        await using var site = await TestSite.OpenAsync(RecipeText.Content("""{"ContentItemId":"page","ContentType":"Page","TitlePart":{"Title":"About"}}"""));

        var outcome = await site.Cms.RunAsync<AddTerms, Outcome<IReadOnlyList<string>>>(
            verb => verb.RunAsync("page", ["Fire"], TestSite.Anna, TestContext.Current.CancellationToken));

        Assert.Equal("\"About\" (page) is no taxonomy: it has no TaxonomyPart with a TermContentType.", outcome.Problem?.Message);
    }

    private static Task<IReadOnlyDictionary<string, Term>> TermsAsync(TestSite site) => site.Cms.InScopeAsync(async services =>
    {
        var kept = await services.GetRequiredService<PerTenant<TaxonomyTerms>>().GetAsync(site.Cms.Tenant, TestContext.Current.CancellationToken);
        return await kept.OfAsync(TestSite.Tags);
    });
}
