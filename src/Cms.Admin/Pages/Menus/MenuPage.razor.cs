using System.Globalization;
using System.Text.RegularExpressions;
using Cms.Admin.Components;
using Cms.Content;
using Cms.Editing;
using Cms.Editing.Menus;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace Cms.Admin.Pages.Menus;

/// <summary>One menu: its items, put into order by pointer and keys. Nothing is stored until it is saved.</summary>
public partial class MenuPage
{
    private AskFirst? _askTheirs, _askRemove;
    private ElementReference _list;
    private IJSObjectReference? _sorting;
    private DotNetObjectReference<MenuPage>? _self;
    private EditedMenu? _menu;
    private MenuRows? _rows;
    private (IReadOnlyList<MenuRow> Rows, int At)? _removed;
    private IReadOnlyDictionary<string, MenuTarget> _targets = new Dictionary<string, MenuTarget>();
    private IReadOnlyList<(MenuRow? Row, Complaint Said)> _complaints = [];
    private string? _title, _alias, _looked, _focus;
    private string _announced = "";
    private bool _isChanged, _isLooked, _isWorking;

    /// <summary>The menu's id; <c>new</c> for one that is to be made.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>The type of a menu that is to be made.</summary>
    [SupplyParameterFromQuery]
    public string? Type { get; set; }

    private bool IsNew => Id == "new";

    // What stands at the items and fields is not said once more above.
    private Problem? Shown => _complaints.Count > 0 && Problem is { } problem ? problem with { Message = Browser.Texts.T("Menus.Refused", _complaints.Count), Complaints = [.. _complaints.Where(one => !IsShownBelow(one)).Select(one => one.Said)] } : Problem;

    /// <summary>Called by the browser: a key moved an item.</summary>
    [JSInvokable]
    public void MoveByKey(string id, string step)
    {
        if (_rows?.Find(id) is { } row && Enum.TryParse<MenuStep>(step, out var way))
            Move(row, way);
    }

    /// <summary>Called by the browser: an item was dragged before another one, or to the end.</summary>
    [JSInvokable]
    public void MoveBefore(string id, string? beforeId, int depth)
    {
        if (_rows?.Find(id) is { } row && _rows.MoveBefore(row, beforeId, depth))
            Moved(row);
    }

