using Cms.Content;
using Cms.Editing.Terms;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Editing.Terms;

/// <summary>The tenant of <see cref="TestSite"/> whose tags have alternative names, and the verbs on them in one call each.</summary>
internal static class KeywordSite
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<TestSite> OpenAsync(params string[] more) => TestSite.OpenAsync(
    [
        RecipeText.Definitions(RecipeText.Type("Tag", "", RecipeText.Attach("Tag")), RecipeText.Part("Tag", RecipeText.Field("MultiTextField", "AlternativeNames"))),
        .. more,
    ]);

    /// <summary>Runs a verb for a caller; for the program itself when there is none.</summary>
    public static Task<T> AsAsync<TVerb, T>(this TestSite site, Caller? caller, Func<TVerb, Task<T>> work) where TVerb : notnull => site.Cms.InScopeAsync(services =>
    {
        if (caller is not null)
            services.GetRequiredService<CurrentCaller>().Caller = caller;
        return work(services.GetRequiredService<TVerb>());
    });

    public static Task<Outcome<SavedTerm>> SaveAsync(this TestSite site, TermWish wish, Caller? caller = null) => site.AsAsync<SaveTerm, Outcome<SavedTerm>>(caller, verb => verb.RunAsync(wish, TestSite.Anna, Cancel));

    public static Task<Outcome<ContentItem>> MergeAsync(this TestSite site, string from, string into, Caller? caller = null) =>
        site.AsAsync<MergeTerms, Outcome<ContentItem>>(caller, verb => verb.RunAsync(TestSite.Tags, null, from, into, TestSite.Anna, Cancel));

    public static Task<Outcome<ContentItem>> RemoveTermAsync(this TestSite site, string term, string? replaceBy, Caller? caller = null) =>
        site.AsAsync<RemoveTerm, Outcome<ContentItem>>(caller, verb => verb.RunAsync(TestSite.Tags, null, term, replaceBy, TestSite.Anna, Cancel));

    public static Task<Outcome<ContentItem>> MoveAsync(this TestSite site, string term, string? parent, int? place = null) =>
        site.AsAsync<MoveTerm, Outcome<ContentItem>>(null, verb => verb.RunAsync(TestSite.Tags, null, term, parent, place, TestSite.Anna, Cancel));

    public static Task<Outcome<FoundTerms>> TermsAsync(this TestSite site, string? text = null, int first = 50, int skip = 0, Caller? caller = null) =>
        site.AsAsync<ListTerms, Outcome<FoundTerms>>(caller, verb => verb.RunAsync(TestSite.Tags, text, first, skip, Cancel));

    /// <summary>A published article with these tags.</summary>
    public static async Task<ContentItem> TaggedAsync(this TestSite site, string title, params string[] terms) => (await site.PublishAsync(Tagged(title, terms))).Value;

    public static Cms.Editing.ContentDraft Tagged(string title, params string[] terms) => TestSite.Article(title, $$"""
        "Article":{"Tags":{"TaxonomyContentItemId":"{{TestSite.Tags}}","TermContentItemIds":[{{string.Join(',', terms.Select(term => $"\"{term}\""))}}],"TagNames":[{{string.Join(',', terms.Select(term => $"\"was {term}\""))}}]} }
        """);

    /// <summary>The tags of a version, in order.</summary>
    public static string Tags(this ContentItem item) => string.Join(", ", item.Json("Article")["Tags"]!["TermContentItemIds"]!.AsArray());

    /// <summary>The names beside them.</summary>
    public static string TagNames(this ContentItem item) => string.Join(", ", item.Json("Article")["Tags"]!["TagNames"]!.AsArray());
}
