using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cms.Admin.Browser.Wire;

/// <summary>How the editor and the server write to each other: camel case, with code made when the program is built, as the browser's copy has no reflection left.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(EditedItem))]
[JsonSerializable(typeof(DraftToSave))]
[JsonSerializable(typeof(SavedDraft))]
[JsonSerializable(typeof(Refusal))]
[JsonSerializable(typeof(IReadOnlyList<Choice>))]
[JsonSerializable(typeof(MediaChoices))]
[JsonSerializable(typeof(NewName))]
[JsonSerializable(typeof(Choice))]
[JsonSerializable(typeof(Pasted))]
[JsonSerializable(typeof(ReadPaste))]
[JsonSerializable(typeof(IReadOnlyList<Finding>))]
[JsonSerializable(typeof(Planned))]
[JsonSerializable(typeof(DraftToShow))]
[JsonSerializable(typeof(PreviewAnswer))]
[JsonSerializable(typeof(LinkToMake))]
[JsonSerializable(typeof(SharedLink))]
[JsonSerializable(typeof(MadeLink))]
[JsonSerializable(typeof(IReadOnlyList<SharedLink>))]
[JsonSerializable(typeof(IReadOnlyList<PartnerAddress>))]
[JsonSerializable(typeof(EndedTokens))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(Watching))]
[JsonSerializable(typeof(Watched))]
[JsonSerializable(typeof(Discussion))]
[JsonSerializable(typeof(ReviewerChoices))]
[JsonSerializable(typeof(ToReview))]
[JsonSerializable(typeof(ReviewToAnswer))]
[JsonSerializable(typeof(CommentToWrite))]
[JsonSerializable(typeof(NewText))]
public sealed partial class WireJson : JsonSerializerContext;
