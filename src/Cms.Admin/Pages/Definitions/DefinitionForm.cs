using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Definitions;
using Cms.Modeling;

namespace Cms.Admin.Pages.Definitions;

/// <summary>A type or part in a form, until it is handed in.</summary>
public sealed class DefinitionForm
{
    private string _first = "";

    private DefinitionForm(DefinitionKind kind, string? former, DefinitionSettings settings) => (Kind, Former, Name, Settings) = (kind, former, former ?? "", new EditedSettings(settings));

    /// <summary>Whether it is a type or a part.</summary>
    public DefinitionKind Kind { get; }

    /// <summary>Its name so far; null for a new one.</summary>
    public string? Former { get; }

    /// <summary>The name that it is to have.</summary>
    public string Name { get; set; }

    /// <summary>What a type is called for people.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>The settings of the type or part.</summary>
    public EditedSettings Settings { get; }

    /// <summary>The parts in their order.</summary>
    public List<PartRow> Parts { get; } = [];

    /// <summary>The fields in their order.</summary>
    public List<FieldRow> Fields { get; } = [];

    /// <summary>Names before that GraphQL is to forget.</summary>
    public List<DropFormerNames> Dropped { get; } = [];

    /// <summary>The definition that it was made from; null for a new one.</summary>
    public JsonObject? Seen { get; set; }

    /// <summary>Something is different from what was opened.</summary>
    public bool IsChanged => HasUnread || Print() != _first;

    /// <summary>JSON of settings cannot be read, and would be lost.</summary>
    public bool HasUnread => Parts.Select(row => row.Settings).Concat(Fields.Select(row => row.Settings)).Prepend(Settings).Any(one => one.Unread is not null);

    // An own part without fields is only attached where it was: the type would have a part of nothing.
    private IEnumerable<PartRow> Attached => Parts.Where(row => !row.IsOwn || row.Former is not null || Fields.Count > 0);

    /// <summary>A form for a new type, with what most have, or a new part.</summary>
    public static DefinitionForm New(DefinitionKind kind)
    {
        var form = new DefinitionForm(kind, null, DefinitionSettings.None);
        if (kind == DefinitionKind.Type)
        {
            foreach (var one in KnownSettings.OfType.Where(one => one.Name is "Creatable" or "Listable" or "Draftable" or "Versionable"))
                form.Settings.Set(one, true);
            form.Parts.Add(new PartRow("TitlePart", "TitlePart", null, DefinitionSettings.None));
            form.Parts.Add(new PartRow("", "", null, DefinitionSettings.None));
        }

        form._first = form.Print();
        return form;
    }

    /// <summary>A form for this type or part; null when there is none.</summary>
    public static DefinitionForm? Find(ContentDefinitions known, DefinitionKind kind, string name)
    {
        var (type, part) = (kind == DefinitionKind.Type ? known.FindType(name) : null, known.FindPart(name));
        if (kind == DefinitionKind.Type ? type is null : part is null)
            return null;

        var form = new DefinitionForm(kind, name, type?.Settings ?? part!.Settings) { DisplayName = type?.DisplayName ?? "", Seen = DefinitionEdit.JsonOf(known, kind, name) };
        form.Parts.AddRange((type?.Parts ?? []).Select(attached => attached.PartName == name ? new PartRow("", "", attached.Name, attached.Settings) : new PartRow(attached.PartName, attached.Name, attached.Name, attached.Settings)));
        if (kind == DefinitionKind.Type && !form.Parts.Any(row => row.IsOwn))
            form.Parts.Add(new PartRow("", "", null, DefinitionSettings.None));
        form.Fields.AddRange(known.FieldsOf(name).Select(one => new FieldRow(one.FieldName, one.Name, one.Name, one.Settings)));
        form._first = form.Print();
        return form;
    }

    /// <summary>The form as something that can be planned.</summary>
    public DefinitionEdit ToEdit()
    {
        return new DefinitionEdit(Kind, Former, Name.Trim())
        {
            DisplayName = DisplayName.Trim(),
            Settings = Settings.Now,
            Parts = [.. Attached.Select(row => new EditedPart(row.PartName, row.Name.Trim(), row.IsOwn ? null : row.Former, row.Settings.Now))],
            Fields = [.. Fields.Select(row => new EditedField(row.FieldName, row.Name.Trim(), row.Former, row.Settings.Now))],
            Dropped = [.. Dropped],
            Seen = Seen,
        };
    }

    /// <summary>Where a complaint about the setting of a part or field lies, by its place in <see cref="ToEdit"/>.</summary>
    public int PlaceOf(PartRow row) => Attached.ToList().IndexOf(row);

    /// <summary>Moves a row by so many places, as far as there are any. Where it stands then, from 1.</summary>
    public static int Move<T>(List<T> rows, T row, int step)
    {
        var at = rows.IndexOf(row);
        var to = Math.Clamp(at + step, 0, rows.Count - 1);
        rows.RemoveAt(at);
        rows.Insert(to, row);
        return to + 1;
    }

    private string Print()
    {
        var edit = ToEdit();
        return JsonSerializer.Serialize(new
        {
            edit.Name,
            edit.DisplayName,
            Settings = edit.Settings.ToJson(),
            Parts = edit.Parts.Select(part => new { part.PartName, part.Name, part.Former, Settings = part.Settings.ToJson() }),
            Fields = edit.Fields.Select(one => new { one.FieldName, one.Name, one.Former, Settings = one.Settings.ToJson() }),
            edit.Dropped.Count,
        });
    }
}

/// <summary>A part of a type in a form; its name is empty for the one with the type's own fields.</summary>
public sealed class PartRow(string partName, string name, string? former, DefinitionSettings settings)
{
    public string Id { get; } = $"part-{Guid.NewGuid():N}";

    public string PartName => partName;

    public string? Former => former;

    public bool IsOwn => partName.Length == 0;

    /// <summary>Its settings are shown.</summary>
    public bool IsOpen { get; set; }

    public string Name { get; set; } = name;

    public EditedSettings Settings { get; } = new(settings);
}

/// <summary>A field in a form.</summary>
public sealed class FieldRow(string fieldName, string name, string? former, DefinitionSettings settings)
{
    public string Id { get; } = $"field-{Guid.NewGuid():N}";

    public string FieldName => fieldName;

    public string? Former => former;

    public string Name { get; set; } = name;

    /// <summary>Its settings are shown.</summary>
    public bool IsOpen { get; set; }

    public EditedSettings Settings { get; } = new(settings);
}
