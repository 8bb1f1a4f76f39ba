using System.Text.Json.Nodes;

namespace Cms.Admin.Browser.Wire;

/// <summary>What the editor wants stored.</summary>
public sealed record DraftToSave
{
    /// <summary>The type of the item.</summary>
    public required string ContentType { get; init; }

    /// <summary>The version that the changes were made to; null for a new item.</summary>
    public string? BasedOn { get; init; }

    /// <summary>The parts, all of them.</summary>
    public required JsonObject Parts { get; init; }

    /// <summary>When the stretch of writing began that this goes on with, UTC; null begins one.</summary>
    public DateTime? WrittenSinceUtc { get; init; }

    /// <summary>The title of an item whose type makes none.</summary>
    public string DisplayText { get; init; } = "";

    /// <summary>Visitors see it at once, as of types without drafts; then it must be complete.</summary>
    public bool Publish { get; init; }
}

/// <summary>What was stored.</summary>
/// <param name="VersionId">The new version.</param>
/// <param name="SavedUtc">When, UTC.</param>
/// <param name="Author">Who saved it.</param>
/// <param name="DisplayText">The title.</param>
/// <param name="Path">The public path without a leading slash; null for none.</param>
/// <param name="HasPublished">True when visitors see some version.</param>
/// <param name="IsPublished">True when visitors see this one.</param>
/// <param name="WrittenSinceUtc">When the stretch of writing began that the next draft goes on with, UTC.</param>
public sealed record SavedDraft(string VersionId, DateTime SavedUtc, string Author, string DisplayText, string? Path, bool HasPublished, bool IsPublished, DateTime WrittenSinceUtc);

/// <summary>Why something was not done.</summary>
/// <param name="Kind">NotFound, Forbidden, Conflict or Invalid.</param>
/// <param name="Message">A sentence for people.</param>
/// <param name="Complaints">What is wrong with single fields.</param>
public sealed record Refusal(string Kind, string Message, IReadOnlyList<Complaint> Complaints)
{
    /// <summary>The item as somebody else saved it meanwhile; null when that is not the reason.</summary>
    public EditedItem? Theirs { get; init; }
}

/// <summary>What is wrong with a field.</summary>
/// <param name="Path">Where, from the item down: <c>Sections[2].Heading</c>.</param>
/// <param name="Message">Completes a sentence that begins with the field's name.</param>
public sealed record Complaint(string Path, string Message);

/// <summary>Something to choose: a keyword, an item, a person.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="About">More about it, such as alternative names or its type; empty for nothing.</param>
public sealed record Choice(string Id, string Name, string About);

/// <summary>A media folder to choose a file from, or what was looked for in it.</summary>
/// <param name="Folders">The names of the folders in it.</param>
/// <param name="Files">The files: their paths, names and sizes.</param>
/// <param name="Count">How many files there are; more than are given here are found by searching.</param>
public sealed record MediaChoices(IReadOnlyList<string> Folders, IReadOnlyList<Choice> Files, int Count);

/// <summary>A name for something new.</summary>
public sealed record NewName(string Name);

/// <summary>What somebody pasted.</summary>
/// <param name="ContentType">The type of the item.</param>
/// <param name="Html">As HTML; null when there was none.</param>
/// <param name="Text">As plain text.</param>
public sealed record Pasted(string ContentType, string? Html, string Text);

/// <summary>What an article that was pasted would make.</summary>
/// <param name="Parts">The parts of the item.</param>
/// <param name="NewKeywords">Keywords that do not exist yet.</param>
/// <param name="Remarks">What somebody should look at.</param>
/// <param name="Sections">How many sections it has.</param>
/// <param name="Bullets">How many bullets it has.</param>
public sealed record ReadPaste(JsonObject Parts, IReadOnlyList<string> NewKeywords, IReadOnlyList<string> Remarks, int Sections, int Bullets);

/// <summary>Something to look at before publishing.</summary>
/// <param name="Path">Where; empty for the whole item.</param>
/// <param name="Message">A sentence.</param>
/// <param name="IsRefused">True when the item cannot be published so.</param>
public sealed record Finding(string Path, string Message, bool IsRefused);

/// <summary>A moment to plan, in the time of the site: <c>2026-11-30T09:00</c>.</summary>
public sealed record Planned(string? PublishAt, string? UnpublishAt);
