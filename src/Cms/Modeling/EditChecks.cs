using Cms.Definitions;
using Cms.Fields;
using Cms.Parts;

namespace Cms.Modeling;

/// <summary>What is wrong with a definition that somebody writes, told beside the input that it is about while they write.</summary>
public static class EditChecks
{
    /// <summary>The place of the name of the whole.</summary>
    public const string Name = "Name";

    /// <summary>The place of something that a part has.</summary>
    /// <param name="at">Which part, from 0.</param>
    /// <param name="what">Its <c>Name</c>, or a setting as <c>BagPartSettings.ContainedContentTypes</c>.</param>
    public static string PlaceOfPart(int at, string what) => $"Parts[{at}].{what}";

    /// <summary>The place of something that a field has.</summary>
    public static string PlaceOfField(int at, string what) => $"Fields[{at}].{what}";

    /// <summary>Each thing that is wrong, with its place; a message completes a sentence that begins with the place. Settings that stand as they were seen are not asked about.</summary>
    public static IReadOnlyList<Complaint> Of(DefinitionEdit edit, ContentDefinitions known)
    {
        var complaints = new List<Complaint>();
        if (OfName(edit, known) is { } ofName)
            complaints.Add(new(Name, ofName));
        else if (edit is { Kind: DefinitionKind.Type, Former: null })
            known = known.With(new ContentType(edit.Name, edit.Name, edit.Settings, []));

        var type = edit.Kind == DefinitionKind.Type && edit.Former is not null ? known.FindType(edit.Former) : null;
        if (edit.Kind == DefinitionKind.Type)
            complaints.AddRange(SettingChecks.Of(KnownSettings.OfType, edit.Settings, type?.Settings, known));

        foreach (var (at, part) in edit.Parts.Index())
        {
            if (!part.IsOwn && OfPart(edit, known, part) is { } message)
                complaints.Add(new(PlaceOfPart(at, Name), message));

            var seen = part.Former is null ? null : type?.FindPart(part.Former)?.Settings;
            complaints.AddRange(At(SettingChecks.Of(KnownSettings.OfPart(part.PartName), part.Settings, seen, known), place => PlaceOfPart(at, place)));
        }

        var fields = edit.Former is null ? [] : known.FieldsOf(edit.Former);
        foreach (var (at, one) in edit.Fields.Index())
        {
            if (OfField(edit, one, fields) is { } message)
                complaints.Add(new(PlaceOfField(at, Name), message));

            var seen = one.Former is null ? null : fields.FirstOrDefault(same => same.Name == one.Former)?.Settings;
            complaints.AddRange(At(SettingChecks.Of(KnownSettings.OfField(one.FieldName), one.Settings, seen, known), place => PlaceOfField(at, place)));
        }

        return complaints;
    }

    /// <summary>True for a part that a type may have under a name of its own, and several times: bags, taxonomies and parts with fields.</summary>
    public static bool MayHaveOtherName(string partName) => PartTypes.Find(partName) is null or { Shape: ContainedItemsShape };

    private static IEnumerable<Complaint> At(IEnumerable<Complaint> complaints, Func<string, string> place) => complaints.Select(one => one with { Path = place(one.Path) });

    private static string? OfName(DefinitionEdit edit, ContentDefinitions known)
    {
        if (OfForm(edit.Name) is { } wrong)
            return wrong;

        if (edit.Name == edit.Former)
            return null;

        if (known.FindType(edit.Name) is not null)
            return "is the name of another content type";

        if (known.FindPart(edit.Name) is not null)
            return "is the name of a part";

        if (PartTypes.Find(edit.Name) is not null || FieldTypes.Find(edit.Name) is not null || IsMember(edit.Name))
            return "belongs to Cms";

        return edit.Kind == DefinitionKind.Type && ReservedNames.Check(known, known.With(new ContentType(edit.Name, edit.Name, edit.Settings, []))) is { } reserved ? $"is not free. {reserved.Message}".TrimEnd('.') : null;
    }

    private static string? OfPart(DefinitionEdit edit, ContentDefinitions known, EditedPart part)
    {
        if (OfForm(part.Name) is { } wrong)
            return wrong;

        if (IsMember(part.Name))
            return "is what every content item has already";

        if (part.Name == edit.Name || part.Name == edit.Former || edit.Parts.Count(other => !other.IsOwn && other.Name == part.Name) > 1)
            return "is the name of another part of this type";

        if (part.Name != part.PartName && !MayHaveOtherName(part.PartName))
            return $"must be {part.PartName}: the part is found by its own name";

        // Two things of one name in an item would be one thing.
        return part.Name != part.PartName && (PartTypes.Find(part.Name) is not null || known.FindPart(part.Name) is not null) ? "is the name of a part of another kind" : null;
    }

    private static string? OfField(DefinitionEdit edit, EditedField one, IReadOnlyList<PartField> seen)
    {
        if (OfForm(one.Name) is { } wrong)
            return wrong;

        if (edit.Fields.Count(other => other.Name == one.Name) > 1)
            return "is the name of another field here";

        return one.Former is null && seen.FirstOrDefault(field => field.Name == one.Name) is { } removed && removed.FieldName != one.FieldName
            ? $"was a {removed.FieldName}, of which items keep values; choose another name, or remove it first and throw its data away"
            : null;
    }

    private static string? OfForm(string name) => name.Length == 0 ? "is required" : DefinitionsJson.IsName(name) ? null : $"must have {DefinitionsJson.NameForm}";

    private static bool IsMember(string name) => ItemMembers.Names.Contains(name) || name == TaxonomyPart.Terms;
}
