using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Editing.Replacing;
using Cms.Fields;
using Cms.Parts;
using Cms.Taxonomies;

namespace Cms.Editing.Terms;

/// <summary>What somebody wants a term to be.</summary>
/// <param name="TaxonomyContentItemId">Its taxonomy.</param>
/// <param name="BasedOn">The id of the taxonomy's version that they saw.</param>
/// <param name="Name">Its name.</param>
public sealed record TermWish(string TaxonomyContentItemId, string? BasedOn, string Name)
{
    /// <summary>The term; null makes a new one.</summary>
    public string? TermContentItemId { get; init; }

    /// <summary>The term in which a new one is made, as the last; null for the first level.</summary>
    public string? ParentContentItemId { get; init; }

    /// <summary>What it is called besides; null leaves that as it is.</summary>
    public IReadOnlyList<string>? AlternativeNames { get; init; }

    /// <summary>Its path without a leading slash; empty makes one of the name, null leaves it as it is.</summary>
    public string? Path { get; init; }
}

/// <summary>A term that was saved.</summary>
/// <param name="Term">The term.</param>
/// <param name="VersionId">The id of the taxonomy's new version.</param>
/// <param name="ItemsLeft">How many items still have its former name beside its id: too many to be changed at once, or not the caller's to change. They show the new one all the same.</param>
public sealed record SavedTerm(Term Term, string VersionId, int ItemsLeft);

/// <summary>Makes a term, or gives it another name, path or alternative names. Its former path leads to the new one.</summary>
public sealed class SaveTerm(TenantWork work, ChangeTerms change, Compose compose, ReplaceReferences replace)
{
    /// <summary>
    /// The term. <see cref="ProblemKind.Invalid"/> when it has no name, or one that another term of the taxonomy has, by name or besides; <see cref="ProblemKind.Conflict"/> when somebody changed the taxonomy since.
    /// </summary>
    public async Task<Outcome<SavedTerm>> RunAsync(TermWish wish, Editor by, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var changed = await ChangeAsync(wish, cancel);
        if (changed.Problem is { } problem)
            return problem;

        var (opened, term, isRenamed) = (changed.Value.Opened, changed.Value.Term, changed.Value.IsRenamed);
        if (changed.Value.Path is { } path)
            SetPath(opened, term, path);
        var saved = await change.SaveAsync(opened, by, cancel);
        if (saved.Problem is { } refused)
            return refused;

        var id = TermTree.IdOf(term);
        var names = new Replacement(ReplacedKind.Term, id, id) { TaxonomyContentItemId = wish.TaxonomyContentItemId };
        var left = isRenamed ? await replace.ReplaceWhereAllowedAsync(names, by, cancel) : 0;
        await transaction.CommitAsync(cancel);
        return new SavedTerm(TaxonomyTerms.TermsIn(saved.Value, opened.Known)[id], saved.Value.ContentItemVersionId, left);
    }

    /// <summary>The path that the term would get of its name; null when terms have none. Nothing is saved.</summary>
    public async Task<Outcome<OfferedPath>> OfferPathAsync(TermWish wish, CancellationToken cancel)
    {
        var changed = await ChangeAsync(wish, cancel);
        if (changed.Problem is { } problem)
            return problem;

        SetPath(changed.Value.Opened, changed.Value.Term, "");
        var opened = changed.Value.Opened;
        var sketched = await compose.SketchAsync(ChangeTerms.DraftOf(opened), opened.Item, Editor.System, cancel);
        return sketched.Problem is { } wrong
            ? wrong
            : new OfferedPath(ItemRoutes.In(sketched.Value.Item, opened.Known).FirstOrDefault(route => route.ContainedItemId == TermTree.IdOf(changed.Value.Term))?.Path);
    }

