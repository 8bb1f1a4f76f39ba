namespace Cms.Site.Tests.Permissions;

/// <summary>
/// Every field of the GraphQL root of the guides recipe, of items in each state: <c>yes</c> is answered, <c>none</c> without an item, <c>no</c> refused with FORBIDDEN. A new field needs a
/// row here.
/// </summary>
internal static class GraphQLRows
{
    private const string Everybody = "yes", DraftsOfOthersAndOwn = "no | yes yes no yes yes no | no yes", NoDraftsAreThere = "no | none none no none none no | no none";

    // Of each list; its connection answers the same.
    private static IReadOnlyList<(string Field, string Query, string Expected)> Lists { get; } =
    [
        ("guideArticle", " { displayText }", Everybody),
        ("guideArticle", "(status: DRAFT) { displayText }", DraftsOfOthersAndOwn),
        ("guideArticle", "(status: LATEST) { displayText }", DraftsOfOthersAndOwn),
        ("guideArticle", "(status: DRAFT, where: { contentItemId: \"$draft\" }) { displayText }", "no | yes yes no none none no | no yes"),
        ("guideSection", " { displayText }", "none"),
        ("guideSection", "(status: DRAFT) { displayText }", NoDraftsAreThere),
        ("guideBullet", " { displayText }", "none"),
        ("guideBullet", "(status: DRAFT) { displayText }", NoDraftsAreThere),
        ("guideSource", " { displayText }", "none"),
        ("guideSource", "(status: DRAFT) { displayText }", NoDraftsAreThere),
        ("person", " { displayText }", Everybody),
        ("person", "(status: DRAFT) { displayText }", NoDraftsAreThere),
        ("taxonomy", " { displayText }", Everybody),
        ("taxonomy", "(status: DRAFT) { displayText }", NoDraftsAreThere),
        ("keyword", " { displayText }", "none"),
        ("keyword", "(status: DRAFT) { displayText }", NoDraftsAreThere),
    ];

    /// <summary>The field of the root, the rest of the query, and what each caller is answered.</summary>
    //                                                    visitor | Administrator Editor Moderator Author Contributor Authenticated | token key
    public static IReadOnlyList<(string Field, string Query, string Expected)> All { get; } =
    [
        ("contentItem", "(contentItemId: \"$shown\") { displayText }", Everybody),
        ("contentItem", "(contentItemId: \"$draft\") { displayText }", "none"),
        ("contentItemByAlias", "(alias: \"none\") { displayText }", "none"),
        ("route", "(path: \"/guides/building-a-steady-sleep-routine\") { contentItem { displayText } }", Everybody),
        ("route", "(path: \"/no/such/page\") { isRemoved }", "none"),
        ("search", "(term: \"sleep\") { nodes { displayText } totalCount facets { name } suggestions }", Everybody),
        ("search", "(term: \"sleep\", status: LATEST, types: \"GuideArticle\") { nodes { displayText } }", DraftsOfOthersAndOwn.Replace("yes yes no yes yes no", "yes yes no none none no", StringComparison.Ordinal)),
        ("contentTypes", " { name fields { name } }", Everybody),
        .. Lists,
        .. Lists.Select(list => (list.Field + "Connection", list.Query.Replace("{ displayText }", "{ nodes { displayText } }", StringComparison.Ordinal), list.Expected)),
        ("me", " { userName }", "none | yes yes yes yes yes yes | none none"),
        ("site", " { siteName }", Everybody),
        ("site", " { guideSite { __typename } }", Everybody),
        ("siteCultures", " { culture }", Everybody),
    ];
}
