using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Parts;

namespace Cms.Search;

/// <summary>How many of the items that belong to an item must fulfil a condition.</summary>
public enum Quantity
{
    /// <summary>At least one.</summary>
    Some,

    /// <summary>All there are; there may be none.</summary>
    Every,

    /// <summary>Not one.</summary>
    None,
}

/// <summary>Conditions on the items that belong to an item: <c>sections_some: {heading_contains: "sleep"}</c>.</summary>
/// <param name="Quantity">How many of them must fulfil the conditions.</param>
/// <param name="ContentTypes">Their types.</param>
/// <param name="AtLeastOne">The condition that one of them, of this type, fulfils another one.</param>
/// <param name="Members">What may be asked of one of them; found when it is asked, as types may hold themselves.</param>
public sealed record WhereItems(Quantity Quantity, IReadOnlyList<string> ContentTypes, Func<string, ContentFilter, ContentFilter> AtLeastOne, Func<IReadOnlyDictionary<string, WhereMember>> Members) : WhereMember
{
    /// <summary>True for items that stand on their own, of which the caller is told only what they may see; those inside others are seen with these.</summary>
    public bool StandOnTheirOwn { get; init; }

    /// <summary>The three members of this name, by their names.</summary>
    public static IEnumerable<KeyValuePair<string, WhereMember>> Of(string name, Func<Quantity, WhereMember> make) =>
        Enum.GetValues<Quantity>().Select(quantity => KeyValuePair.Create($"{name}_{quantity.ToString().ToLowerInvariant()}", make(quantity)));

    /// <summary>The same members by the names that what they are about had before.</summary>
    /// <param name="members">Members whose names begin with <paramref name="now"/>.</param>
    /// <param name="now">The name of today in queries.</param>
    /// <param name="former">The names of before in queries.</param>
    public static IEnumerable<KeyValuePair<string, WhereMember>> ByFormerNames(IEnumerable<KeyValuePair<string, WhereMember>> members, string now, IEnumerable<string> former) =>
        from name in former
        from member in members
        select KeyValuePair.Create(name + member.Key[now.Length..], member.Value with { RenamedTo = member.Key });

    /// <summary>The members about the items in a bag that takes one type; none for another part, or when nothing of that type can be asked.</summary>
    /// <param name="container">The type of the item that has the bag.</param>
    /// <param name="attached">The bag.</param>
    /// <param name="source">Where types and fields are defined.</param>
    public static IEnumerable<KeyValuePair<string, WhereMember>> OfBag(ContentType container, TypePart attached, AskedDefinitions source)
    {
        if (PartTypes.Find(attached.PartName)?.Shape is not ContainedItemsShape shape || source.FindOnly(BagPart.AllowedTypes(attached)) is not { } type || !source.CanBeAskedInside(type))
            return [];

        var bag = new BagPath(container.Name, attached.Name, shape.Member, type.Name);
        var inside = Once(() => source.MembersInside(type));
        return Of(WhereMembers.NameOfPart(attached.Name), quantity => new WhereItems(quantity, [type.Name], (_, filter) => new HasInside(bag, filter), inside));
    }

    /// <summary>The same members by the names that the bag had before.</summary>
    public static IEnumerable<KeyValuePair<string, WhereMember>> OfFormerBag(ContentType container, TypePart attached, AskedDefinitions source) =>
        ByFormerNames(OfBag(container, attached, source), WhereMembers.NameOfPart(attached.Name), attached.FormerGraphQLNames.Select(WhereMembers.NameOfPart));

    /// <summary>The members about the items that a field names, when its settings say of which types: one type is asked by all that its own list knows, several by what every item has.</summary>
    /// <param name="holder">The type of the item that has the field.</param>
    /// <param name="attached">The part that has it.</param>
    /// <param name="field">The field.</param>
    /// <param name="source">Where types and fields are defined.</param>
    /// <param name="members">What may be asked of the others.</param>
    public static IEnumerable<KeyValuePair<string, WhereMember>> OfPicker(ContentType holder, TypePart attached, PartField field, AskedDefinitions source, Func<ContentType, IReadOnlyDictionary<string, WhereMember>> members)
    {
        var types = field.Settings.Texts(field.FieldName + "Settings", "DisplayedContentTypes").Distinct().ToList();
        string[] known = [.. types.Where(type => source.FindOnly([type]) is not null)];
        if (FieldTypes.Find(field.FieldName)?.Shape is not ReferencesShape || known.Length == 0)
            return [];

        Func<IReadOnlyDictionary<string, WhereMember>> asked = types.Count == 1 ? () => members(source.FindOnly(types)!) : () => WhereMembers.OfEveryItem;
        var place = attached.Name == holder.Name ? field.Name : $"{attached.Name}.{field.Name}";
        GuardedField[] guarded = [.. source.Definitions.GuardsOf(attached.PartName, field.Name)];
        var others = Once(asked);
        return Of(WhereMembers.NameOf(field.Name), quantity =>
            new WhereItems(quantity, known, (type, filter) => new HasOther(place, type, filter), others) { StandOnTheirOwn = true, Guarded = guarded });
    }

