namespace Cms.Admin;

/// <summary>
/// Makes a component with a route a page of the admin, and says who may see it and where the menu has it. A page is one file: the menu, the check of the permission and the tests find it by this.
/// </summary>
/// <param name="title">The key of its title in <c>Texts.resx</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AdminPageAttribute(string title) : Attribute
{
    /// <summary>The key of its title.</summary>
    public string Title { get; } = title;

    /// <summary>The permission without which nobody sees it; null for whoever may see the admin. What the page does asks for its own permissions beside.</summary>
    public string? Permission { get; init; }

    /// <summary>The beginning of permissions of which any one is enough too, such as those to change the settings of one type; null for none.</summary>
    public string? AlsoWith { get; init; }

    /// <summary>The feature without which it is not there; null for none.</summary>
    public string? Feature { get; init; }

    /// <summary>True when only the tenant Default has it.</summary>
    public bool IsOfDefaultTenant { get; init; }

    /// <summary>Under which heading the menu has it; null leaves it out, as pages about one thing are.</summary>
    public string? Group { get; init; }

    /// <summary>Its icon in the menu, an SVG path of Material Design (<see cref="MudBlazor.Icons"/>).</summary>
    public string Icon { get; init; } = "";

    /// <summary>Its place under its heading, smaller ones first.</summary>
    public int Order { get; init; }
}