    private async Task<Outcome<ChangedTerm>> ChangeAsync(TermWish wish, CancellationToken cancel)
    {
        var outcome = await change.OpenAsync(wish.TaxonomyContentItemId, wish.BasedOn, cancel);
        if (outcome.Problem is { } problem)
            return problem;

        var opened = outcome.Value;
        var name = wish.Name.Trim();
        if (name.Length == 0)
            return Problem.Invalid("A keyword needs a name.");

        var term = wish.TermContentItemId is { } id ? opened.Tree.Find(id)?.Term : null;
        if (term is null && wish.TermContentItemId is { } missing)
            return ChangeTerms.Missing(missing);

        if (term is null)
        {
            var parent = wish.ParentContentItemId is { } parentId ? opened.Tree.Find(parentId)?.Term : null;
            if (parent is null && wish.ParentContentItemId is { } gone)
                return ChangeTerms.Missing(gone);

            if (await change.RefuseChildrenAsync(opened, parent, cancel) is { } refused)
                return refused;

            term = new JsonObject { [nameof(ContentItem.ContentItemId)] = ContentId.New(), [nameof(ContentItem.ContentType)] = opened.TermType.Name };
            opened.Tree.ListIn(parent).Add(term);
        }

        var before = TermTree.NameOf(term);
        List<string> others = [.. (wish.AlternativeNames ?? opened.Tree.AlternativeNamesOf(term)).Select(one => one.Trim()).Where(one => one.Length > 0 && !IsSame(one, name)).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (others.Count > 0 && !opened.HasAlternativeNames)
            return Problem.Invalid($"Keywords of this kind have no alternative names: their type {opened.TermType.Name} has no field {Term.AlternativeNamesField}.");

        if (RefuseNames(opened.Tree, term, name, others) is { } taken)
            return taken;

        SetName(term, name, opened);
        if (opened.HasAlternativeNames && (wish.AlternativeNames is not null || others.Count != opened.Tree.AlternativeNamesOf(term).Count))
            opened.Tree.SetAlternativeNames(term, others);
        return new ChangedTerm(opened, term, wish.TermContentItemId is not null && name != before, wish.Path?.Trim('/', ' '));
    }

    // Names that the term had before may stay: taxonomies from elsewhere have some twice.
    private static Problem? RefuseNames(TermTree tree, JsonObject term, string name, IEnumerable<string> others)
    {
        var had = tree.AlternativeNamesOf(term).Append(TermTree.NameOf(term)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var wanted = others.Append(name).Where(one => !had.Contains(one)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var other in tree.All().Select(placed => placed.Term).Where(other => other != term))
        {
            if (wanted.TryGetValue(TermTree.NameOf(other), out var same))
                return Problem.Invalid($"There is a keyword \"{same}\" already; choose another name, or merge the two.");

            if (tree.AlternativeNamesOf(other).FirstOrDefault(wanted.Contains) is { } alternative)
                return Problem.Invalid($"\"{alternative}\" is an alternative name of \"{TermTree.NameOf(other)}\"; choose another name, or take it out there first.");
        }

        return null;
    }

    private static void SetName(JsonObject term, string name, OpenedTaxonomy opened)
    {
        term[nameof(ContentItem.DisplayText)] = name;
        foreach (var attached in opened.TermType.Parts.Where(part => part.PartName == "TitlePart"))
            JsonText.ObjectIn(term, attached.Name)["Title"] = name;
    }

    private static void SetPath(OpenedTaxonomy opened, JsonObject term, string path)
    {
        foreach (var attached in opened.TermType.Parts)
        {
            if (PartTypes.Find(attached.PartName)?.Shape is PathShape shape)
                JsonText.ObjectIn(term, attached.Name)[shape.Member] = path;
        }
    }

    private static bool IsSame(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private sealed record ChangedTerm(OpenedTaxonomy Opened, JsonObject Term, bool IsRenamed, string? Path);
}

/// <summary>A path that is offered.</summary>
/// <param name="Path">Without a leading slash; null for none.</param>
public sealed record OfferedPath(string? Path);
