using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Parts;
using Cms.Taxonomies;

namespace Cms.Search;

/// <summary>Says which members a <c>where</c> has and what each means, for every front alike: <c>displayText_starts_with</c>, <c>createdUtc_gte</c>.</summary>
public static class WhereMembers
{
    private static readonly (string Suffix, Comparison Comparison)[] SameOperators = [("", Comparison.Equal), ("_in", Comparison.In)];

    private static readonly (string Suffix, Comparison Comparison)[] TextOperators =
        [.. SameOperators, ("_contains", Comparison.Contains), ("_starts_with", Comparison.StartsWith), ("_ends_with", Comparison.EndsWith)];

    private static readonly (string Suffix, Comparison Comparison)[] OrderOperators =
        [("_gt", Comparison.Greater), ("_gte", Comparison.GreaterOrEqual), ("_lt", Comparison.Less), ("_lte", Comparison.LessOrEqual)];

    /// <summary>What every item is ordered by, by the names that queries use.</summary>
    public static IReadOnlyDictionary<string, ContentColumn> Columns { get; } = Enum.GetValues<ContentColumn>().ToDictionary(column => NameOf(column.ToString()), StringComparer.Ordinal);

    /// <summary>The name in queries for something that is called this in definitions: <c>GuideArticle</c> becomes <c>guideArticle</c>.</summary>
    public static string NameOf(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>The name in queries for a part attached under this name: <c>TaxonomyPart</c> becomes <c>taxonomy</c>.</summary>
    public static string NameOfPart(string name) => NameOf(name.Length > 4 && name.EndsWith("Part", StringComparison.Ordinal) ? name[..^4] : name);

    /// <summary>The members that every type has.</summary>
    public static IEnumerable<KeyValuePair<string, WhereComparison>> OfColumns()
    {
        ContentColumn[] ids = [ContentColumn.ContentItemId, ContentColumn.ContentItemVersionId];
        ContentColumn[] moments = [ContentColumn.CreatedUtc, ContentColumn.ModifiedUtc, ContentColumn.PublishedUtc];
        return ids.SelectMany(column => Of(column, FieldValueKind.Text, isId: true))
            .Concat(Of(ContentColumn.DisplayText, FieldValueKind.Text))
            .Concat(moments.SelectMany(column => Of(column, FieldValueKind.Moment)))
            .Concat(Of(ContentColumn.Owner, FieldValueKind.Text))
            .Concat(Of(ContentColumn.Author, FieldValueKind.Text));

        static IEnumerable<KeyValuePair<string, WhereComparison>> Of(ContentColumn column, FieldValueKind kind, bool isId = false) =>
            Comparisons(NameOf(column.ToString()), kind, isId, (comparison, value) => new ColumnIs(column, comparison, value));
    }

    /// <summary>The same members, to ask by what every item has, whatever its type.</summary>
    public static IReadOnlyDictionary<string, WhereMember> OfEveryItem { get; } = AsMembers(OfColumns()).ToDictionary(StringComparer.Ordinal);

    /// <summary>The members about the item's own path.</summary>
    public static IEnumerable<KeyValuePair<string, WhereComparison>> OfPath(string name) =>
        Comparisons(name, FieldValueKind.Text, isId: false, (comparison, value) => new PathIs(comparison, value));

    /// <summary>The members about what a part says; none for a part that items are not found by.</summary>
    public static IEnumerable<KeyValuePair<string, WhereComparison>> OfPart(MembersShape shape) => shape.Members
        .Where(member => member is { Column: not null, Kind: ScalarKind.Text })
        .SelectMany(member => Comparisons(
            NameOf(member.Name), FieldValueKind.Text, member.Column == PartColumn.ListContentItemId, (comparison, value) => new PartValueIs(member.Column!.Value, comparison, Written(member.Column!.Value, value))));

    /// <summary>The members about the value of a field.</summary>
    public static IEnumerable<KeyValuePair<string, WhereMember>> OfField(AskableField asked, ContentDefinitions definitions) => OfField(asked, definitions, null);

    /// <summary>The same members by the names that the field had before.</summary>
    public static IEnumerable<KeyValuePair<string, WhereMember>> OfFormerNames(AskableField asked, ContentDefinitions definitions) =>
        asked.FormerNames.SelectMany(former => OfField(asked, definitions, former));

    /// <summary>
    /// The member about the terms of a field. Items are found by their terms whatever field has them, also in items inside, so whoever asks must be
    /// allowed to see every field with terms of the taxonomy.
    /// </summary>
    public static WhereTerms OfTerms(PartField field, ContentDefinitions definitions)
    {
        var taxonomy = TaxonomyTerms.TaxonomyOf(field);
        return new(taxonomy)
        {
            Guarded =
            [
                .. from guarded in definitions.GuardedFields
                   from other in definitions.FieldsOf(guarded.Part)
                   where other.Name == guarded.Field && FieldTypes.Find(other.FieldName)?.Shape is TermsShape && (TaxonomyTerms.TaxonomyOf(other) ?? taxonomy) == taxonomy
                   select guarded,
            ],
            GuardedAlternatives = AlternativesIn(definitions),
        };
    }

    /// <summary>The members about the terms of a field one by one; none when its settings name no taxonomy.</summary>
    public static IEnumerable<KeyValuePair<string, WhereMember>> OfTermItems(PartField field, ContentDefinitions definitions)
    {
        if (FieldTypes.Find(field.FieldName)?.Shape is not TermsShape || TaxonomyTerms.TaxonomyOf(field) is not { } taxonomy)
            return [];

        var (members, guarded) = (OfTerm(definitions), OfTerms(field, definitions).Guarded);
        return WhereItems.Of(NameOf(field.Name), quantity => new WhereTermItems(quantity, taxonomy, members) { Guarded = guarded });
    }

    /// <summary>What may be asked of a term.</summary>
    public static IReadOnlyDictionary<string, WhereMember> OfTerm(ContentDefinitions definitions)
    {
        var alternatives = AlternativesIn(definitions);
        var members = new Dictionary<string, WhereMember>(StringComparer.Ordinal);
        AddAll(members, AsMembers(Of(nameof(Term.ContentItemId), term => [term.ContentItemId], isId: true)));
        AddAll(members, AsMembers(Of(nameof(Term.DisplayText), term => [term.DisplayText], isId: false)));
        AddAll(members, Of(nameof(Term.AlternativeNames), term => term.AlternativeNames, isId: false).Select(one => KeyValuePair.Create<string, WhereMember>(one.Key, one.Value with { Guarded = alternatives })));
        return members;

        static IEnumerable<KeyValuePair<string, WhereComparison>> Of(string name, Func<Term, IEnumerable<string>> texts, bool isId) =>
            Comparisons(NameOf(name), FieldValueKind.Text, isId, (comparison, value) => new WhereTermItems.TermIs(texts, comparison, value));
    }

    /// <summary>
    /// All members for items of the type: metadata, path, what parts say, terms, and the fields that lists are asked by. Where two would have one
    /// name, the first has it.
    /// </summary>
    /// <param name="type">The type.</param>
    /// <param name="definitions">The tenant's definitions.</param>
    /// <param name="alsoUnmarked">True for a tenant with the feature <c>OrchardCore.ContentFields.Indexing.SQL</c>.</param>
    public static IReadOnlyDictionary<string, WhereMember> Of(ContentType type, ContentDefinitions definitions, bool alsoUnmarked)
    {
        var members = new Dictionary<string, WhereMember>(StringComparer.Ordinal);
        AddAll(members, AsMembers(OfColumns()));
        var source = AskedDefinitions.All(definitions, alsoUnmarked);
        var asked = AskableField.Of(type, definitions, alsoUnmarked).ToLookup(field => field.Path.Part);
        foreach (var attached in type.Parts)
        {
            var shape = PartTypes.Find(attached.PartName)?.Shape;
            var own = attached.Name == type.Name || attached.CollapsesInGraphQL;
            if (shape is PathShape path)
                AddAll(members, AsMembers(OfPath(NameOf(path.Member))));
            var ofPart = shape is MembersShape said ? AsMembers(OfPart(said)) : [];
            foreach (var field in asked[attached.Name])
                ofPart = ofPart.Concat(OfField(field, definitions));
            AddPart(members, NameOfPart(attached.Name), own, ofPart);
            AddAll(members, WhereItems.OfBag(type, attached, source));
            AddAll(members, WhereItems.OfList(attached, source, MembersOf));
            if (own)
                AddAll(members, definitions.FieldsOf(attached.PartName).SelectMany(field => WhereItems.OfPicker(type, attached, field, source, MembersOf)));
            if (attached.Name == type.Name)
            {
                foreach (var field in definitions.FieldsOf(attached.PartName).Where(field => FieldTypes.Find(field.FieldName)?.Shape is TermsShape))
                {
                    members.TryAdd(NameOf(field.Name), OfTerms(field, definitions));
                    AddAll(members, OfTermItems(field, definitions));
                }
            }
        }

        foreach (var list in definitions.Types.Where(list => ListPart.Find(list) is { } attached && ListPart.AllowedTypes(attached).Contains(type.Name)))
            AddPart(members, NameOf(list.Name), isOwn: false, AsMembers(OfPart((InListShape)PartTypes.Find(ContainedPart.Unattached.PartName)!.Shape)));
        return members;

        IReadOnlyDictionary<string, WhereMember> MembersOf(ContentType other) => Of(other, definitions, alsoUnmarked);
    }

    private static IReadOnlyList<GuardedField> AlternativesIn(ContentDefinitions definitions) =>
        [.. definitions.GuardedFields.Where(guarded => guarded.View && guarded.Field == Term.AlternativeNamesField)];

    private static IEnumerable<KeyValuePair<string, WhereMember>> OfField(AskableField asked, ContentDefinitions definitions, string? formerName)
    {
        var field = asked.Path;
        var name = NameOf(formerName ?? field.Field);
        var now = formerName is null ? null : NameOf(field.Field);
        var part = definitions.FindType(field.ContentType)?.FindPart(field.Part)?.PartName;
        GuardedField[] guarded = [.. definitions.GuardsOf(part, field.Field)];
        foreach (var (member, comparison) in Comparisons(name, field.Kind, isId: false, (comparison, value) => new FieldIs(field, comparison, value), asked.Kind))
            yield return KeyValuePair.Create<string, WhereMember>(member, comparison with { Guarded = guarded, Order = asked.IsIndexed ? field : null, RenamedTo = now });
        yield return KeyValuePair.Create<string, WhereMember>(name + WhereIsNull.Suffix, new WhereIsNull(name, field) { Guarded = guarded, RenamedTo = now });
    }

    private static IEnumerable<KeyValuePair<string, WhereMember>> AsMembers(IEnumerable<KeyValuePair<string, WhereComparison>> comparisons) =>
        comparisons.Select(one => KeyValuePair.Create<string, WhereMember>(one.Key, one.Value));

    private static void AddAll(Dictionary<string, WhereMember> into, IEnumerable<KeyValuePair<string, WhereMember>> members)
    {
        foreach (var (name, member) in members)
            into.TryAdd(name, member);
    }

    private static void AddPart(Dictionary<string, WhereMember> into, string name, bool isOwn, IEnumerable<KeyValuePair<string, WhereMember>> members)
    {
        if (isOwn)
        {
            AddAll(into, members);
            return;
        }

        var inside = new Dictionary<string, WhereMember>(StringComparer.Ordinal);
        AddAll(inside, members);
        if (inside.Count > 0)
            into.TryAdd(name, new WherePart(inside));
    }

    private static IEnumerable<KeyValuePair<string, WhereComparison>> Comparisons(
        string subject, FieldValueKind kind, bool isId, Func<Comparison, object?, ContentFilter> make, ScalarKind? form = null)
    {
        foreach (var (suffix, comparison) in kind == FieldValueKind.Text && !isId && form != ScalarKind.Time ? TextOperators : SameOperators)
        {
            yield return Of(suffix, comparison, isNegated: false);
            yield return Of($"_not{suffix}", comparison, isNegated: true);
        }

        foreach (var (suffix, comparison) in kind is FieldValueKind.Moment or FieldValueKind.Number || form == ScalarKind.Time ? OrderOperators : [])
            yield return Of(suffix, comparison, isNegated: false);

        KeyValuePair<string, WhereComparison> Of(string suffix, Comparison comparison, bool isNegated) =>
            KeyValuePair.Create(subject + suffix, new WhereComparison(subject, make, comparison, isNegated, kind) { IsId = isId, Form = form });
    }

    // Aliases have no letter case.
    private static object? Written(PartColumn column, object? value) => (column, value) switch
    {
        (PartColumn.Alias, string alias) => alias.ToLowerInvariant(),
        (PartColumn.Alias, IEnumerable<object?> aliases) => aliases.Select(alias => Written(column, alias)).ToList(),
        _ => value,
    };
}
