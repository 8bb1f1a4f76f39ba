namespace Cms.Admin.Browser.Wire;

/// <summary>An open editor says that it is there.</summary>
/// <param name="Editor">Names it.</param>
/// <param name="Place">The field that its user is in; null for none.</param>
public sealed record Watching(string Editor, string? Place);

/// <summary>What an open editor hears.</summary>
/// <param name="Others">Who else has the item open.</param>
/// <param name="VersionId">The item's latest version.</param>
/// <param name="IsPublished">True when visitors see that version.</param>
/// <param name="Author">Who saved it.</param>
/// <param name="Stamp">Another text than before when there is something new in the discussion.</param>
public sealed record Watched(IReadOnlyList<Other> Others, string VersionId, bool IsPublished, string Author, string Stamp);

/// <summary>Somebody else who has the item open.</summary>
/// <param name="Name">Who.</param>
/// <param name="Since">Since when, in the time of the site.</param>
/// <param name="Place">The field that they are in; null for none.</param>
public sealed record Other(string Name, string Since, string? Place);

/// <summary>What is said about an item before it is published.</summary>
/// <param name="VersionId">The item's latest version.</param>
/// <param name="Review">How its review stands; null for none.</param>
/// <param name="May">What the user may do about it.</param>
/// <param name="Comments">The comments, oldest first.</param>
public sealed record Discussion(string VersionId, ReviewShown? Review, MayReview May, IReadOnlyList<CommentShown> Comments);

/// <summary>A review.</summary>
/// <param name="State">Waiting, Approved or ChangesWanted.</param>
/// <param name="Reviewer">Who is to look, or did.</param>
/// <param name="AskedBy">Who asked.</param>
/// <param name="AskedAt">When, in the time of the site.</param>
/// <param name="Note">What the reviewer is to know; may be empty.</param>
/// <param name="Answer">What the reviewer said; may be empty.</param>
/// <param name="EndedAt">When it was answered, in the time of the site; null as long as it waits.</param>
/// <param name="HasChangedSince">True when the item says something else by now than the version that it is about.</param>
public sealed record ReviewShown(string State, string Reviewer, string AskedBy, string AskedAt, string Note, string Answer, string? EndedAt, bool HasChangedSince);

/// <summary>What a user may do about the review of an item.</summary>
/// <param name="HandOver">Hand it to somebody, and take it back.</param>
/// <param name="Answer">Answer it: it was handed to them.</param>
/// <param name="Confirm">Say that they reviewed it, as nobody was asked to.</param>
/// <param name="Dates">Which fields approving can fill in; null for none.</param>
public sealed record MayReview(bool HandOver, bool Answer, bool Confirm, ReviewDates? Dates);

/// <summary>What approving can write into the content.</summary>
/// <param name="HasLast">The day of the review.</param>
/// <param name="SuggestedDue">By when it might be due again, <c>2027-11-30</c>; null where the type has no such field.</param>
/// <param name="ReviewerTypes">The types of the items that are named as reviewers, by commas; empty for users, null where the type has no such field.</param>
/// <param name="Reviewers">Who is named now.</param>
/// <param name="IsMany">Whether several may be named.</param>
public sealed record ReviewDates(bool HasLast, string? SuggestedDue, string? ReviewerTypes, IReadOnlyList<Choice> Reviewers, bool IsMany);

/// <summary>A comment.</summary>
/// <param name="Id">Its id.</param>
/// <param name="AnswersId">The comment that it answers; null for one that begins.</param>
/// <param name="InsideId">The item inside that it is about; null for the item itself.</param>
/// <param name="Place">The field, from that item down; empty for all of it.</param>
/// <param name="Text">What it says.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="IsOwn">True when that is the user.</param>
/// <param name="At">When, in the time of the site.</param>
/// <param name="IsEdited">True when its author changed it.</param>
/// <param name="ResolvedBy">Who said that it is settled; null for open.</param>
public sealed record CommentShown(string Id, string? AnswersId, string? InsideId, string Place, string Text, string Author, bool IsOwn, string At, bool IsEdited, string? ResolvedBy);

/// <summary>Whom to hand an item to.</summary>
/// <param name="Users">Who can be asked.</param>
/// <param name="Suggested">The id of the one whom the item's field for the reviewer names; null for none.</param>
public sealed record ReviewerChoices(IReadOnlyList<Choice> Users, string? Suggested);

/// <summary>An item is handed over.</summary>
public sealed record ToReview(string VersionId, string Reviewer, string Note);

/// <summary>A review is answered.</summary>
/// <param name="VersionId">The version that was seen.</param>
/// <param name="Approves">It is as it should be; else something is to be changed.</param>
/// <param name="Note">What is to be known.</param>
/// <param name="SetsDates">Writes into the content that it was reviewed today.</param>
/// <param name="NextDue">By when again, <c>2027-11-30</c>; null leaves that as it is.</param>
/// <param name="Reviewers">The ids of who is named as reviewer; null leaves them as they are.</param>
public sealed record ReviewToAnswer(string VersionId, bool Approves, string Note, bool SetsDates, string? NextDue, IReadOnlyList<string>? Reviewers);

/// <summary>A comment to write, or an answer.</summary>
public sealed record CommentToWrite(string? AnswersId, string? InsideId, string Place, string Text);

/// <summary>A text in the place of another one.</summary>
public sealed record NewText(string Text);
