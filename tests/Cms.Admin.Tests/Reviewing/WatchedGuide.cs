using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Admin.Browser.Wire;

namespace Cms.Admin.Tests.Reviewing;

/// <summary>A guide that others have to do with, and what the server answers about it.</summary>
internal static class WatchedGuide
{
    public const string Address = "/admin/api/items/item00000000000000000000aa";

    private static readonly TypeForm Section = new("Section", "Section", null, [new PartForm("Section", "Section", "Section", [new("Heading", "TextField", "Heading", null)])]);

    private static readonly TypeForm Guide = new("Guide", "Guide", null,
    [
        new PartForm("Guide", "Guide", "Guide", [new("Summary", "TextField", "Summary", null)]),
        new PartForm("Sections", "BagPart", "Sections", []) { Holds = "ContentItems", Takes = ["Section"], Place = "Sections" },
    ]);

    public static EditedItem Item(string version = "v1", string summary = "Rest.", params string[] sections) => EditedItems.Of(
        Guide,
        new JsonObject
        {
            ["Guide"] = new JsonObject { ["Summary"] = new JsonObject { ["Text"] = summary } },
            ["Sections"] = new JsonObject { ["ContentItems"] = new JsonArray([.. sections.Select(id => (JsonNode)new JsonObject { ["ContentItemId"] = id, ["ContentType"] = "Section", ["Section"] = new JsonObject() })]) },
        },
        Section) with { VersionId = version };

    public static CommentShown Comment(string id, string text, string? inside = null, string place = "", string? answers = null, string? resolvedBy = null, bool isOwn = false) =>
        new(id, answers, inside, place, text, "rita", isOwn, "2026-11-27 09:58 Europe/Berlin", IsEdited: false, resolvedBy);

    public static string Discussion(ReviewShown? review = null, MayReview? may = null, string version = "v1", params CommentShown[] comments) =>
        JsonSerializer.Serialize(new Discussion(version, review, may ?? new MayReview(HandOver: true, Answer: false, Confirm: true, null), comments), WireJson.Default.Discussion);

    public static string Heard(string version = "v1", string stamp = "s1", bool isPublished = false, string author = "rita", params Other[] others) =>
        JsonSerializer.Serialize(new Watched(others, version, isPublished, author, stamp), WireJson.Default.Watched);

    public static string Json(EditedItem item) => JsonSerializer.Serialize(item, WireJson.Default.EditedItem);
}
