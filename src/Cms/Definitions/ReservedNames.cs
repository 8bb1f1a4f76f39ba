namespace Cms.Definitions;

/// <summary>
/// Names that content types cannot have because the API asks for content under them: <c>search</c> is a question of its own, so a type <c>Search</c> would have no list. Asked when a
/// type is defined; one that is stored already is left out of the schema with a warning.
/// </summary>
public static class ReservedNames
{
    /// <summary>What the GraphQL root asks for beside the tenant's types; a test compares it with the schema.</summary>
    public static IReadOnlySet<string> RootFields { get; } =
        new HashSet<string>(StringComparer.Ordinal) { "contentItem", "contentItemByAlias", "contentTypes", "me", "route", "search", "site", "siteCultures" };

    /// <summary>Types that GraphQL has whatever the tenant defines: a content type that is called so is left out of the API. Kinds of fields and parts are others; a test compares them with the schema.</summary>
    public static IReadOnlySet<string> GraphQLTypes { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "Query", "Mutation", "Subscription", "String", "Int", "Float", "Boolean", "ID", "Decimal", "Date", "DateTime", "TimeSpan", "Site", "ContentItem", "Status", "OrderByDirection", "Term", "User",
        "SiteCulture", "MediaFileItem", "TermsWhereInput", "PageInfo", "Facet", "FacetValue", "SearchConnection", "SearchEdge", "Route", "ContentTypeInfo", "ContentFieldInfo", "ContentItemConnection",
        "ContentItemEdge", "ContentItemWhereInput", "TermWhereInput",
    };

    /// <summary>Null when every type that was added can have its name; else which cannot, and why.</summary>
    public static Problem? Check(ContentDefinitions before, ContentDefinitions after)
    {
        foreach (var type in after.Types.Where(type => HasList(type) && before.FindType(type.Name) is null))
        {
            foreach (var name in ListsOf(type))
            {
                if (RootFields.Contains(name))
                    return Problem.Invalid($"A content type cannot be called {type.Name}: the API asks for something of its own under {name}. Choose another name.");

                if (after.Types.FirstOrDefault(other => other.Name != type.Name && HasList(other) && ListsOf(other).Contains(name)) is { } other)
                    return Problem.Invalid($"A content type cannot be called {type.Name}: the API asks for the items of {other.Name} under {name}. Choose another name.");
            }
        }

        return null;
    }

    private static bool HasList(ContentType type) => type.HasList && !type.IsHiddenFromGraphQL;

    private static string[] ListsOf(ContentType type) => char.ToLowerInvariant(type.Name[0]) + type.Name[1..] is var list ? [list, $"{list}Connection"] : [];
}
