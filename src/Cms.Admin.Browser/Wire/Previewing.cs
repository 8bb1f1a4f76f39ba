using System.Text.Json.Nodes;

namespace Cms.Admin.Browser.Wire;

/// <summary>What the preview is to show.</summary>
/// <param name="ContentItemId">The item; null for one that was never stored.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="DisplayText">The title of an item whose type makes none.</param>
/// <param name="Parts">The parts, all of them.</param>
public sealed record DraftToShow(string? ContentItemId, string ContentType, string DisplayText, JsonObject Parts);

/// <summary>What became of a preview.</summary>
/// <param name="Status">200 when the page is shown; 0 when the server could not be reached; else the status that it answered.</param>
/// <param name="Title">What is the matter, in a few words; null for nothing in particular.</param>
/// <param name="Text">Why, and what to do; null when the page is shown.</param>
public sealed record PreviewAnswer(int Status, string? Title, string? Text);

/// <summary>A link to a preview to be made.</summary>
/// <param name="Hours">How long it is good.</param>
/// <param name="Version">The version that it shows; null for the latest one, whichever that is.</param>
public sealed record LinkToMake(int Hours, string? Version);

/// <summary>A link that people without an account see an item by.</summary>
/// <param name="Id">Names the link.</param>
/// <param name="Version">The version that it shows; null for the latest one.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="CreatedUtc">When, UTC.</param>
/// <param name="ExpiresUtc">Until when it is good, UTC.</param>
public sealed record SharedLink(string Id, string? Version, string CreatedBy, DateTime CreatedUtc, DateTime ExpiresUtc);

/// <summary>A link that was made just now.</summary>
/// <param name="Url">Its address, which is never told again.</param>
/// <param name="Link">What is known of it from now on.</param>
public sealed record MadeLink(string Url, SharedLink Link);

/// <summary>Where an app of a partner shows the item.</summary>
/// <param name="Name">What people call the app.</param>
/// <param name="Url">The address, good for an hour.</param>
public sealed record PartnerAddress(string Name, string Url);

/// <summary>That all openings in apps of partners were ended.</summary>
public sealed record EndedTokens(bool Ended);

/// <summary>Why something was refused, in the form of RFC 9457.</summary>
/// <param name="Title">In a few words; null for nothing in particular.</param>
/// <param name="Detail">A sentence for people; null for none.</param>
public sealed record ProblemDetails(string? Title, string? Detail);
