using Cms.Admin.Browser.Wire;
using Cms.Definitions;
using Cms.Editing;
using Cms.Fields;
using Cms.Parts;

namespace Cms.Admin.Editing;

/// <summary>Makes forms of definitions: what the editor shows for a type, and for the types of the items inside.</summary>
internal sealed class Forms(ContentDefinitions known, FieldAccess access)
{
    // Their values are set elsewhere: by buttons of the editor, or by the list that an item is in.
    private static readonly HashSet<string> WithoutForm = ["CommonPart", "PublishLaterPart", "ArchiveLaterPart", "ListPart", "ContainedPart", "TermPart", "PreviewPart"];

    /// <summary>The form of a type.</summary>
    public TypeForm Of(ContentType type) => new(type.Name, type.DisplayName, type.Description, [.. from part in type.Parts where !WithoutForm.Contains(part.PartName) orderby part.Position select Of(type, part)]);

    /// <summary>The forms of all types whose items can be inside one of this type, at whatever depth.</summary>
    public IReadOnlyDictionary<string, TypeForm> Inside(ContentType type)
    {
        var found = new Dictionary<string, TypeForm>(StringComparer.Ordinal);
        var open = new Queue<TypeForm>([Of(type)]);
        while (open.TryDequeue(out var form))
        {
            foreach (var name in form.Parts.SelectMany(part => part.Takes).Where(name => !found.ContainsKey(name)))
            {
                if (known.FindType(name) is { } inner)
                    open.Enqueue(found[name] = Of(inner));
            }
        }

        return found;
    }

    private PartForm Of(ContentType type, TypePart attached)
    {
        var part = PartTypes.Find(attached.PartName);
        var isOwn = attached.PartName == type.Name;
        var holds = part?.Shape as ContainedItemsShape;
        return new PartForm(attached.Name, isOwn ? type.Name : attached.PartName, attached.DisplayName, [.. known.FieldsOf(attached.PartName).Where(field => access.MaySee(attached.PartName, field.Name)).OrderBy(field => field.Position).Select(field => Of(attached.PartName, field))])
        {
            Place = isOwn ? "" : attached.Name,
            Holds = holds?.Member,
            Takes = holds is null ? [] : TypesIn(part!, attached, holds),
            Members = MembersOf(part),
            Settings = attached.Settings.ToJson(),
        };
    }

    private FieldForm Of(string partName, PartField field) => new(field.Name, field.FieldName, field.DisplayName, field.Hint)
    {
        IsRequired = field.Required,
        Editor = field.Editor,
        Column = field.Settings.Text("EditorFieldSettings", "Column") is { } column and ("Main" or "After" or "Aside") ? column : IsAboutItem(field) ? "Aside" : "Main",
        IsLocked = !access.MayChange(partName, field.Name),
        Settings = field.Settings.ToJson(),
    };

    // What is written stands in the middle; what is said about it, beside.
    private static bool IsAboutItem(PartField field) => field.FieldName is "DateField" or "DateTimeField" or "TimeField" or "TaxonomyField" or "ContentPickerField" or "UserPickerField" or "LocalizationSetContentPickerField";

    private IReadOnlyList<string> TypesIn(PartType part, TypePart attached, ContainedItemsShape holds) => part is BagPart && BagPart.AllowedTypes(attached) is { Count: > 0 } allowed
        ? allowed
        : [.. known.Types.Where(type => holds.Stereotype is { } stereotype ? type.Stereotype == stereotype : part is BagPart && type.Stereotype.Length == 0 && !type.Creatable).Select(type => type.Name)];

    // One place that meets the shapes of parts; fields have editors of their own by the kind of field.
    private static IReadOnlyList<MemberForm> MembersOf(PartType? part) => part?.Shape switch
    {
        FormattedTextShape text => [new MemberForm(text.Member, text.Format.ToString())],
        MembersShape group => [.. group.Members.Select(member => new MemberForm(member.Name, member.Kind.ToString()))],
        ScalarShape scalar => [new MemberForm(scalar.Member, scalar.Kind.ToString())],
        _ => [],
    };
}
