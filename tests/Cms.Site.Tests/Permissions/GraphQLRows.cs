namespace Cms.Site.Tests.Permissions;

/// <summary>
/// Every field of the GraphQL root of the guides recipe, of items in each state: <c>yes</c> is answered, <c>none</c> without an item, <c>no</c> refused with FORBIDDEN. A new field needs a
/// row here.
/// </summary>
internal static class GraphQLRows
{
    private const string Everybody = "yes", DraftsOfOthersAndOwn = "no | yes yes no yes yes no | no yes", NoDraftsAreThere = "no | none none no none none no | no none";

    /// <summary>The field of the root, the rest of the query, and what each caller is answered.</summary>
    //                                                    visitor | Administrator Editor Moderator Author Contributor Authenticated | token key
    public static IReadOnlyList<(string Field, string Query, string Expected)> All { get; } =
    [
        ("contentItem", "(contentItemId: \"$shown\") { displayText }", Everybody),
        ("contentItem", "(contentItemId: \"$draft\") { displayText }", "none"),
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
        ("me", " { userName }", "none | yes yes yes yes yes yes | none none"),
        ("site", " { siteName }", Everybody),
        ("site", " { guideSite { __typename } }", Everybody),
        ("siteCultures", " { culture }", Everybody),
    ];
}
