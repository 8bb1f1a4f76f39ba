using Cms.Admin.Components;
using Cms.Content;
using Cms.Editing;
using Cms.Editing.Lists;
using Cms.Users;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using static Cms.Admin.Browser.Texts;

namespace Cms.Admin.Pages.Content;

/// <summary>The list of content: what is found, page by page, and what is done with one item or with many.</summary>
public sealed partial class ContentList
{
    // As many as are worked through in some minutes; who has more of them does it in parts.
    private const int MostSelected = 10_000;

    private const string State = "state", Type = "type", Changed = "changed", By = "by", Published = "published", Created = "created", ColumnsKept = "cms-content-columns";

    private static readonly string[] AllColumns = [State, Type, Changed, By, Published, Created];

    private readonly Dictionary<string, string> _selected = new(StringComparer.Ordinal);
    private readonly HashSet<string> _columns = [State, Type, Changed, By];
    private ListAddress _address = new();
    private FoundItems? _found, _inTexts;
    private string[] _authors = [];
    private FoundItem? _menuOf;
    private ElementReference _menu;
    private TakeAwayDialog? _takeAway;
    private ManyAtOnceDialog? _many;
    private TermUse? _term;
    private bool _isLoading;
    private int _loads;

    private bool HasNext => _found is { } found && (found.HasMore || _address.Number * ListAddress.PageSize < found.Count) && found.Items.Count == ListAddress.PageSize;

