using Cms.Definitions;
using Cms.Fields;
using Cms.Parts;
using Cms.Search;
using Cms.Taxonomies;

namespace Cms.GraphQL.Schemas;

/// <summary>
/// Gives each name of the schema to the first who asks for it: what GraphQL itself needs comes first, then content types in order of
/// name, then the parts and fields of each in the editors' order. Whoever comes later is left out, with a warning.
/// </summary>
internal sealed class SchemaNames
{
    public const string Query = "Query";
    public const string Site = "Site";
    public const string ContentItem = "ContentItem";
    public const string Status = "Status";
    public const string Direction = "OrderByDirection";
    public const string Term = "Term";
    public const string User = "User";
    public const string Culture = "SiteCulture";
    public const string MediaFile = "MediaFileItem";
    public const string PageInfo = "PageInfo";
    public const string Search = "Search";
    public const string Facet = "Facet";
    public const string FacetValue = "FacetValue";
    public const string Route = "Route";
    public const string ContentTypeInfo = "ContentTypeInfo";
    public const string ContentFieldInfo = "ContentFieldInfo";
    public const string TermsWhere = "TermsWhereInput";

    /// <summary>Not taken from content types: where one is called so, items of menus are shown as all others.</summary>
    public const string MenuItem = ContentType.MenuItem;

    // The kinds of value that have a type of their own, whatever a tenant defines.
    private static readonly HashSet<string> Kinds =
    [
        .. FieldTypes.All.Where(type => type.Shape is not (ScalarShape or TextsShape)).Select(type => type.Name),
        .. PartTypes.All.Where(type => type.Shape is ContainedItemsShape or FormattedTextShape or MembersShape or ListedItemsShape).Select(type => type.Name),
        .. PartTypes.All.Select(type => type.Shape).OfType<GroupShape>().SelectMany(shape => shape.Inside).Select(inner => inner.Shape).OfType<GroupsShape>().Select(shape => shape.Name),
        .. PartTypes.All.Select(type => type.Shape).OfType<MembersShape>().Where(shape => shape.Members.Any(member => member.Column is not null)).Select(shape => PartInput(shape.Name)),
    ];

    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly List<string> _warnings = [];

    public SchemaNames()
    {
        foreach (var name in ReservedNames.GraphQLTypes.Concat(Kinds))
            _types[name] = "the schema itself";
    }

    /// <summary>What was left out and why, a sentence each.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Takes these names of GraphQL types for <paramref name="owner"/>, all or none.</summary>
    public bool TakeTypes(string owner, params ReadOnlySpan<string> names) => Take(_types, owner, "types", names);

    /// <summary>Names of the fields of one type, which begin with those that every such type has.</summary>
    public MemberNames Members(string typeName) => new(this, typeName);

    /// <summary>The name of a field for something that is called this in definitions: <c>GuideArticle</c> becomes <c>guideArticle</c>.</summary>
    public static string FieldName(string name) => WhereMembers.NameOf(name);

    /// <summary>The name of the field that gives a list page by page: <c>guideArticleConnection</c> beside <c>guideArticle</c>.</summary>
    public static string ConnectionField(string list) => list + "Connection";

    /// <summary>The name of a field for a part attached under this name: <c>TaxonomyPart</c> becomes <c>taxonomy</c>.</summary>
    public static string PartFieldName(string name) => WhereMembers.NameOfPart(name);

    /// <summary>The name of the input by which items are asked for through this part; one is called otherwise in Orchard Core.</summary>
    public static string PartInput(string partName) => partName == "LocalizationPart" ? "LocalizationInputObjectType" : $"{partName}Input";

    private bool Take(Dictionary<string, string> taken, string owner, string where, ReadOnlySpan<string> names)
    {
        if (!IsFree(taken, owner, where, names))
            return false;

        foreach (var name in names)
            taken[name] = owner;
        return true;
    }

    private bool IsFree(Dictionary<string, string> taken, string owner, string where, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            // Two underscores belong to introspection (GraphQL specification, section 2.1.9).
            var reason = name.StartsWith("__", StringComparison.Ordinal) ? "names that begin with __ belong to GraphQL"
                : taken.TryGetValue(name, out var holder) ? $"the name {name} belongs to {holder} already"
                : null;
            if (reason is null)
                continue;

            _warnings.Add($"GraphQL leaves out {owner}: among the {where}, {reason}.");
            return false;
        }

        return true;
    }

    internal sealed class MemberNames(SchemaNames names, string typeName)
    {
        private readonly Dictionary<string, string> _taken = new(StringComparer.Ordinal);

        /// <summary>Takes the name for <paramref name="owner"/>; false, with a warning, when somebody else has it.</summary>
        public bool Take(string owner, string name) => names.Take(_taken, owner, $"fields of {typeName}", [name]);

        /// <summary>Takes the name for something that used to have it; false, and nothing is said, when somebody else has it now.</summary>
        public bool TakeFree(string name) => _taken.TryAdd(name, "something that was called so");

        /// <summary>True when somebody has the name. Says nothing and takes nothing.</summary>
        public bool Has(string name) => _taken.ContainsKey(name);

        /// <summary>True when the name is free; else a warning says who has it. Takes nothing.</summary>
        public bool IsFree(string owner, string name) => names.IsFree(_taken, owner, $"fields of {typeName}", [name]);
    }
}
