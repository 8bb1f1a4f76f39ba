namespace Cms.Admin.Pages.Site;

/// <summary>A preview address as it is typed.</summary>
public sealed class PreviewRow
{
    /// <summary>The type of the items.</summary>
    public string? ContentType { get; set; }

    /// <summary>What editors call the front end.</summary>
    public string? Name { get; set; }

    /// <summary>The pattern of the address.</summary>
    public string? Url { get; set; }
}
