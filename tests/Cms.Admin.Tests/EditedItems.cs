using System.Text.Json.Nodes;
using Cms.Admin.Browser.Wire;

namespace Cms.Admin.Tests;

/// <summary>Items to open.</summary>
internal static class EditedItems
{
    /// <summary>An item that its user may do everything with.</summary>
    public static EditedItem Of(TypeForm form, JsonObject parts, params IReadOnlyList<TypeForm> inside) => new()
    {
        ContentItemId = "item00000000000000000000aa",
        VersionId = "version000000000000000001",
        ContentType = form.Name,
        Parts = parts,
        Form = form,
        Inside = inside.ToDictionary(one => one.Name, StringComparer.Ordinal),
        May = new Allowed(Edit: true, Publish: true, Copy: true, AddMedia: true),
    };

    /// <summary>A field of its kind, with the settings of that kind.</summary>
    public static FieldForm Field(string kind, string settings = "{}") => new("Thing", kind, "The thing", "What it is for")
    {
        Settings = new JsonObject { [kind + "Settings"] = JsonNode.Parse(settings) },
    };
}
