using System.Text.Json.Nodes;
using Bunit;
using Cms.Admin.Browser;
using Cms.Admin.Browser.Fields;
using Cms.Admin.Browser.Keeping;
using Cms.Admin.Browser.Reviewing;
using Cms.Admin.Browser.Wire;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Cms.Admin.Tests;

/// <summary>An editor with an item in it, whose fields and lists a test shows one at a time.</summary>
public sealed class OpenedEditor : IAsyncDisposable
{
    private readonly BunitContext _page;
    private readonly HttpClient _http;

    private OpenedEditor(BunitContext page, EditedItem item, BunitJSModuleInterop script, IJSObjectReference module)
    {
        (_page, Script) = (page, script);
        Server = new AnsweringServer();
        _http = new HttpClient(Server) { BaseAddress = new Uri("https://cms.example/") };
        var (draft, desk) = (new Draft(item), new DeskClient(_http));
        var saver = new Saver(draft, desk, new Keep(module, "anna"), Clock);
        Watch = new Watch(draft, desk, saver, Clock);
        Context = new EditorContext(draft, desk, saver, module) { Watch = Watch };
        Context.Told += (text, undo) => (Told, Undo) = (text, undo);
    }

    /// <summary>What the fields can ask for.</summary>
    public EditorContext Context { get; }

    /// <summary>The item.</summary>
    public Draft Draft => Context.Draft;

    /// <summary>Saves it, from <see cref="Saver.Start"/> on also by itself.</summary>
    public Saver Saver => Context.Saver;

    /// <summary>Watches what others do, when a test lets it.</summary>
    public Watch Watch { get; }

    /// <summary>What the saver waits by.</summary>
    internal SteppedClock Clock { get; } = new();

    /// <summary>The page's script; what it is asked for is answered with nothing unless a test says what.</summary>
    public BunitJSModuleInterop Script { get; }

    /// <summary>Answers what the fields ask.</summary>
    public AnsweringServer Server { get; }

    /// <summary>What was said last; null for nothing.</summary>
    public string? Told { get; private set; }

    /// <summary>Takes back what was said last; null when it cannot be.</summary>
    public Action? Undo { get; private set; }

    /// <summary>Opens an item.</summary>
    public static async Task<OpenedEditor> WithAsync(EditedItem item)
    {
        var page = new BunitContext();
        page.JSInterop.Mode = JSRuntimeMode.Loose;
        var script = page.JSInterop.SetupModule("editor.js");
        script.Mode = JSRuntimeMode.Loose;
        return new OpenedEditor(page, item, script, await page.JSInterop.JSRuntime.InvokeAsync<IJSObjectReference>("import", "editor.js"));
    }

    /// <summary>Opens an item of a type with this one field.</summary>
    public static Task<OpenedEditor> WithAsync(FieldForm field, JsonObject? value = null)
    {
        var own = new JsonObject();
        if (value is not null)
            own[field.Name] = value;
        return WithAsync(EditedItems.Of(new TypeForm("Note", "Note", null, [new PartForm("Note", "Note", "Note", [field])]), new JsonObject { ["Note"] = own }));
    }

    /// <summary>Shows the editor of the one field.</summary>
    public IRenderedComponent<DynamicComponent> ShowField()
    {
        var field = Draft.Item.Form.Parts[0].Fields[0];
        var parameters = new Dictionary<string, object>
        {
            [nameof(FieldEditor.Field)] = field,
            [nameof(FieldEditor.Part)] = Draft.PartIn(Draft.Parts, "Note"),
            [nameof(FieldEditor.Place)] = field.Name,
        };
        return Show<DynamicComponent>(shown => shown.Add(one => one.Type, FieldEditors.Find(field.Kind)!).Add(one => one.Parameters, parameters));
    }

    /// <summary>Shows a component of the editor.</summary>
    public IRenderedComponent<T> Show<T>(Action<ComponentParameterCollectionBuilder<T>> parameters) where T : IComponent =>
        _page.Render<T>(shown =>
        {
            shown.AddCascadingValue(Context);
            parameters(shown);
        });

    /// <summary>What the one field has written.</summary>
    public JsonNode? Written => Draft.Parts["Note"]?[Draft.Item.Form.Parts[0].Fields[0].Name];

    public async ValueTask DisposeAsync()
    {
        await Saver.DisposeAsync();
        await _page.DisposeAsync();
        _http.Dispose();
        Server.Dispose();
    }
}
