using Cms.Admin.Components;
using Cms.Content;
using Cms.Editing;
using Cms.Editing.Replacing;
using Cms.Editing.Terms;
using Cms.Taxonomies;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using static Cms.Admin.Browser.Texts;

namespace Cms.Admin.Pages.Keywords;

/// <summary>One keyword: its names and address, its place, and how it is merged or removed.</summary>
public sealed partial class KeywordDetails
{
    private AskFirst? _ask;
    private ManyAtOnceDialog? _many;
    private FoundTerms? _found;
    private ListedTerm? _one;
    private Term? _newParent, _into, _instead, _other;
    private string? _name, _others, _path, _new;
    private bool _keepsName = true, _isMerge;
    private Func<Task>? _afterMany;
    private int _uses;

    /// <summary>The id of the taxonomy.</summary>
    [Parameter]
    public string Taxonomy { get; set; } = "";

    /// <summary>The id of the keyword.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    private bool IsRenamed => _one is { } one && _name?.Trim() is { Length: > 0 } name && name != one.Term.DisplayText;

    private string? Parent => _one?.Parents is [.., var parent] ? parent.ContentItemId : null;

    private string? VersionId => _found?.Taxonomy.ContentItemVersionId;

    private Editor Me => Editor.Of(Desk.Caller);

    private Replacement Change => new(ReplacedKind.Term, Id, _other?.ContentItemId) { TaxonomyContentItemId = Taxonomy };

    private string Explanation => (_isMerge, _other) switch
    {
        (true, { } into) => T("Kw.AskMergeText", _uses, into.DisplayText),
        (false, { } instead) => T("Kw.AskReplaceText", _uses, instead.DisplayText),
        _ => T("Kw.AskRemoveText", _uses),
    };

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        (_newParent, _into, _instead, _new, Problem) = (null, null, null, "", null);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        if (await DoAsync<ListTerms, Outcome<FoundTerms>>(verb => verb.RunAsync(Taxonomy, Id, CancellationToken.None)) is not { } outcome)
            return;

        Problem = outcome.Problem;
        if (outcome.Problem is not null)
            return;

        (_found, _one) = (outcome.Value, outcome.Value.Terms[0]);
        (_name, _others, _path, _keepsName) = (_one.Term.DisplayText, string.Join('\n', _one.Term.AlternativeNames), _one.Term.Path, true);
    }

    private TermWish Wish() => new(Taxonomy, VersionId, _name ?? "") { TermContentItemId = Id };

    private async Task OfferPathAsync()
    {
        if (await GetAsync<SaveTerm, OfferedPath>(verb => verb.OfferPathAsync(Wish(), CancellationToken.None)) is { } offered)
            _path = offered.Path ?? _path;
    }

    private async Task SaveAsync()
    {
        var names = (_others ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var wish = Wish() with
        {
            AlternativeNames = !_found!.HasAlternativeNames ? null : IsRenamed && _keepsName ? [.. names, _one!.Term.DisplayText] : names,
            Path = _path is null || _path == _one!.Term.Path ? null : _path,
        };
        if (await GetAsync<SaveTerm, SavedTerm>(verb => verb.RunAsync(wish, Me, CancellationToken.None)) is not { } saved)
            return;

        await LoadAsync();
        Said.Add(T("Common.Saved"), Severity.Success);
        if (saved.ItemsLeft == 0)
            return;

        // Its name stands beside its id in more items than are changed at once; they show the new one in any case.
        _other = _one!.Term;
        await WorkThroughAsync(T("Kw.RenameMany"), T("Kw.RenameManyText", saved.ItemsLeft), T("Kw.RenameManyDo"), LoadAsync);
    }

    private async Task MoveAsync(string? parent, int? place)
    {
        if (!await TryAsync<MoveTerm, ContentItem>(verb => verb.RunAsync(Taxonomy, VersionId, Id, parent, place, Me, CancellationToken.None), T("Kw.Moved", _one!.Term.DisplayText)))
            return;

        _newParent = null;
        await LoadAsync();
    }

    private async Task AddAsync()
    {
        var name = _new?.Trim() ?? "";
        if (!await TryAsync<SaveTerm, SavedTerm>(verb => verb.RunAsync(new TermWish(Taxonomy, VersionId, name) { ParentContentItemId = Id }, Me, CancellationToken.None), T("Kw.Added", name)))
            return;

        _new = "";
        await LoadAsync();
    }

    private async Task AskAsync(Term? other, bool isMerge)
    {
        (_other, _isMerge, Problem) = (other, isMerge, null);
        _uses = (await DoAsync<ReplaceReferences, IReadOnlyList<KeyValuePair<string, string?>>>(verb => verb.ListAsync(Change, CancellationToken.None)))?.Count ?? 0;
        if (_uses > ReplaceReferences.MostAtOnce)
            await WorkThroughAsync(isMerge ? T("Kw.AskMerge", _one!.Term.DisplayText, other!.DisplayText) : T("Kw.AskRemove", _one!.Term.DisplayText), Explanation, T(isMerge ? "Kw.MergeNow" : "Common.Remove"), FinishAsync);
        else
            await _ask!.ShowAsync();
    }

    // One item after the other, as one transaction for all of them would keep everybody else from writing.
    private async Task WorkThroughAsync(string title, string explanation, string action, Func<Task> then)
    {
        var change = Change;
        var items = await DoAsync<ReplaceReferences, IReadOnlyList<KeyValuePair<string, string?>>>(verb => verb.ListAsync(change, CancellationToken.None)) ?? [];
        _afterMany = then;
        await _many!.AskAsync(new ManyAtOnce(
            title, explanation, action, [.. items.Select(item => KeyValuePair.Create(item.Key, item.Value ?? T("Uses.Unseen")))],
            async (services, id) => ThingDone.Of(await services.GetRequiredService<ReplaceReferences>().RunAsync(id, change, Me, CancellationToken.None))));
    }

    private Task AfterManyAsync() => _afterMany?.Invoke() ?? Task.CompletedTask;

    private async Task FinishAsync()
    {
        var (name, other) = (_one!.Term.DisplayText, _other);
        var done = _isMerge
            ? await TryAsync<MergeTerms, ContentItem>(verb => verb.RunAsync(Taxonomy, null, Id, other!.ContentItemId, Me, CancellationToken.None), T("Kw.Merged", name, other!.DisplayText))
            : await TryAsync<RemoveTerm, ContentItem>(verb => verb.RunAsync(Taxonomy, null, Id, other?.ContentItemId, Me, CancellationToken.None), T("Kw.Removed", name));
        if (done)
            Navigation.NavigateTo(_isMerge ? KeywordAddress.OfTerm(Taxonomy, other!.ContentItemId) : KeywordAddress.Of(Taxonomy));
    }
}
