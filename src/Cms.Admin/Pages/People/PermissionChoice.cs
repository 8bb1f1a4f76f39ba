using Cms.Admin.Browser;
using Cms.Editing;

namespace Cms.Admin.Pages.People;

/// <summary>A permission to choose.</summary>
/// <param name="Permission">The permission.</param>
/// <param name="IsOwn">True when the caller has it and may give it.</param>
public sealed record PermissionChoice(KnownPermission Permission, bool IsOwn)
{
    /// <summary>What whoever has it may do.</summary>
    public string Words { get; } = Permission switch
    {
        { About: PermissionAbout.Content or PermissionAbout.ContentOfType, Action: { } action } => Texts.T($"May.{action}.{(Permission.IsOfOwn ? "Own" : "All")}"),
        { About: PermissionAbout.Field, Action: { } action } => Texts.T($"May.Field.{action}"),
        { About: PermissionAbout.Nothing } => Texts.T("May.Nothing"),
        { Of: { } of } => Texts.T("May.ManageCustomSettings", of),
        _ => Texts.T($"May.{Permission.Name}"),
    };

    /// <summary>The heading under which it stands.</summary>
    public string Heading { get; } = Permission switch
    {
        { About: PermissionAbout.ContentOfType, Of: { } of } => Texts.T("May.Heading.ContentOfType", of),
        { About: PermissionAbout.Field, Of: { } of } => Texts.T("May.Heading.Field", of),
        _ => Texts.T($"May.Heading.{Permission.About}"),
    };

    /// <summary>True when heading, words or name have this text.</summary>
    public bool Has(string text) => new[] { Words, Heading, Permission.Name }.Any(one => one.Contains(text, StringComparison.CurrentCultureIgnoreCase));
}
