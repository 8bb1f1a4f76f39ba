using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Parts;

namespace Cms.Editing.Terms;

/// <summary>Where a term stands in its taxonomy's JSON.</summary>
/// <param name="Term">The term.</param>
/// <param name="Siblings">The list that it stands in.</param>
/// <param name="Parent">The term whose list that is; null on the first level.</param>
internal sealed record PlacedTerm(JsonObject Term, JsonArray Siblings, JsonObject? Parent)
{
    /// <summary>Its place among its siblings, from 0.</summary>
    public int Index => Siblings.IndexOf(Term);
}

/// <summary>The terms of a taxonomy as JSON that is changed.</summary>
/// <param name="root">Those of the first level.</param>
/// <param name="termType">The type of the terms, whose own part has their alternative names.</param>
internal sealed class TermTree(JsonArray root, string termType)
{
    /// <summary>Those of the first level.</summary>
    public JsonArray Root => root;

    /// <summary>All terms, each before those inside it.</summary>
    public IEnumerable<PlacedTerm> All() => In(root, null);

    /// <summary>The term, or null.</summary>
    public PlacedTerm? Find(string id) => All().FirstOrDefault(placed => IdOf(placed.Term) == id);

    /// <summary>The list inside a term, or the first level; made where there is none.</summary>
    public JsonArray ListIn(JsonObject? parent)
    {
        if (parent is null)
            return root;

        if (parent[TaxonomyPart.Terms] is not JsonArray list)
            parent[TaxonomyPart.Terms] = list = [];
        return list;
    }

    /// <summary>True when the term is the other one or lies inside it.</summary>
    public static bool IsIn(string id, PlacedTerm other) => IdOf(other.Term) == id || In(ChildrenOf(other.Term), other.Term).Any(placed => IdOf(placed.Term) == id);

    /// <summary>The term's id; empty when it has none.</summary>
    public static string IdOf(JsonObject term) => JsonText.Find(term, nameof(ContentItem.ContentItemId)) ?? "";

    /// <summary>The term's name.</summary>
    public static string NameOf(JsonObject term) => JsonText.Find(term, nameof(ContentItem.DisplayText)) ?? "";

    /// <summary>The terms directly inside.</summary>
    public static JsonArray ChildrenOf(JsonObject term) => term[TaxonomyPart.Terms] as JsonArray ?? [];

    /// <summary>What the term is called besides.</summary>
    public IReadOnlyList<string> AlternativeNamesOf(JsonObject term) =>
        [.. (((term[termType] as JsonObject)?[Taxonomies.Term.AlternativeNamesField] as JsonObject)?["Values"] as JsonArray ?? []).OfType<JsonValue>().Select(value => value.ToString())];

    /// <summary>Writes what the term is called besides.</summary>
    public void SetAlternativeNames(JsonObject term, IEnumerable<string> names)
    {
        JsonText.ObjectIn(term, termType)[Taxonomies.Term.AlternativeNamesField] = new JsonObject { ["Values"] = JsonText.Array(names) };
    }

    /// <summary>Takes the term out of its list.</summary>
    public static JsonObject TakeOut(PlacedTerm placed)
    {
        placed.Siblings.Remove(placed.Term);
        return placed.Term;
    }

    private static IEnumerable<PlacedTerm> In(JsonArray terms, JsonObject? parent) =>
        terms.OfType<JsonObject>().SelectMany(term => In(ChildrenOf(term), term).Prepend(new PlacedTerm(term, terms, parent)));
}
