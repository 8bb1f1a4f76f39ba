using Cms.Definitions;
using Cms.Editing;
using Cms.Events;
using Cms.Features;
using Cms.GraphQL.Documents;
using Cms.GraphQL.Planning;
using Cms.Tenants;
using Cms.Users;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.Visitors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cms.GraphQL.Schemas;

/// <summary>The schema of one tenant with the documents that are valid for it. Immutable; a change of definitions makes another one.</summary>
public sealed class TenantSchema
{
    private readonly Lazy<string> _whole;

    private TenantSchema(SchemaBuilder.Built built, ContentDefinitions definitions, GraphQLLimits limits)
    {
        (Schema, FormerTypes, Warnings) = (built.Schema, built.FormerTypes, built.Warnings);
        (Definitions, Documents, Pieces) = (definitions, new KeptDocuments(limits.MaxKeptDocuments), new KeptPieces(limits.MaxKeptPieceBytes));
        _whole = new Lazy<string>(Print);
    }

    /// <summary>Content types, parts and fields that are left out because their names are taken, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    internal Schema Schema { get; }

    /// <summary>What it was built from.</summary>
    internal ContentDefinitions Definitions { get; }

    internal KeptDocuments Documents { get; }

    /// <summary>What was written of items for these documents.</summary>
    internal KeptPieces Pieces { get; }

    internal FormerTypeNames FormerTypes { get; }

    /// <summary>Builds the schema of these definitions. The same definitions give the same schema.</summary>
    /// <param name="definitions">What is shown.</param>
    /// <param name="limits">How much is kept beside it.</param>
    /// <param name="filtersAllFields">Lists are filtered by fields that are not marked as indexed, too: the feature <see cref="Feature.FieldFilters"/>.</param>
    public static TenantSchema Of(ContentDefinitions definitions, GraphQLLimits limits, bool filtersAllFields) =>
        new(SchemaBuilder.Build(definitions, filtersAllFields), definitions, limits);

    /// <summary>How the kept ones are made; they are made anew when the definitions or features change.</summary>
    public static PerTenant<TenantSchema> Keep(
        TenantScopes scopes, TenantChanges changes, GraphQLLimits limits, ILogger<TenantSchema> logger) => new(
        async tenant =>
        {
            await using var scope = scopes.Open(tenant);
            var features = await scope.ServiceProvider.GetRequiredService<PerTenant<TenantFeatures>>().GetAsync(tenant, CancellationToken.None);
            var schema = Of(await scope.ServiceProvider.GetRequiredService<TenantDefinitions>().GetAsync(CancellationToken.None), limits, features.Has(Feature.FieldFilters));
            foreach (var warning in schema.Warnings)
                logger.LogWarning("{Warning} Tenant: {Tenant}", warning, tenant.Name);
            return schema;
        },
        changes,
        (_, happened) => happened is DefinitionsChanged or SettingsChanged { Section: TenantFeatures.Section });

    /// <summary>The schema in GraphQL's own language, in order of name.</summary>
    public string Print() => Schema.Print(new() { StringComparison = StringComparison.Ordinal });

    /// <summary>The same as far as this caller may see it.</summary>
    public string PrintFor(Caller caller)
    {
        var fields = FieldAccess.Of(Definitions, caller);
        if (fields.SeesAll)
            return _whole.Value;

        var document = new VisibleSchema(Schema, fields).Export();
        SDLSorter.Sort(document, new SDLSorterOptions(StringComparison.Ordinal));
        return new SDLPrinter(new SDLPrinterOptions { PrintDescriptions = true }).Print(document);
    }
}
