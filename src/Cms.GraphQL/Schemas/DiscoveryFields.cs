using Cms.Content;
using Cms.Definitions;
using Cms.GraphQL.Resolving;
using GraphQL;
using GraphQL.Types;
using GraphField = GraphQL.Types.FieldType;

namespace Cms.GraphQL.Schemas;

/// <summary>The field of the root that tells which kinds of content there are, as far as the caller may see them.</summary>
internal sealed class DiscoveryFields(ContentDefinitions definitions, ItemTypes items)
{
    public GraphField ContentTypes() => Fields.Of(
        "contentTypes", "The content types whose published items the caller may see, in order of name.", new NonNullGraphType(new ListGraphType(new NonNullGraphType(Described()))), context =>
        {
            var state = RequestState.Of(context);
            state.RequireMaySee(ContentStatus.Published);
            return definitions.Types.Where(type => items.Shows(type.Name) && state.MaySeeSome(type.Name)).ToArray();
        });

    private ObjectGraphType Described()
    {
        var type = new ObjectGraphType { Name = SchemaNames.ContentTypeInfo, Description = "A content type as its editors defined it." };
        type.AddField(Fields.Of("name", "Its name, which items have as contentType.", typeof(NonNullGraphType<StringGraphType>), context => TypeOf(context).Name));
        type.AddField(Fields.Of("displayName", "What editors call it.", typeof(NonNullGraphType<StringGraphType>), context => TypeOf(context).DisplayName));
        type.AddField(Fields.Of("description", "What it is for; null when its definition does not say.", typeof(StringGraphType), context => TypeOf(context).Description));
        type.AddField(Fields.Of("listField", "The field of the root that lists its items; null when there is none.", typeof(StringGraphType), context => ListOf(TypeOf(context))));
        type.AddField(Fields.Of(
            "connectionField", "The field of the root that lists its items page by page; null when there is none.", typeof(StringGraphType),
            context => ListOf(TypeOf(context)) is { } list ? SchemaNames.ConnectionField(list) : null));
        type.AddField(Fields.Of("fields", "Its fields and those of its parts, without those that the caller may not see.", new NonNullGraphType(new ListGraphType(new NonNullGraphType(Field()))), context => FieldsOf(context).ToArray()));
        return type;
    }

    private static ObjectGraphType Field()
    {
        var type = new ObjectGraphType { Name = SchemaNames.ContentFieldInfo, Description = "A field of a content type." };
        type.AddField(Fields.Of("name", "Its name in answers.", typeof(NonNullGraphType<StringGraphType>), context => SchemaNames.FieldName(FieldOf(context).Field.Name)));
        type.AddField(Fields.Of("part", "The name of the part in whose object it stands; null when it stands on the item itself.", typeof(StringGraphType), context => FieldOf(context).Part));
        type.AddField(Fields.Of("displayName", "What editors call it.", typeof(NonNullGraphType<StringGraphType>), context => FieldOf(context).Field.DisplayName));
        type.AddField(Fields.Of("description", "What editors are told of it; null when its definition does not say.", typeof(StringGraphType), context => FieldOf(context).Field.Hint));
        type.AddField(Fields.Of("kind", "The kind of field, such as TextField.", typeof(NonNullGraphType<StringGraphType>), context => FieldOf(context).Field.FieldName));
        type.AddField(Fields.Of("required", "It is never empty.", typeof(NonNullGraphType<BooleanGraphType>), context => FieldOf(context).Field.Required));
        return type;
    }

    private IEnumerable<PlacedField> FieldsOf(IResolveFieldContext context)
    {
        var (type, seen) = (TypeOf(context), RequestState.Of(context).Fields);
        return from attached in type.Parts
               where !attached.IsHiddenFromGraphQL
               from field in definitions.FieldsOf(attached.PartName)
               where !field.IsHiddenFromGraphQL && Cms.Fields.FieldTypes.Find(field.FieldName) is not null && seen.MaySee(attached.PartName, field.Name)
               select new PlacedField(attached.Name == type.Name || attached.CollapsesInGraphQL ? null : SchemaNames.PartFieldName(attached.Name), field);
    }

    private static string? ListOf(ContentType type) => type.HasList ? SchemaNames.FieldName(type.Name) : null;

    private static ContentType TypeOf(IResolveFieldContext context) => (ContentType)context.Source!;

    private static PlacedField FieldOf(IResolveFieldContext context) => (PlacedField)context.Source!;

    private sealed record PlacedField(string? Part, PartField Field);
}