    private string CountText
    {
        get
        {
            if (_found is not { } found || found.Items.Count == 0)
                return _found is null ? "" : T("ContentList.NothingFound");

            var first = ((_address.Number - 1) * ListAddress.PageSize) + 1;
            return T(found.HasMore ? "ContentList.CountMore" : "ContentList.Count", first, first + found.Items.Count - 1, found.Count);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Navigation.LocationChanged -= OnLocationChanged;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnLocationChanged;
        _address = ListAddress.Read(Navigation.Uri);
        await LoadChoicesAsync();
        await LoadAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || await Js.InvokeAsync<string?>("cms.recall", ColumnsKept) is not { } kept)
            return;

        _columns.Clear();
        _columns.UnionWith(kept.Split(',').Intersect(AllColumns));
        StateHasChanged();
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change) => _ = InvokeAsync(async () =>
    {
        if (!Navigation.ToBaseRelativePath(change.Location).Split('?', '#')[0].Equals(ListAddress.Page, StringComparison.OrdinalIgnoreCase))
            return;

        var before = _address;
        _address = ListAddress.Read(change.Location);

        // What was selected stays so from page to page, and for another order.
        if ((before with { Number = 1, OrderBy = default, Descending = false }) != (_address with { Number = 1, OrderBy = default, Descending = false }))
            _selected.Clear();
        try
        {
            await LoadAsync();
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    });

    private async Task LoadAsync()
    {
        var load = ++_loads;
        var wanted = _address.ToWanted(Desk.Site.TimeZone, Today);
        (_isLoading, Problem) = (true, null);
        StateHasChanged();
        var outcome = await DoAsync<ListItems, Outcome<FoundItems>>(verb => verb.RunAsync(wanted, CancellationToken.None));

        // Somebody typed on meanwhile: the answer to that comes.
        if (load != _loads || outcome is null)
            return;

        (_isLoading, Problem, _inTexts) = (false, outcome.Problem, null);
        _found = outcome.Problem is null ? outcome.Value : null;
        _authors = [.. (_found?.Items ?? []).Select(one => one.Item.Author).Append(Desk.Caller.UserName).Where(name => name.Length > 0).Distinct().Order(StringComparer.CurrentCulture)];
        StateHasChanged();
        if (_address.InTexts || _address.Text.Length < 3 || Problem is not null)
            return;

        // What only the texts say is told beside, once the list itself is there.
        var inTexts = await DoAsync<ListItems, Outcome<FoundItems>>(verb => verb.RunAsync(wanted with { InTexts = true, First = 0, Skip = 0 }, CancellationToken.None));
        if (load == _loads && inTexts is { Problem: null, Value: var more } && more.Count > _found!.Count)
            _inTexts = more;
        StateHasChanged();
    }

    private bool May(ContentAction action, ListedItem item) => Desk.Caller.May(action, item.ContentType, item.Owner);

    private async Task OpenMenuAsync(FoundItem one)
    {
        _menuOf = one;

        // It is rendered before it is measured.
        await Task.Yield();
        await Js.InvokeVoidAsync("cms.showMenu", _menu, $"menu-of-{one.Item.ContentItemId}");
    }

    private ValueTask CloseMenuAsync() => Js.InvokeVoidAsync("cms.closeMenu", _menu);

    private async Task PublishAsync(ListedItem item)
    {
        await CloseMenuAsync();
        await DoOneAsync<Publish, ContentItem>(verb => verb.RunAsync(item.ContentItemId, CancellationToken.None), T("ContentList.PublishedOne", Title(item.DisplayText)));
    }

    private async Task CloneAsync(ListedItem item)
    {
        await CloseMenuAsync();
        await DoOneAsync<Clone, ContentItem>(verb => verb.RunAsync(item.ContentItemId, Me, CancellationToken.None), T("ContentList.Cloned", Title(item.DisplayText)));
    }

    private async Task TakeAwayAsync(ListedItem item, bool isRemoval)
    {
        await CloseMenuAsync();
        await _takeAway!.AskAsync(item, isRemoval);
    }

    // A refusal stays to be read; the list has not changed.
    private async Task DoOneAsync<TVerb, T>(Func<TVerb, Task<Outcome<T>>> work, string done) where TVerb : notnull
    {
        if (await TryAsync(work, done))
            await LoadAsync();
    }

    private void Select(ListedItem item, bool isSelected)
    {
        if (isSelected)
            _selected[item.ContentItemId] = Title(item.DisplayText);
        else
            _selected.Remove(item.ContentItemId);
    }

    private void SelectPage(bool isSelected)
    {
        foreach (var one in _found!.Items)
            Select(one.Item, isSelected);
    }

    private async Task SelectAllFoundAsync()
    {
        var wanted = _address.ToWanted(Desk.Site.TimeZone, Today) with { First = MostSelected, Skip = 0, WithPages = false };
        var outcome = await DoAsync<ListItems, Outcome<FoundItems>>(verb => verb.RunAsync(wanted, CancellationToken.None));
        Problem = outcome?.Problem;
        foreach (var one in outcome is { Problem: null } ? outcome.Value.Items : [])
            Select(one.Item, isSelected: true);
    }

    private Task PublishManyAsync() => _many!.AskAsync(new ManyAtOnce(
        T("Many.Publish", _selected.Count), T("Many.PublishText"), T("Common.Publish"), Things(),
        async (services, id) => ThingDone.Of(await services.GetRequiredService<Publish>().RunAsync(id, CancellationToken.None))));

    private Task UnpublishManyAsync() => _many!.AskAsync(new ManyAtOnce(
        T("Many.Unpublish", _selected.Count), T("Many.UnpublishText"), T("Common.Unpublish"), Things(),
        async (services, id) => ThingDone.Of(await services.GetRequiredService<Unpublish>().RunAsync(id, CancellationToken.None), item => item.StillUsedBy.Count == 0 ? null : T("Many.StillUsed", item.StillUsedBy[0].DisplayText)))
    {
        IsDangerous = true,
    });

    private Task RemoveManyAsync()
    {
        var evenIfUsed = false;
        return _many!.AskAsync(new ManyAtOnce(
            T("Many.Remove", _selected.Count), T("Many.RemoveText", Desk.Site.DaysInTrash), T("Common.Remove"), Things(),
            async (services, id) => ThingDone.Of(await services.GetRequiredService<Remove>().RunAsync(id, Me, evenIfUsed, CancellationToken.None)))
        {
            IsDangerous = true,
            Options = CheckBox(T("Many.EvenIfUsed"), isChecked => evenIfUsed = isChecked),
        });
    }

    private Task SetTermManyAsync(bool isGiven)
    {
        _term = null;
        return _many!.AskAsync(new ManyAtOnce(
            T(isGiven ? "Many.AddKeyword" : "Many.TakeKeyword", _selected.Count), T("Many.KeywordText"), T(isGiven ? "ContentList.AddKeyword" : "ContentList.TakeKeyword"), Things(),
            async (services, id) => ThingDone.Of(
                await services.GetRequiredService<SetTerm>().RunAsync(id, _term!, isGiven, Me, CancellationToken.None),
                result => !result.IsChanged ? null : result.Item.Published ? null : T("Many.KeywordInDraft")))
        {
            Options = KeywordChoice(),
            Missing = () => _term is null ? T("Many.ChooseKeyword") : null,
        });
    }

    private List<KeyValuePair<string, string>> Things() => [.. _selected];

    private async Task AfterManyAsync()
    {
        _selected.Clear();
        await LoadAsync();
    }

    private async Task ShowColumnAsync(string column, bool isShown)
    {
        _ = isShown ? _columns.Add(column) : _columns.Remove(column);
        await Js.InvokeVoidAsync("cms.remember", ColumnsKept, string.Join(',', _columns));
    }

    private static ContentColumn? OrderOf(string column) => column switch
    {
        Changed => ContentColumn.ModifiedUtc,
        Published => ContentColumn.PublishedUtc,
        Created => ContentColumn.CreatedUtc,
        _ => null,
    };

    private static string ColumnName(string column) => column switch
    {
        State => T("ContentList.State"),
        Type => T("ContentList.Type"),
        Changed => T("ContentList.Changed"),
        By => T("ContentList.By"),
        Published => T("ItemState.Published"),
        _ => T("ContentList.Created"),
    };
}
