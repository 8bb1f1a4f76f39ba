using Cms.Content;

namespace Cms.Editing.Menus;

/// <summary>What an item of a menu leads to.</summary>
public enum MenuItemKind
{
    /// <summary>An address.</summary>
    Link,

    /// <summary>A content item, whose path of the moment it has.</summary>
    Content,

    /// <summary>A piece of HTML.</summary>
    Html,

    /// <summary>Something that only its own type knows. Its text and place can be changed, the rest is kept.</summary>
    Other,
}

/// <summary>A content type of items of menus.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="Kind">What its items lead to.</param>
public sealed record MenuItemType(string Name, string DisplayName, MenuItemKind Kind)
{
    /// <summary>The types of content items that its items can lead to; empty for any.</summary>
    public IReadOnlyList<string> LeadsToTypes { get; init; } = [];
}

/// <summary>An item of a menu with those below it.</summary>
/// <param name="Id">Its id, which stays when it is moved; a new item has a new one (<see cref="ContentId.New"/>).</param>
/// <param name="ContentType">The name of its type, which stays too.</param>
/// <param name="Text">What visitors read. Empty for a content item takes that item's title.</param>
public sealed record MenuEntry(string Id, string ContentType, string Text)
{
    /// <summary>The address of a link or a piece of HTML; null for none.</summary>
    public string? Url { get; init; }

    /// <summary>Where the address opens, in the words of HTML: <c>_blank</c>; null for the same window.</summary>
    public string? Target { get; init; }

    /// <summary>The id of the content item that it leads to; null for none, and for one in a field that the caller may not see.</summary>
    public string? LeadsTo { get; init; }

    /// <summary>The piece of HTML; null for none.</summary>
    public string? Html { get; init; }

    /// <summary>Those below it, in order.</summary>
    public IReadOnlyList<MenuEntry> Items { get; init; } = [];

    /// <summary>It and all below it, each before those below it.</summary>
    public IEnumerable<MenuEntry> WithAllBelow() => Items.SelectMany(item => item.WithAllBelow()).Prepend(this);
}

/// <summary>A content item that a menu leads to.</summary>
/// <param name="DisplayText">Its title.</param>
/// <param name="IsPublished">Visitors see it; in menus they do not see others.</param>
public sealed record MenuTarget(string DisplayText, bool IsPublished);

/// <summary>A menu as an editor sees it.</summary>
public sealed record EditedMenu
{
    /// <summary>Its id; null for one that is to be made.</summary>
    public string? ContentItemId { get; init; }

    /// <summary>The name of its type.</summary>
    public required string ContentType { get; init; }

    /// <summary>What editors call it.</summary>
    public string Title { get; init; } = "";

    /// <summary>The name by which themes and apps ask for it; null where its type has no aliases.</summary>
    public string? Alias { get; init; }

    /// <summary>The version that was read, to say with changes; null for a menu that is to be made.</summary>
    public string? VersionId { get; init; }

    /// <summary>How it stands.</summary>
    public ItemState State { get; init; } = ItemState.Draft;

    /// <summary>Who saved it last; empty for a menu that is to be made.</summary>
    public string Author { get; init; } = "";

    /// <summary>When it was saved last, UTC.</summary>
    public DateTime? SavedUtc { get; init; }

    /// <summary>True when it can be saved without visitors seeing it at once.</summary>
    public bool HasDrafts { get; init; }

    /// <summary>True when the caller may publish it.</summary>
    public bool MayPublish { get; init; }

    /// <summary>Its items in order.</summary>
    public IReadOnlyList<MenuEntry> Items { get; init; } = [];

    /// <summary>The types of which it can have items.</summary>
    public IReadOnlyList<MenuItemType> Types { get; init; } = [];

    /// <summary>The content items that it leads to, by id; those that are gone, or that the caller may not see, are missing.</summary>
    public IReadOnlyDictionary<string, MenuTarget> Targets { get; init; } = new Dictionary<string, MenuTarget>();
}

/// <summary>What a menu is to be.</summary>
/// <param name="ContentItemId">The menu; null makes a new one.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="BasedOn">The version that the changes were made to; null for a new menu.</param>
/// <param name="Title">What editors call it.</param>
/// <param name="Alias">The name by which themes and apps ask for it; empty has one made of the title, null leaves it as it is.</param>
/// <param name="Items">All its items, in order: what is missing here is gone afterwards.</param>
public sealed record MenuToSave(string? ContentItemId, string ContentType, string? BasedOn, string Title, string? Alias, IReadOnlyList<MenuEntry> Items);
