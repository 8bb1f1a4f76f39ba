using Cms.Definitions;
using Cms.Editing;
using GraphQL.Introspection;
using GraphQL.Types;

namespace Cms.GraphQL.Schemas;

/// <summary>
/// Introspection tells of a field only those who may see it. One schema serves all callers, and GraphQL.NET says nothing of the request when it
/// asks, so the caller of the moment goes along with the flow of the request.
/// </summary>
internal sealed class VisibleFields : DefaultSchemaFilter
{
    private static readonly AsyncLocal<FieldAccess?> Caller = new();

    /// <summary>From here on, and until the awaiting method returns, the request of this caller is answered.</summary>
    public static void BeginFor(FieldAccess fields)
    {
        if (!fields.SeesAll || Caller.Value is not null)
            Caller.Value = fields;
    }

    public override Task<bool> AllowField(IGraphType parent, IFieldType field) => field.GetMetadata<GuardedField?>(nameof(GuardedField)) is { } guarded
        ? Task.FromResult(Caller.Value?.MaySee(guarded.Part, guarded.Field) ?? true)
        : Allowed;
}
