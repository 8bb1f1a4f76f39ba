using Cms.Definitions;
using Cms.Editing;
using GraphQL.Types;
using GraphQL.Utilities;
using GraphQLParser.AST;
using GraphField = GraphQL.Types.FieldType;

namespace Cms.GraphQL.Schemas;

/// <summary>The schema as introspection tells it to one caller: without the fields that the caller may not see.</summary>
internal sealed class VisibleSchema(ISchema schema, FieldAccess fields) : SchemaExporter(schema)
{
    protected override GraphQLObjectTypeDefinition ExportObjectTypeDefinition(IObjectGraphType graphType)
    {
        var definition = base.ExportObjectTypeDefinition(graphType);
        definition.Fields?.Items.RemoveAll(field => IsHidden(graphType, field.Name.StringValue));
        return definition;
    }

    protected override GraphQLInputObjectTypeDefinition ExportInputObjectTypeDefinition(IInputObjectGraphType graphType)
    {
        var definition = base.ExportInputObjectTypeDefinition(graphType);
        definition.Fields?.Items.RemoveAll(field => IsHidden(graphType, field.Name.StringValue));
        return definition;
    }

    private bool IsHidden(IComplexGraphType type, string field) =>
        type.GetField(field) is GraphField { } known && known.Metadata.TryGetValue(nameof(GuardedField), out var mark) && mark is GuardedField guarded && !fields.MaySee(guarded.Part, guarded.Field);
}
