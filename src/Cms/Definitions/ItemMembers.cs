namespace Cms.Definitions;

/// <summary>The members that every content item has in JSON beside its parts. A part of such a name would be lost behind it.</summary>
public static class ItemMembers
{
    /// <summary>Their names in Orchard Core's order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "ContentItemId", "ContentItemVersionId", "ContentType", "DisplayText", "Latest", "Published",
        "ModifiedUtc", "PublishedUtc", "CreatedUtc", "Owner", "Author", "Id",
    ];
}
