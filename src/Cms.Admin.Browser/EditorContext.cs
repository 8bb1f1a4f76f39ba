using System.Text.Json.Nodes;
using Cms.Admin.Browser.Keeping;
using Cms.Admin.Browser.Reviewing;
using Microsoft.JSInterop;

namespace Cms.Admin.Browser;

/// <summary>What every field of the editor can ask for.</summary>
public sealed class EditorContext(Draft draft, DeskClient desk, Saver saver, IJSObjectReference module)
{
    private int _ids;

    /// <summary>Something is to be read out by screen readers, and shown for a while; with a way back when there is one.</summary>
    public event Action<string, Action?>? Told;

    /// <summary>The item.</summary>
    public Draft Draft => draft;

    /// <summary>The server.</summary>
    public DeskClient Desk => desk;

    /// <summary>Saves it.</summary>
    public Saver Saver => saver;

    /// <summary>The script <c>editor.js</c>.</summary>
    public IJSObjectReference Module => module;

    /// <summary>Watches what others do; null where nobody does.</summary>
    public Watch? Watch { get; init; }

    /// <summary>The lists of items that are shown, by place.</summary>
    public Dictionary<string, Items.BagEditor> Bags { get; } = new(StringComparer.Ordinal);

    /// <summary>Tells something.</summary>
    /// <param name="text">What.</param>
    /// <param name="undo">Takes it back; null when that cannot be.</param>
    public void Tell(string text, Action? undo = null) => Told?.Invoke(text, undo);

    /// <summary>What is being done that publishing has to wait for.</summary>
    public Task Working { get; set; } = Task.CompletedTask;

    /// <summary>An id for an element of the page.</summary>
    public string NewElementId() => $"f{++_ids}";

    /// <summary>A new item of this type, as it stands inside another one.</summary>
    public static JsonObject NewItem(string contentType) => new() { ["ContentItemId"] = ItemId.New(), ["ContentType"] = contentType };
}
