using Cms.Content;
using Cms.Definitions;
using Cms.Users;

namespace Cms.Editing;

/// <summary>What a permission is about.</summary>
public enum PermissionAbout
{
    /// <summary>Content of every type.</summary>
    Content,

    /// <summary>Content of one type.</summary>
    ContentOfType,

    /// <summary>The values of one field.</summary>
    Field,

    /// <summary>What people see and set up of the site: settings, pages, files.</summary>
    Site,

    /// <summary>Who and what is let in.</summary>
    People,

    /// <summary>What programs do, and what keeps the site running.</summary>
    System,

    /// <summary>Nothing that this program asks for; kept as a recipe brought it.</summary>
    Nothing,
}

/// <summary>A permission that roles can have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="About">What it is about.</param>
public sealed record KnownPermission(string Name, PermissionAbout About)
{
    /// <summary>What it lets do with content; null for a permission about something else.</summary>
    public ContentAction? Action { get; init; }

    /// <summary>True when it is about one's own items only.</summary>
    public bool IsOfOwn { get; init; }

    /// <summary>The type or field that it is about, as people call it; null for none.</summary>
    public string? Of { get; init; }
}

/// <summary>All permissions that roles of a tenant can have, for people who choose among them.</summary>
public static class KnownPermissions
{
    // What not each site has its own of, in the order in which people look for it.
    private static readonly (PermissionAbout About, string[] Names)[] General =
    [
        (PermissionAbout.Content, [Permission.EditContentOwner, Permission.PurgeContent]),
        (PermissionAbout.Site, [Permission.ManageSettings, Permission.SetHomepage, Permission.ManageMediaContent, Permission.ManageThemes]),
        (PermissionAbout.People, [Permission.AccessAdminPanel, Permission.ManageUsers, Permission.ManageRoles, Permission.ManageApplications, Permission.ViewAuditTrail]),
        (PermissionAbout.System,
        [
            Permission.ExecuteGraphQL, Permission.ExecuteGraphQLMutations, Permission.AccessContentApi, Permission.ManageQueries, Permission.ViewContentTypes, Permission.EditContentTypes, Permission.ManageFeatures,
            Permission.Import, Permission.Export, Permission.ManageTenants, Permission.SiteOwner,
        ]),
    ];

    private static readonly bool[] AllOrOwn = [false, true];

    /// <summary>Those that the program asks for, with these definitions, and after them the ones that these roles have beside.</summary>
    public static IReadOnlyList<KnownPermission> List(ContentDefinitions definitions, IEnumerable<Role> roles)
    {
        List<KnownPermission> known =
        [
            .. OfContent(PermissionAbout.Content, of: null, (action, own) => $"{action}{own}Content"),
            .. General.SelectMany(group => group.Names.Select(name => new KnownPermission(name, group.About))),
            .. definitions.Types.Where(type => type.IsCustomSettings).Select(type => new KnownPermission(Permission.ToManageCustomSettings(type.Name), PermissionAbout.Site) { Of = type.DisplayName }),
            .. definitions.Types.Where(IsContent).OrderBy(type => type.DisplayName, StringComparer.OrdinalIgnoreCase)
                .SelectMany(type => OfContent(PermissionAbout.ContentOfType, type.DisplayName, (action, own) => $"{action}{own}_{type.Name}")),
            .. definitions.Parts.SelectMany(OfFields),
        ];
        var names = known.Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        return [.. known, .. roles.SelectMany(role => role.Permissions).Distinct(StringComparer.Ordinal).Where(name => !names.Contains(name)).Order(StringComparer.Ordinal).Select(name => new KnownPermission(name, PermissionAbout.Nothing))];
    }

    // Types whose items only stand inside others are nobody's by themselves.
    private static bool IsContent(ContentType type) => type.HasList && (type.Creatable || type.Listable || type.Securable);

    private static IEnumerable<KnownPermission> OfContent(PermissionAbout about, string? of, Func<ContentAction, string, string> nameOf) =>
        from action in Enum.GetValues<ContentAction>()
        from isOfOwn in AllOrOwn
        select new KnownPermission(nameOf(action, isOfOwn ? "Own" : ""), about) { Action = action, IsOfOwn = isOfOwn, Of = of };

    private static IEnumerable<KnownPermission> OfFields(ContentPart part)
    {
        foreach (var field in part.Fields)
        {
            var of = $"{part.Name}: {field.DisplayName}";
            if (field.HasViewPermission)
                yield return new KnownPermission(Permission.ToViewField(part.Name, field.Name), PermissionAbout.Field) { Action = ContentAction.View, Of = of };
            if (field.HasEditPermission)
                yield return new KnownPermission(Permission.ToEditField(part.Name, field.Name), PermissionAbout.Field) { Action = ContentAction.Edit, Of = of };
        }
    }
}
