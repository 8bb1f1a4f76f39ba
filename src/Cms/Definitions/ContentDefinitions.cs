using System.Collections.Immutable;

namespace Cms.Definitions;

/// <summary>All types and parts of a tenant at one moment. Immutable: a change makes another one.</summary>
public sealed class ContentDefinitions
{
    private readonly ImmutableDictionary<string, ContentType> _types;
    private readonly ImmutableDictionary<string, ContentPart> _parts;
    private readonly Lazy<IReadOnlyList<GuardedField>> _guarded;
    private readonly Lazy<IReadOnlyList<ContentType>> _inOrder;

    private ContentDefinitions(
        ImmutableDictionary<string, ContentType> types, ImmutableDictionary<string, ContentPart> parts, IReadOnlyList<ItemRewrite> pending) =>
        (_types, _parts, Pending, _guarded, _inOrder) = (types, parts, pending, new(() => GuardedField.In(this)), new(() => [.. types.Values.OrderBy(type => type.Name, StringComparer.Ordinal)]));

    /// <summary>A tenant that defines nothing.</summary>
    public static ContentDefinitions Empty { get; } = new(
        ImmutableDictionary.Create<string, ContentType>(StringComparer.Ordinal),
        ImmutableDictionary.Create<string, ContentPart>(StringComparer.Ordinal),
        []);

    /// <summary>
    /// Changes of stored items that these definitions stand on and that are not written into every item yet. Whoever reads stored JSON
    /// applies them first, so that nobody sees the names of before.
    /// </summary>
    public IReadOnlyList<ItemRewrite> Pending { get; }

    /// <summary>The fields that have permissions of their own, also by the names they had before pending changes; in most tenants none.</summary>
    public IReadOnlyList<GuardedField> GuardedFields => _guarded.Value;

    /// <summary>The permissions of this field: as it is called now, or was before pending changes.</summary>
    /// <param name="part">The part's own name; a field of none needs no permission.</param>
    /// <param name="field">The field's name.</param>
    public IEnumerable<GuardedField> GuardsOf(string? part, string field) => GuardedFields.Where(guarded => guarded.Part == part && guarded.Field == field);

    /// <summary>The name that these definitions have for the type of a stored item, which pending changes may not have reached yet.</summary>
    public string TypeNow(string stored) => Pending.Aggregate(stored, (type, rewrite) => rewrite.TypeAfter(type));

    /// <summary>The names under which items of this type may be stored: its own, and before pending changes its former ones.</summary>
    public IReadOnlyList<string> StoredNames(string type)
    {
        var names = new List<string> { type };
        foreach (var rewrite in Pending.Reverse())
        {
            if (rewrite.Type is { } renamed && renamed.To == names[^1])
                names.Add(renamed.From);
        }

        return names;
    }

    /// <summary>All types in order of name.</summary>
    public IReadOnlyList<ContentType> Types => _inOrder.Value;

    /// <summary>All parts with fields in order of name.</summary>
    public IEnumerable<ContentPart> Parts => _parts.Values.OrderBy(part => part.Name, StringComparer.Ordinal);

    /// <summary>The type of this name, or null.</summary>
    public ContentType? FindType(string name) => _types.GetValueOrDefault(name);

    /// <summary>The part of this name, or null when it has no fields of its own.</summary>
    public ContentPart? FindPart(string name) => _parts.GetValueOrDefault(name);

    /// <summary>The fields of this part in the editors' order; none for a part without a definition.</summary>
    public IReadOnlyList<PartField> FieldsOf(string partName) => FindPart(partName)?.Fields ?? [];

    /// <summary>These definitions with the type added or replaced; its parts are put into the editors' order. It and they take their names from those that were called so.</summary>
    public ContentDefinitions With(ContentType type)
    {
        var types = _types.SetItems(_types.Values.Where(other => other.FormerGraphQLNames.Contains(type.Name)).Select(other => KeyValuePair.Create(other.Name, GraphQLNames.Without(other, type.Name))));
        return new(types.SetItem(type.Name, type with { Parts = [.. GraphQLNames.WithoutTaken(type.Parts).OrderBy(part => part.Position)] }), _parts, Pending);
    }

    /// <summary>These definitions with the part added or replaced; its fields are put into the editors' order. It and they take their names from those that were called so.</summary>
    public ContentDefinitions With(ContentPart part)
    {
        var parts = _parts.SetItems(_parts.Values.Where(other => other.FormerGraphQLNames.Contains(part.Name)).Select(other => KeyValuePair.Create(other.Name, GraphQLNames.Without(other, part.Name))));
        return new(_types, parts.SetItem(part.Name, part with { Fields = [.. GraphQLNames.WithoutTaken(part.Fields).OrderBy(field => field.Position)] }), Pending);
    }

    /// <summary>These definitions with these changes of stored items still to be done.</summary>
    public ContentDefinitions With(IReadOnlyList<ItemRewrite> pending) => new(_types, _parts, pending);

    /// <summary>These definitions without the type of this name.</summary>
    public ContentDefinitions WithoutType(string name) => new(_types.Remove(name), _parts, Pending);

    /// <summary>These definitions without the part of this name; where it is attached it stays so, without fields.</summary>
    public ContentDefinitions WithoutPart(string name) => new(_types, _parts.Remove(name), Pending);
}
