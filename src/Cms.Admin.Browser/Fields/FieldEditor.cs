using System.Text.Json.Nodes;
using Cms.Admin.Browser.Keeping;
using Cms.Admin.Browser.Wire;
using Microsoft.AspNetCore.Components;

namespace Cms.Admin.Browser.Fields;

/// <summary>Edits one field. One component for each kind of field, found by <see cref="FieldEditors"/>; each shows itself anew alone, so typing costs the same however long the item is.</summary>
public abstract class FieldEditor : ComponentBase
{
    /// <summary>The field.</summary>
    [Parameter, EditorRequired]
    public FieldForm Field { get; set; } = null!;

    /// <summary>The JSON object of the part that has the field.</summary>
    [Parameter, EditorRequired]
    public JsonObject Part { get; set; } = null!;

    /// <summary>Where the field is, as complaints say it.</summary>
    [Parameter, EditorRequired]
    public string Place { get; set; } = "";

    /// <summary>True leaves out label and hint, as rows do that have headings.</summary>
    [Parameter]
    public bool IsBare { get; set; }

    /// <summary>The editor.</summary>
    [CascadingParameter]
    public EditorContext Context { get; set; } = null!;

    /// <summary>The id of its first control.</summary>
    protected string Id { get; private set; } = "";

    /// <summary>The field's JSON; null when nothing was written.</summary>
    protected JsonObject? Value => Part[Field.Name] as JsonObject;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    protected string? Complaint => Context.Draft.ComplaintAt(Place);

    /// <summary>For controls: true when something is wrong.</summary>
    protected string? Invalid => Complaint is null ? null : "true";

    /// <summary>For controls: what describes them.</summary>
    protected string DescribedBy => $"{Id}-hint {Id}-complaint";

    protected override void OnInitialized() => Id = Context.NewElementId();

    /// <summary>The text under this member; empty when it is missing.</summary>
    protected string Text(string member) => Value?[member] is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    /// <summary>The texts of the list under this member.</summary>
    protected IReadOnlyList<string> Texts(string member) => [.. (Value?[member] as JsonArray ?? []).Select(text => text?.ToString() ?? "")];

    /// <summary>Writes a member; null takes it away.</summary>
    protected void Set(string member, JsonNode? value)
    {
        if (Field.IsLocked)
            return;

        Draft.PartIn(Part, Field.Name)[member] = value;
        Context.Draft.Touch();
    }

    /// <summary>Writes a list of texts.</summary>
    protected void Set(string member, IEnumerable<string> texts) => Set(member, new JsonArray([.. texts.Select(text => (JsonNode)text)]));
}
