using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using static Cms.Admin.Browser.Texts;

namespace Cms.Admin.Pages.Definitions;

/// <summary>What the lists of parts and of fields share: an order that buttons and keys change, which is read out, and a way back for what was taken out.</summary>
public abstract class RowsEditor<TRow> : ComponentBase where TRow : class
{
    private string? _focus;

    /// <summary>The browser.</summary>
    [Inject]
    protected IJSRuntime Js { get; private set; } = null!;

    /// <summary>What the form knows beside its rows.</summary>
    [CascadingParameter]
    protected DefinitionContext Context { get; set; } = null!;

    /// <summary>The rows.</summary>
    protected abstract List<TRow> Rows { get; }

    /// <summary>What is read out: where a row stands now, what was taken out.</summary>
    protected string Announced { get; private set; } = "";

    /// <summary>What was taken out last and can come back; null for nothing.</summary>
    protected (TRow Row, int At)? Removed { get; private set; }

    /// <summary>What a row is called, for people.</summary>
    protected abstract string NameOf(TRow row);

    /// <summary>The id of a row in the page.</summary>
    protected abstract string IdOf(TRow row);

    /// <summary>Moves a row; the focus stays with it.</summary>
    protected Task MoveAsync(TRow row, int step)
    {
        var place = DefinitionForm.Move(Rows, row, step);
        Announced = T("Def.Moved", NameOf(row), place, Rows.Count);
        _focus = step < 0 && place > 1 || place == Rows.Count ? $"#{IdOf(row)}-up" : $"#{IdOf(row)}-down";
        return Context.ChangedAsync();
    }

    /// <summary>Alt with an arrow moves the row.</summary>
    protected Task OnKeyAsync(TRow row, KeyboardEventArgs key) => key is { AltKey: true, Key: "ArrowUp" or "ArrowDown" } ? MoveAsync(row, key.Key == "ArrowUp" ? -1 : 1) : Task.CompletedTask;

    /// <summary>Adds a row at the end and goes to it.</summary>
    protected Task AddAsync(TRow row, string focus)
    {
        Rows.Add(row);
        _focus = focus;
        Announced = T("Def.Added", NameOf(row));
        return Context.ChangedAsync();
    }

    /// <summary>Takes a row out.</summary>
    protected Task RemoveAsync(TRow row)
    {
        Removed = (row, Rows.IndexOf(row));
        Rows.Remove(row);
        Announced = T("Def.TakenOut", NameOf(row));
        return Context.ChangedAsync();
    }

    /// <summary>Puts back what was taken out last.</summary>
    protected Task UndoAsync()
    {
        if (Removed is not { } removed)
            return Task.CompletedTask;

        Rows.Insert(Math.Min(removed.At, Rows.Count), removed.Row);
        (Removed, Announced) = (null, T("Def.PutBack", NameOf(removed.Row)));
        return Context.ChangedAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is not { } focus)
            return;

        _focus = null;
        await Js.InvokeVoidAsync("cms.focus", focus);
    }
}