    /// <summary>Lets go of what the browser holds.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_sorting is not null)
                await _sorting.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its keys with it.
        }

        _self?.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override async Task OnParametersSetAsync()
    {
        // An address that differs in nothing but its end is the same menu, and what was changed stays.
        if (_looked == Id)
            return;

        _looked = Id;
        await LookAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_rows is not null && _sorting is null)
        {
            _self = DotNetObjectReference.Create(this);
            _sorting = await Js.InvokeAsync<IJSObjectReference>("import", $"./{Assets["_content/Cms.Admin/sorting.js"]}");
            await _sorting.InvokeVoidAsync("sort", _list, _self);
        }

        if (_focus is { } selector)
        {
            _focus = null;
            await Js.InvokeVoidAsync("cms.focus", selector);
        }
    }

    private string NameOf(MenuRow row) => MenuRowEditor.NameOf(row, _targets);

    private async Task LookAsync()
    {
        var menu = await GetAsync<ReadMenu, EditedMenu>(verb => IsNew ? verb.RunNewAsync(Type ?? "Menu", CancellationToken.None) : verb.RunAsync(Id, CancellationToken.None));
        _isLooked = true;
        if (menu is null)
            return;

        (_menu, _rows, _title, _alias) = (menu, new MenuRows(menu.Items, menu.Types), menu.Title, menu.Alias);
        _targets = menu.Targets;
        (_isChanged, _removed, _complaints) = (false, null, []);
    }

    private void Change(Action? change = null)
    {
        change?.Invoke();
        _isChanged = true;
    }

    private async Task ChangedAsync(MenuRow row)
    {
        Change();
        if (row.LeadsTo is { } id && !_targets.ContainsKey(id) && await DoAsync<ReadMenu, IReadOnlyDictionary<string, MenuTarget>>(verb => verb.FindTargetsAsync([id], CancellationToken.None)) is { } found)
            _targets = _targets.Concat(found).DistinctBy(target => target.Key).ToDictionary(StringComparer.Ordinal);
    }

    private void Add(MenuItemType type)
    {
        var row = _rows!.Add(type);
        Change();
        _announced = Browser.Texts.T("Menus.Added", row.KindName);
        _focus = $"#mn-{row.Id} .mn-edit .input";
    }

    private void Move(MenuRow row, MenuStep step)
    {
        if (_rows!.Move(row, step))
            Moved(row);
        else
            Announce(Browser.Texts.T($"Menus.NoWay.{step}", NameOf(row)));
    }

    private void Moved(MenuRow row)
    {
        Change();
        var (number, count) = _rows!.PlaceOf(row);
        Announce(_rows.ParentOf(row) is { } parent
            ? Browser.Texts.T("Menus.MovedBelow", NameOf(row), number, count, NameOf(parent), row.Depth + 1)
            : Browser.Texts.T("Menus.Moved", NameOf(row), number, count));
    }

    private void Announce(string text)
    {
        // The same words again would not be read out.
        _announced = text == _announced ? text + "\u00a0" : text;
        StateHasChanged();
    }

    private void Remove(MenuRow row)
    {
        _removed = _rows!.Remove(row);
        _complaints = [];
        Change();
    }

    private void Restore()
    {
        if (_removed is not { } removed)
            return;

        _rows!.Restore(removed.Rows, removed.At);
        _removed = null;
        _announced = Browser.Texts.T("Menus.Restored", NameOf(removed.Rows[0]));
        _focus = $"#mn-open-{removed.Rows[0].Id}";
    }

    private async Task SaveAsync(bool publish)
    {
        if (_isWorking)
            return;

        _isWorking = true;
        _complaints = [];
        var wanted = new MenuToSave(IsNew ? null : Id, _menu!.ContentType, _menu.VersionId, _title ?? "", _menu.Alias is null ? null : _alias ?? "", _rows!.ToEntries());
        var saved = await GetAsync<SaveMenu, ContentItem>(verb => verb.RunAsync(wanted, publish, Editor.Of(Desk.Caller), CancellationToken.None));
        _isWorking = false;
        if (saved is null)
        {
            // By the rows as they stood when they were handed in: they may be moved before they are mended.
            _complaints = [.. (Problem?.Complaints ?? []).Select(complaint => (RowOf(complaint), complaint))];
            foreach (var row in _rows.All.Where(row => ComplaintsOf(row).Count > 0))
                row.IsOpen = true;
            return;
        }

        _isChanged = false;
        Said.Add(Browser.Texts.T(publish ? "Menus.Published" : "Menus.DraftSaved"), Severity.Success);
        if (IsNew)
            Navigation.NavigateTo($"admin/menus/{saved.ContentItemId}", replace: true);
        else
            await LookAsync();
    }

    private async Task RemoveMenuAsync()
    {
        if (!await TryAsync<Remove, TrashedItem>(verb => verb.RunAsync(Id, Editor.Of(Desk.Caller), evenIfUsed: false, CancellationToken.None), Browser.Texts.T("Menus.MenuRemoved", _menu!.Title)))
            return;

        _isChanged = false;
        Navigation.NavigateTo("admin/menus");
    }

    // The place of an item says at which number it stands in each list; the names of the lists are those of definitions.
    private MenuRow? RowOf(Complaint complaint) =>
        _rows!.At([.. Numbers().Matches(complaint.Path).Select(number => int.Parse(number.Groups[1].ValueSpan, CultureInfo.InvariantCulture))]);

    private IReadOnlyList<Complaint> ComplaintsOf(MenuRow row) => [.. _complaints.Where(one => one.Row == row).Select(one => one.Said)];

    private static bool IsShownBelow((MenuRow? Row, Complaint Said) one) => one.Said.Path is "Title" or "AliasPart.Alias" || one.Row is not null;

    private string? ComplaintAt(string path) => _complaints.Select(one => one.Said).FirstOrDefault(complaint => complaint.Path == path) is { } found ? MenuRowEditor.Sentence(found) : null;

    [GeneratedRegex(@"\[(\d{1,6})\]")]
    private static partial Regex Numbers();
}
