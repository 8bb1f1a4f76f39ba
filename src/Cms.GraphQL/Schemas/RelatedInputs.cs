using Cms.Content;
using Cms.Definitions;
using Cms.Search;
using GraphQL.Types;
using GraphField = GraphQL.Types.FieldType;

namespace Cms.GraphQL.Schemas;

/// <summary>Lets lists be asked through the items that belong to theirs: those in bags, those that fields name, those in lists.</summary>
internal sealed class RelatedInputs(RootFields roots, SchemaNames names, AskedDefinitions source)
{
    private readonly Dictionary<string, InputObjectGraphType?> _inside = new(StringComparer.Ordinal);

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
            foreach (var field in PickersOf(type, attached))
                Add(inputs, $"field {field.Name} of {owner}", WhereItems.OfPicker(type, attached, field, source, MembersOf));
        }
    }

    /// <summary>Adds the members under the names that bags and the fields that name items had before. Called when all others have their names.</summary>
    public void AddFormerNames(ContentType type)
    {
        if (roots.FindInputs(type.Name) is not { } inputs)
            return;

        foreach (var attached in type.Parts.Where(part => source.IsShown(type, part, null)))
        {
            AddFormer(inputs, WhereItems.OfFormerBag(type, attached, source));
            foreach (var field in PickersOf(type, attached).Where(field => field.FormerGraphQLNames.Count > 0))
            {
                var members = WhereItems.OfPicker(type, attached, field, source, MembersOf);
                AddFormer(inputs, WhereItems.ByFormerNames(members, SchemaNames.FieldName(field.Name), field.FormerGraphQLNames.Select(SchemaNames.FieldName)));
            }
        }
    }

    private IEnumerable<PartField> PickersOf(ContentType type, TypePart attached) => attached.Name == type.Name || attached.CollapsesInGraphQL
        ? source.Definitions.FieldsOf(attached.PartName).Where(field => source.IsShown(type, attached, field))
        : [];

    private IReadOnlyDictionary<string, WhereMember> MembersOf(ContentType type) => roots.FindInputs(type.Name)!.Members;

    private void Add(ListInputs inputs, string owner, IEnumerable<KeyValuePair<string, WhereMember>> members)
    {
        foreach (var (name, member) in members)
        {
            if (FieldOf(name, (WhereItems)member) is { } field)
                inputs.AddRelated(owner, field, member);
        }
    }

    private void AddFormer(ListInputs inputs, IEnumerable<KeyValuePair<string, WhereMember>> members)
    {
        foreach (var (name, member) in members)
        {
            if (FieldOf(name, (WhereItems)member) is { } field)
                inputs.AddFormerRelated(field, member);
        }
    }

    private GraphField? FieldOf(string name, WhereItems items)
    {
        var input = items.StandOnTheirOwn ? roots.FindInputs(items.ContentType)?.Where : InsideOf(items.ContentType);
        if (input is null)
            return null;

        var field = new GraphField
        {
            Name = name,
            Description = items.Quantity switch
            {
                Quantity.Some => $"At least one item of the type {items.ContentType} there has all of this.",
                Quantity.Every => $"Every item of the type {items.ContentType} there has all of this; there may be none.",
                _ => $"No item of the type {items.ContentType} there has all of this.",
            },
            ResolvedType = input,
        }.Guarded(items.Guarded.FirstOrDefault(field => field.View));
        return items.RenamedTo is { } now ? field.RenamedTo(now) : field;
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
            var field = member is WhereItems items ? FieldOf(name, items) : MemberFields.Of(name, member).Guarded(member.Guarded.FirstOrDefault(one => one.View));
            if (field is not null && members.Take(contentType, name))
                input.AddField(field);
        }

        foreach (var (name, description) in ListInputs.Junctions)
            input.AddField(new GraphField { Name = name, Description = description, ResolvedType = new ListGraphType(input) });
        return input;
    }
}
