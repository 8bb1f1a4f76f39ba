using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing.Lists;
using Cms.Parts;
using Cms.Taxonomies;
using Cms.Users;

namespace Cms.Editing.Terms;

/// <summary>A term in the list of its taxonomy.</summary>
/// <param name="Term">The term.</param>
/// <param name="Parents">The terms that it lies in, from the first level on.</param>
/// <param name="Index">Its place among its siblings, from 0.</param>
/// <param name="Siblings">How many there are beside it, itself among them.</param>
/// <param name="Children">How many terms lie directly inside it.</param>
/// <param name="Items">How many items have it, as far as the caller may list them; no more than <see cref="ListTerms.MostCounted"/> are counted.</param>
public sealed record ListedTerm(Term Term, IReadOnlyList<Term> Parents, int Index, int Siblings, int Children, int Items);

/// <summary>A page of the terms of a taxonomy.</summary>
/// <param name="Taxonomy">The taxonomy, the version that the caller may see.</param>
/// <param name="Terms">The terms of this page: each before those inside it.</param>
/// <param name="Count">How many were found, on all pages.</param>
/// <param name="All">How many terms the taxonomy has.</param>
/// <param name="MayChange">The caller may change them.</param>
/// <param name="HasAlternativeNames">Terms have a field for alternative names.</param>
public sealed record FoundTerms(ContentItem Taxonomy, IReadOnlyList<ListedTerm> Terms, int Count, int All, bool MayChange, bool HasAlternativeNames);

/// <summary>Lists the terms of a taxonomy as the tree that they are, page by page.</summary>
public sealed class ListTerms(CurrentCaller current, ContentStore store, TenantDefinitions definitions, ContentAccess access)
{
    /// <summary>No more items than these are counted for a term.</summary>
    public const int MostCounted = 1000;

    /// <summary>A page of the terms whose name or alternative name has the text; <see cref="ProblemKind.NotFound"/> when the caller sees no such taxonomy.</summary>
    /// <param name="taxonomyContentItemId">The taxonomy.</param>
    /// <param name="text">What is looked for; empty or null for all.</param>
    /// <param name="first">How many at most.</param>
    /// <param name="skip">How many to leave out before.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="counts">False leaves the items uncounted, where nobody reads how many there are.</param>
    public Task<Outcome<FoundTerms>> RunAsync(string taxonomyContentItemId, string? text, int first, int skip, CancellationToken cancel, bool counts = true) =>
        FindAsync(taxonomyContentItemId, term => text is not { Length: > 0 } || term.AlternativeNames.Prepend(term.DisplayText).Any(name => name.Contains(text, StringComparison.CurrentCultureIgnoreCase)), first, skip, counts, cancel);

    /// <summary>One term as the only one on the page; <see cref="ProblemKind.NotFound"/> when the caller sees none.</summary>
    public async Task<Outcome<FoundTerms>> RunAsync(string taxonomyContentItemId, string termContentItemId, CancellationToken cancel)
    {
        var found = await FindAsync(taxonomyContentItemId, term => term.ContentItemId == termContentItemId, 1, 0, counts: true, cancel);
        return found.Problem is null && found.Value.Terms.Count == 0 ? ChangeTerms.Missing(termContentItemId) : found;
    }

    private async Task<Outcome<FoundTerms>> FindAsync(string taxonomyContentItemId, Func<Term, bool> isWanted, int first, int skip, bool counts, CancellationToken cancel)
    {
        if (await FindSeenAsync(taxonomyContentItemId, cancel) is not { } seen)
            return ContentAccess.Missing(taxonomyContentItemId);

        var known = await definitions.GetAsync(cancel);
        var taxonomy = (await access.FieldsAsync(cancel)).Visible(seen);
        if (known.FindType(taxonomy.ContentType)?.Parts.FirstOrDefault(part => part.PartName == "TaxonomyPart") is not { } attached)
            return Problem.NotFound($"\"{taxonomy.DisplayText}\" ({taxonomyContentItemId}) is no taxonomy.");

        var terms = TaxonomyTerms.TermsIn(taxonomy, known);
        var part = taxonomy.Part(attached.Name);
        var wanted = In(part, [], terms).Where(placed => isWanted(placed.Term)).ToList();
        var types = ListedTypes.Of(known.Types.Where(type => type.Listable), current.Caller);
        var listed = new List<ListedTerm>();
        foreach (var placed in wanted.Skip(skip).Take(first))
            listed.Add(counts && !types.AreNone ? placed with { Items = await CountAsync(taxonomyContentItemId, placed.Term.ContentItemId, types, cancel) } : placed);

        var mayChange = seen is { Latest: true, Published: true } && current.Caller.May(ContentAction.Edit, seen.ContentType, seen.Owner) && current.Caller.May(ContentAction.Publish, seen.ContentType, seen.Owner);
        var hasNames = JsonText.Find(part, "TermContentType") is { } termType && known.FieldsOf(termType).Any(field => field.Name == Term.AlternativeNamesField);
        return new FoundTerms(taxonomy, listed, wanted.Count, terms.Count, mayChange, hasNames);
    }

    private async Task<ContentItem?> FindSeenAsync(string contentItemId, CancellationToken cancel) =>
        await store.FindLatestAsync(contentItemId, cancel) is { } latest && current.Caller.MaySee(latest) ? latest
        : await store.FindPublishedAsync(contentItemId, cancel) is { } published && current.Caller.MaySee(published) ? published
        : null;

    private static IEnumerable<ListedTerm> In(JsonElement holder, IReadOnlyList<Term> parents, IReadOnlyDictionary<string, Term> terms)
    {
        var inside = Inside(holder);
        foreach (var (index, json) in inside.Index())
        {
            if (!terms.TryGetValue(JsonText.Find(json, nameof(ContentItem.ContentItemId)) ?? "", out var term))
                continue;

            yield return new ListedTerm(term, parents, index, inside.Count, Inside(json).Count, 0);
            foreach (var below in In(json, [.. parents, term], terms))
                yield return below;
        }
    }

    private static List<JsonElement> Inside(JsonElement holder) => JsonText.Member(holder, TaxonomyPart.Terms) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    // As the list of content finds them, to which the number leads.
    private Task<int> CountAsync(string taxonomyContentItemId, string termContentItemId, ListedTypes types, CancellationToken cancel) => store.CountItemsAsync(
        new ItemsQuery(types.Visible)
        {
            PublishedTypes = types.PublishedTypes,
            Where = new HasTerm(taxonomyContentItemId, [termContentItemId]),
            OrderBy = new ContentOrder(ContentColumn.ModifiedUtc, Descending: true),
        },
        MostCounted,
        cancel);
}
