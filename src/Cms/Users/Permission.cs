namespace Cms.Users;

/// <summary>What somebody may do with content items; each has its permissions for all types and for one, for all items and for one's own.</summary>
public enum ContentAction
{
    /// <summary>See what is published.</summary>
    View,

    /// <summary>See it in lists of an editing screen.</summary>
    List,

    /// <summary>See drafts and old versions.</summary>
    Preview,

    /// <summary>Save drafts.</summary>
    Edit,

    /// <summary>Publish and take away from visitors.</summary>
    Publish,

    /// <summary>Put into the trash and take out of it.</summary>
    Delete,

    /// <summary>Make a copy.</summary>
    Clone,
}

/// <summary>Names of permissions, as in Orchard Core; <see cref="PurgeContent"/> is the one that Cms adds.</summary>
public static class Permission
{
    /// <summary>Everything: the owner of the site.</summary>
    public const string SiteOwner = "SiteOwner";

    /// <summary>Open the admin.</summary>
    public const string AccessAdminPanel = "AccessAdminPanel";

    /// <summary>Ask the GraphQL endpoint.</summary>
    public const string ExecuteGraphQL = "ExecuteGraphQL";

    /// <summary>Change content through the GraphQL endpoint; includes <see cref="ExecuteGraphQL"/>.</summary>
    public const string ExecuteGraphQLMutations = "ExecuteGraphQLMutations";

    /// <summary>Ask the REST endpoints of content.</summary>
    public const string AccessContentApi = "AccessContentApi";

    /// <summary>See published content.</summary>
    public const string ViewContent = "ViewContent";

    /// <summary>Change content; whoever may, also sees drafts.</summary>
    public const string EditContent = "EditContent";

    /// <summary>Say who owns an item.</summary>
    public const string EditContentOwner = "EditContentOwner";

    /// <summary>Publish content and take it away.</summary>
    public const string PublishContent = "PublishContent";

    /// <summary>Remove content.</summary>
    public const string DeleteContent = "DeleteContent";

    /// <summary>Throw away for good what is in the trash; no other permission but that of the site's owner includes it.</summary>
    public const string PurgeContent = "PurgeContent";

    /// <summary>Choose the home page.</summary>
    public const string SetHomepage = "SetHomepage";

    /// <summary>See content types.</summary>
    public const string ViewContentTypes = "ViewContentTypes";

    /// <summary>Change content types; includes <see cref="ViewContentTypes"/>.</summary>
    public const string EditContentTypes = "EditContentTypes";

    /// <summary>Create, change and remove tenants; asked of the tenant Default only.</summary>
    public const string ManageTenants = "ManageTenants";

    /// <summary>Create, change and remove users.</summary>
    public const string ManageUsers = "ManageUsers";

    /// <summary>Say what roles may do.</summary>
    public const string ManageRoles = "ManageRoles";

    /// <summary>Register apps that ask for tokens.</summary>
    public const string ManageApplications = "ManageApplications";

    /// <summary>Run recipes, and see what they would change. What their steps do needs its own permissions beside.</summary>
    public const string Import = "Import";

    /// <summary>Write the site as a recipe, as far as one sees it.</summary>
    public const string Export = "Export";

    /// <summary>Switch features on and off.</summary>
    public const string ManageFeatures = "ManageFeatures";

    /// <summary>Choose the theme.</summary>
    public const string ManageThemes = "ManageThemes";

    /// <summary>Give GraphQL documents names and take these away.</summary>
    public const string ManageQueries = "ManageQueries";

    /// <summary>Change the site's settings.</summary>
    public const string ManageSettings = "ManageSettings";

    /// <summary>Read the trail of what happened.</summary>
    public const string ViewAuditTrail = "ViewAuditTrail";

    /// <summary>Upload, move and remove media files.</summary>
    public const string ManageMediaContent = "ManageMediaContent";

    // Names of parts and fields have no dot, so that no two fields have one permission, as "A_B" and "C" would with "A" and "B_C".
    private const string ViewFieldPrefix = "ViewField_", EditFieldPrefix = "EditField_";

    // As in Orchard Core: whoever may publish may edit, and whoever may edit may see.
    private static readonly Dictionary<ContentAction, ContentAction[]> Including = new()
    {
        [ContentAction.View] = [ContentAction.View, ContentAction.Edit, ContentAction.Publish],
        [ContentAction.List] = [ContentAction.List, ContentAction.Edit, ContentAction.Publish],
        [ContentAction.Preview] = [ContentAction.Preview, ContentAction.Edit, ContentAction.Publish],
        [ContentAction.Edit] = [ContentAction.Edit, ContentAction.Publish],
        [ContentAction.Publish] = [ContentAction.Publish],
        [ContentAction.Delete] = [ContentAction.Delete],
        [ContentAction.Clone] = [ContentAction.Clone, ContentAction.Edit, ContentAction.Publish],
    };

    private static readonly Dictionary<string, string[]> IncludedIn = new(StringComparer.Ordinal)
    {
        [ExecuteGraphQL] = [ExecuteGraphQLMutations],
        [ViewContentTypes] = [EditContentTypes],
        [ViewContent] = [EditContent, PublishContent],
        [EditContent] = [PublishContent],
    };

    /// <summary>The permissions of which one is enough for the action on an item of the type.</summary>
    /// <param name="action">What is to be done.</param>
    /// <param name="contentType">The type's name.</param>
    /// <param name="isOwn">Whether the item is the caller's own, so that the permissions for one's own items count too.</param>
    public static IEnumerable<string> For(ContentAction action, string contentType, bool isOwn)
    {
        foreach (var one in Including[action])
        {
            yield return $"{one}Content";
            yield return $"{one}_{contentType}";
            if (!isOwn)
                continue;

            yield return $"{one}OwnContent";
            yield return $"{one}Own_{contentType}";
        }
    }

    /// <summary>What it takes to see a version that is published, or one that is not.</summary>
    public static ContentAction ToSee(bool published) => published ? ContentAction.View : ContentAction.Preview;

    /// <summary>The beginning of the permissions to change the custom settings of one type.</summary>
    public const string ManageCustomSettings = "ManageCustomSettings_";

    /// <summary>Change the custom settings of one type.</summary>
    public static string ToManageCustomSettings(string contentType) => ManageCustomSettings + contentType;

    /// <summary>See the values of one field: <c>ViewField_GuideArticle.Source</c>.</summary>
    /// <param name="part">The name of the field's part.</param>
    /// <param name="field">The field's name.</param>
    public static string ToViewField(string part, string field) => $"{ViewFieldPrefix}{part}.{field}";

    /// <summary>Change the values of one field; includes seeing them.</summary>
    public static string ToEditField(string part, string field) => $"{EditFieldPrefix}{part}.{field}";

    /// <summary>The field that a permission is about, <c>GuideArticle.Source</c>; null for a permission about something else.</summary>
    public static string? FieldOf(string permission) =>
        !permission.Contains('.', StringComparison.Ordinal) ? null
        : permission.StartsWith(ViewFieldPrefix, StringComparison.Ordinal) ? permission[ViewFieldPrefix.Length..]
        : permission.StartsWith(EditFieldPrefix, StringComparison.Ordinal) ? permission[EditFieldPrefix.Length..]
        : null;

    /// <summary>The permission itself and those that include it.</summary>
    public static IEnumerable<string> For(string permission) => IncludedIn.GetValueOrDefault(permission, []).Prepend(permission);
}