    /// <summary>The members about the items of a list that takes one type; none for another part.</summary>
    public static IEnumerable<KeyValuePair<string, WhereMember>> OfList(TypePart attached, AskedDefinitions source, Func<ContentType, IReadOnlyDictionary<string, WhereMember>> members)
    {
        if (PartTypes.Find(attached.PartName)?.Shape is not ListedItemsShape || source.FindOnly(ListPart.AllowedTypes(attached)) is not { } type)
            return [];

        var listed = Once(() => members(type));
        return Of(WhereMembers.NameOfPart(attached.Name), quantity => new WhereItems(quantity, [type.Name], (_, filter) => new HasOther(null, type.Name, filter), listed) { StandOnTheirOwn = true });
    }

    /// <inheritdoc/>
    protected override async ValueTask<ContentFilter> ReadAllowedAsync(object? value, WhereQuestion question, CancellationToken cancel)
    {
        if (value is not IDictionary<string, object?> conditions)
            return new AnyOf([]);

        // Of several types those count that the caller may see; who may see none of them is refused.
        var seen = ContentTypes.Select(type => (Type: type, Sight: StandOnTheirOwn ? question.MaySee(type) : default)).ToLookup(one => one.Sight.Refused is null);
        if (!seen[true].Any() && seen[false].First().Sight.Refused is { } refused)
            throw new WhereException(refused.Message, refused);

        var asked = await new WhereReader(Members()).ReadAsync(conditions, question.Deeper(), cancel) ?? new AllOf([]);
        return Quantity switch
        {
            Quantity.Some => Any(asked),
            Quantity.None => new Not(Any(asked)),
            _ => new Not(Any(new Not(asked))),
        };

        ContentFilter Any(ContentFilter filter)
        {
            ContentFilter[] ofTypes = [.. seen[true].Select(one => AtLeastOne(one.Type, one.Sight.Only is { } only ? new AllOf([only, filter]) : filter))];
            return ofTypes is [var single] ? single : new AnyOf(ofTypes);
        }
    }

    // Conditions are read again and again, and what may be asked stays as long as the definitions.
    private static Func<IReadOnlyDictionary<string, WhereMember>> Once(Func<IReadOnlyDictionary<string, WhereMember>> make)
    {
        var known = new Lazy<IReadOnlyDictionary<string, WhereMember>>(make);
        return () => known.Value;
    }
}

/// <summary>What may be asked of a tenant's items by their fields.</summary>
/// <param name="Definitions">Its definitions.</param>
/// <param name="AlsoUnmarked">Fields count that are not marked as indexed, too.</param>
/// <param name="IsShown">False for what a front does not show and so does not let be asked.</param>
public sealed record AskedDefinitions(ContentDefinitions Definitions, bool AlsoUnmarked, Func<ContentType, TypePart?, PartField?, bool> IsShown)
{
    /// <summary>Fields and bags of items inside others are also asked by under their former names.</summary>
    public bool ByFormerNames { get; init; }

    /// <summary>All there is.</summary>
    public static AskedDefinitions All(ContentDefinitions definitions, bool alsoUnmarked) => new(definitions, alsoUnmarked, (_, _, _) => true);

    /// <summary>The type that a list of types consists of; null when there are several, or when it does not exist or is not shown.</summary>
    public ContentType? FindOnly(IReadOnlyList<string> types) =>
        types is [var only] && Definitions.FindType(only) is { IsCustomSettings: false } type && IsShown(type, null, null) ? type : null;

    /// <summary>True when something of an item of this type inside another one can be asked.</summary>
    public bool CanBeAskedInside(ContentType type) => CanBeAskedInside(type, []);

    /// <summary>What can be asked of an item of this type inside another one: the fields of its own part, and its bags.</summary>
    public IReadOnlyDictionary<string, WhereMember> MembersInside(ContentType type)
    {
        var members = new Dictionary<string, WhereMember>(StringComparer.Ordinal);
        foreach (var field in FieldsInside(type))
        {
            foreach (var (name, member) in WhereMembers.OfField(field, Definitions))
                members.TryAdd(name, member);
        }

        foreach (var (name, member) in type.Parts.Where(part => IsShown(type, part, null)).SelectMany(part => WhereItems.OfBag(type, part, this)))
            members.TryAdd(name, member);
        if (!ByFormerNames)
            return members;

        foreach (var (name, member) in FieldsInside(type).SelectMany(field => WhereMembers.OfFormerNames(field, Definitions)))
            members.TryAdd(name, member);
        foreach (var (name, member) in type.Parts.Where(part => IsShown(type, part, null)).SelectMany(part => WhereItems.OfFormerBag(type, part, this)))
            members.TryAdd(name, member);
        return members;
    }

    private bool CanBeAskedInside(ContentType type, HashSet<string> seen) => seen.Add(type.Name)
        && (FieldsInside(type).Any() || type.Parts.Any(part => IsShown(type, part, null) && FindOnly(BagPart.AllowedTypes(part)) is { } inner && CanBeAskedInside(inner, seen)));

    private IEnumerable<AskableField> FieldsInside(ContentType type) =>
        from attached in type.Parts
        where (attached.Name == type.Name || attached.CollapsesInGraphQL) && IsShown(type, attached, null)
        from field in Definitions.FieldsOf(attached.PartName)
        where IsShown(type, attached, field)
        let asked = AskableField.Find(type.Name, attached.Name, field, AlsoUnmarked)
        where asked is not null
        select asked;
}
