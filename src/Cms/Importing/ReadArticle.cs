using System.Text.Json.Nodes;
using Cms.Definitions;
using Cms.Importing.Tables;
using Cms.Taxonomies;
using Cms.Tenants;

namespace Cms.Importing;

/// <summary>An article as the parts of an item that is not stored.</summary>
/// <param name="Article">The article.</param>
/// <param name="Parts">The parts that it makes, without keywords that do not exist.</param>
/// <param name="NewKeywords">Its keywords that no term has.</param>
/// <param name="Reading">What somebody should look at.</param>
public sealed record ProposedArticle(Article Article, JsonObject Parts, IReadOnlyList<string> NewKeywords, ArticleReading Reading);

/// <summary>Reads a text that somebody pasted as an article, for a look before it is taken. Stores nothing.</summary>
public sealed class ReadArticle(TenantDefinitions definitions, PerTenant<TaxonomyTerms> terms, CurrentTenant tenant)
{
    /// <summary>
    /// The article as an item of the type. <see cref="ProblemKind.Invalid"/> with the reasons when the text is no article, or the type lacks what an article has.
    /// </summary>
    /// <param name="content">Plain text, Markdown or HTML, in UTF-8.</param>
    /// <param name="contentType">The type of the item.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<ProposedArticle>> RunAsync(byte[] content, string contentType, CancellationToken cancel)
    {
        var form = ArticleForm.Of(contentType, await definitions.GetAsync(cancel), ArticleMap.Standard.Fields);
        if (form.Problem is { } unfit)
            return unfit;

        var reading = ArticleParser.Read(content);
        if (reading.Article is not { } article)
            return Problem.Invalid($"This is not a whole article: {string.Join(' ', reading.Refusals)}");

        var kept = await terms.GetAsync(tenant.Tenant, cancel);
        var known = await kept.OfAsync(TaxonomyTerms.TaxonomyOf(form.Value.Keywords)!);
        var found = article.Keywords.Select(keyword => (Keyword: keyword, Term: known.Values.FirstOrDefault(term => IsNamed(term, keyword)))).ToList();
        string[] ids = [.. found.Select(one => one.Term?.ContentItemId).OfType<string>().Distinct(StringComparer.Ordinal)];
        return new ProposedArticle(article, new ArticleParts(form.Value).Write(article, ids, []), [.. found.Where(one => one.Term is null).Select(one => one.Keyword)], reading);
    }

    private static bool IsNamed(Term term, string keyword) =>
        term.DisplayText.Equals(keyword, StringComparison.OrdinalIgnoreCase) || term.AlternativeNames.Contains(keyword, StringComparer.OrdinalIgnoreCase);
}
