using Cms.Content;
using Cms.Definitions;
using Cms.Search;
using GraphQL.Types;
using GraphField = GraphQL.Types.FieldType;

namespace Cms.GraphQL.Schemas;

/// <summary>Lets lists be asked through the items that belong to theirs: those in bags, those that fields name, terms, those in lists.</summary>
internal sealed class RelatedInputs(RootFields roots, SchemaNames names, AskedDefinitions source)
{
    private readonly Dictionary<string, InputObjectGraphType?> _inside = new(StringComparer.Ordinal);
    private InputObjectGraphType? _everyItem;
    private InputObjectGraphType? _term;

    /// <summary>The name of the input by which items of a type inside others are asked for.</summary>
    public static string InsideName(string contentType) => $"{contentType}InsideWhereInput";

    /// <summary>Adds the members to the inputs of a type. Called when all types have their inputs, as the members use those of other types.</summary>
    public void AddTo(ContentType type)
    {
        if (roots.FindInputs(type.Name) is not { } inputs)
            return;

        foreach (var attached in type.Parts.Where(part => source.IsShown(type, part, null)))
        {
            var owner = $"part {attached.Name} of {type.Name}";
            Add(inputs, owner, WhereItems.OfBag(type, attached, source));
            Add(inputs, owner, WhereItems.OfList(attached, source, MembersOf));
            foreach (var field in FieldsOf(type, attached))
                Add(inputs, $"field {field.Name} of {owner}", OfField(type, attached, field));
        }
    }

    /// <summary>Adds the members under the names that bags and the fields that name items or terms had before. Called when all others have their names.</summary>
    public void AddFormerNames(ContentType type)
    {
        if (roots.FindInputs(type.Name) is not { } inputs)
            return;

        foreach (var attached in type.Parts.Where(part => source.IsShown(type, part, null)))
        {
            AddFormer(inputs, WhereItems.OfFormerBag(type, attached, source));
            foreach (var field in FieldsOf(type, attached).Where(field => field.FormerGraphQLNames.Count > 0))
                AddFormer(inputs, WhereItems.ByFormerNames(OfField(type, attached, field), SchemaNames.FieldName(field.Name), field.FormerGraphQLNames.Select(SchemaNames.FieldName)));
        }
    }

    // Terms are asked by where the field itself is: on the type's own part.
    private IEnumerable<KeyValuePair<string, WhereMember>> OfField(ContentType type, TypePart attached, PartField field) =>
        WhereItems.OfPicker(type, attached, field, source, MembersOf).Concat(attached.Name == type.Name ? WhereMembers.OfTermItems(field, source.Definitions) : []);

    private IEnumerable<PartField> FieldsOf(ContentType type, TypePart attached) => attached.Name == type.Name || attached.CollapsesInGraphQL
        ? source.Definitions.FieldsOf(attached.PartName).Where(field => source.IsShown(type, attached, field))
        : [];

    private IReadOnlyDictionary<string, WhereMember> MembersOf(ContentType type) => roots.FindInputs(type.Name)!.Members;

    private void Add(ListInputs inputs, string owner, IEnumerable<KeyValuePair<string, WhereMember>> members)
    {
        foreach (var (name, member) in members)
        {
            if (FieldOf(name, member) is { } field)
                inputs.AddRelated(owner, field, member);
        }
    }

    private void AddFormer(ListInputs inputs, IEnumerable<KeyValuePair<string, WhereMember>> members)
    {
        foreach (var (name, member) in members)
        {
            if (FieldOf(name, member) is { } field)
                inputs.AddFormerRelated(field, member);
        }
    }

    private GraphField? FieldOf(string name, WhereMember member)
    {
        var (quantity, what, input) = member switch
        {
            WhereItems { ContentTypes: [var only] } items => (items.Quantity, $"item of the type {only}", items.StandOnTheirOwn ? roots.FindInputs(only)?.Where : InsideOf(only)),
            WhereItems items => (items.Quantity, $"item of the types {string.Join(", ", items.ContentTypes)}", EveryItem()),
            WhereTermItems terms => (terms.Quantity, "term", TermInput()),
            _ => throw new NotSupportedException($"GraphQL has no input for {member.GetType().Name} yet."),
        };
        if (input is null)
            return null;

        var field = new GraphField
        {
            Name = name,
            Description = quantity switch
            {
                Quantity.Some => $"At least one {what} there has all of this.",
                Quantity.Every => $"Every {what} there has all of this; there may be none.",
                _ => $"No {what} there has all of this.",
            },
            ResolvedType = input,
        }.Guarded(member.Guarded.FirstOrDefault(field => field.View));
        return member.RenamedTo is { } now ? field.RenamedTo(now) : field;
    }

    private InputObjectGraphType EveryItem() => _everyItem ??= InputOf(ListInputs.WhereName(SchemaNames.ContentItem), "What items of several types have in common. All members must hold.", WhereMembers.OfEveryItem);

    private InputObjectGraphType TermInput() => _term ??= InputOf(ListInputs.WhereName(SchemaNames.Term), "What a term has. All members must hold.", WhereMembers.OfTerm(source.Definitions));

    private static InputObjectGraphType InputOf(string name, string description, IReadOnlyDictionary<string, WhereMember> members)
    {
        var input = new InputObjectGraphType { Name = name, Description = description };
        foreach (var (member, meaning) in members)
            input.AddField(MemberFields.Of(member, meaning).Guarded(meaning.Guarded.FirstOrDefault(field => field.View)));
        AddJunctions(input);
        return input;
    }

    /// <summary>The input by which items inside others are asked for; null when its name belongs to something else.</summary>
    private InputObjectGraphType? InsideOf(string contentType)
    {
        if (_inside.TryGetValue(contentType, out var known))
            return known;

        var input = new InputObjectGraphType { Name = InsideName(contentType), Description = $"What an item of the type {contentType} inside another one has. All members must hold." };
        if (!names.TakeTypes($"conditions on {contentType} inside other items", input.Name))
            return _inside[contentType] = null;

        // It stands there before it is filled, as a type may hold items of itself.
        _inside[contentType] = input;
        var members = names.Members(input.Name);
        foreach (var (name, member) in source.MembersInside(source.Definitions.FindType(contentType)!))
        {
            var field = member is WhereItems ? FieldOf(name, member) : MemberFields.Of(name, member).Guarded(member.Guarded.FirstOrDefault(one => one.View));
            if (field is not null && members.Take(contentType, name))
                input.AddField(field);
        }

        AddJunctions(input);
        return input;
    }

    private static void AddJunctions(InputObjectGraphType input)
    {
        foreach (var (name, description) in ListInputs.Junctions)
            input.AddField(new GraphField { Name = name, Description = description, ResolvedType = new ListGraphType(input) });
    }
}
