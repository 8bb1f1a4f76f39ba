using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Parts;

/// <summary>
/// What search engines and social networks are told of the item's page:
/// <c>{"PageTitle":"...","MetaDescription":"...","MetaRobots":"noindex","Canonical":"...","CustomMetaTags":[{"Name":"...","Content":"..."}]}</c>.
/// </summary>
public sealed class SeoMetaPart : PartType
{
    private const string Render = "Render";

    private static readonly string[] Texts =
    [
        "PageTitle", "MetaDescription", "MetaKeywords", "Canonical", "MetaRobots", "OpenGraphType", "OpenGraphTitle", "OpenGraphDescription",
        "TwitterTitle", "TwitterDescription", "TwitterCard", "TwitterCreator", "TwitterSite", "GoogleSchema",
    ];

    private static readonly string[] Images = ["DefaultSocialImage", "OpenGraphImage", "TwitterImage"];

    private static readonly string[] TagMembers = ["Name", "Property", "Content", "HttpEquiv", "Charset"];

    public override string Name => "SeoMetaPart";

    public override Shape Shape => new GroupShape(
        "SeoMetaPart",
        [new(Render, ScalarKind.Boolean) { Standard = true }, .. Texts.Select(name => new Member(name, ScalarKind.Text))])
    {
        Inside =
        [
            new("CustomMetaTags", new GroupsShape("MetaEntry", [.. TagMembers.Select(name => new Member(name, ScalarKind.Text))])),
            .. Images.Select(name => new InnerValue(name, new MediaShape("MediaField"))),
        ],
    };

    /// <summary>The item's part, or null when it has none or says that it is not to be shown.</summary>
    public static JsonElement? Find(ContentItem item, ContentDefinitions definitions)
    {
        var attached = definitions.FindType(item.ContentType)?.Parts.FirstOrDefault(part => part.PartName == "SeoMetaPart");
        return attached is not null && item.Part(attached.Name) is { ValueKind: JsonValueKind.Object } part
            && !(part.TryGetProperty(Render, out var render) && render.ValueKind == JsonValueKind.False)
                ? part
                : null;
    }

    public override IEnumerable<Complaint> Check(JsonElement part, TypePart attached)
    {
        foreach (var complaint in base.Check(part, attached))
            yield return complaint;

        foreach (var inside in ((GroupShape)Shape).Inside)
        {
            if (JsonText.Member(part, inside.Name) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } value)
            {
                foreach (var message in ShapeCheck.Complaints(inside.Shape, value))
                    yield return new Complaint(inside.Name, message);
            }
        }
    }
}
