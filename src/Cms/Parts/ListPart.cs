using Cms.Definitions;
using Cms.Fields;

namespace Cms.Parts;

/// <summary>
/// Makes the item a list of other items, each of which stands on its own and says with <see cref="ContainedPart"/> in which list it is.
/// Keeps nothing of its own.
/// </summary>
/// <remarks>
/// Settings read: <c>ContainedContentTypes</c>, <c>EnableOrdering</c>. <c>PageSize</c> and <c>ShowHeader</c> are for screens that Cms does not have; they
/// are kept.
/// </remarks>
public sealed class ListPart : PartType
{
    private const string Section = "ListPartSettings";

    public override string Name => "ListPart";

    public override Shape Shape => new ListedItemsShape("ListPart");

    /// <summary>How the type's items are lists, or null when they are none.</summary>
    public static TypePart? Find(ContentType? type) => type?.Parts.FirstOrDefault(part => PartTypes.Find(part.PartName)?.Shape is ListedItemsShape);

    /// <summary>The types of which the list takes items.</summary>
    public static IReadOnlyList<string> AllowedTypes(TypePart attached) => attached.Settings.Texts(Section, "ContainedContentTypes");

    /// <summary>New items come last in the list; else they have no place and the newest is first.</summary>
    public static bool KeepsOrder(TypePart attached) => attached.Settings.Flag(Section, "EnableOrdering");
}
