using System.Text.Json.Nodes;
using Cms.Admin.Components;
using Cms.Definitions;
using Cms.Modeling;
using Cms.Users;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using MudBlazor;

namespace Cms.Admin.Pages.Definitions;

/// <summary>The form of one type or part.</summary>
public partial class DefinitionEditor
{
    private AskFirst? _askReload, _askRemove;
    private AskBeforeLeaving? _leaving;
    private RewritesUnderWay? _underWay;
    private DefinitionForm? _form;
    private DefinitionContext? _context;
    private DefinitionPlan? _plan;
    private IReadOnlyList<DefinitionChange> _changes = [];
    private IReadOnlyList<string> _usedBy = [];
    private string? _focus;
    private bool _isLooked, _isBusy, _isStale, _isNamed, _removes;

    /// <summary>Whether it is a type or a part.</summary>
    [Parameter, EditorRequired]
    public DefinitionKind Kind { get; set; }

    /// <summary>Its name; null for a new one.</summary>
    [Parameter]
    public string? Name { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    private bool IsNew => Name is null;

    private bool IsType => Kind == DefinitionKind.Type;

    private string Title => IsNew ? Browser.Texts.T(IsType ? "Def.NewType" : "Def.NewPart") : _form is { DisplayName: { Length: > 0 } shown } ? shown : Name!;

    // What is wrong in the form is told beside its inputs.
    private Problem? Shown => Problem is { Complaints.Count: > 0 } many && _plan is null ? Cms.Problem.Invalid(Browser.Texts.T("Settings.Refused", many.Complaints.Count)) : Problem;

    protected override Task OnInitializedAsync() => LookAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is not { } focus)
            return;

        _focus = null;
        await Js.InvokeVoidAsync("cms.focus", focus);
    }

    private async Task LookAsync()
    {
        (Problem, _plan, _isStale) = (null, null, false);
        var found = await DoAsync(FindAsync);
        (_form, _context, _isLooked) = (found?.Form, found, true);
        _usedBy = found is null || IsNew ? [] : [.. found.Known.Types.Where(type => type.Name != Name && type.Parts.Any(part => part.PartName == Name)).Select(type => type.Name)];
    }

    private async Task<DefinitionContext?> FindAsync(IServiceProvider services)
    {
        var caller = services.GetRequiredService<CurrentCaller>().Caller;
        Problem = caller.Refuse(IsNew ? Permission.EditContentTypes : Permission.ViewContentTypes, IsNew ? "make content types and parts" : "see content types and parts");
        if (Problem is not null)
            return null;

        var known = await services.GetRequiredService<TenantDefinitions>().GetStoredAsync(CancellationToken.None);
        return (IsNew ? DefinitionForm.New(Kind) : DefinitionForm.Find(known, Kind, Name!)) is { } form
            ? new DefinitionContext(form, known, !caller.May(Permission.EditContentTypes), () => InvokeAsync(StateHasChanged))
            : null;
    }

    // A new one gets its name from what it is called, until somebody writes one.
    private Task LabelAsync(string? label)
    {
        _form!.DisplayName = label ?? "";
        if (IsNew && !_isNamed)
            _form.Name = ProposedName.Of(_form.DisplayName);
        return _context!.ChangedAsync();
    }

    private Task RenameAsync(string? name)
    {
        (_form!.Name, _isNamed) = (name?.Trim() ?? "", !string.IsNullOrWhiteSpace(name));
        return _context!.ChangedAsync();
    }

    private Task PlanAsync()
    {
        _context!.ShowsAll = true;
        _removes = false;
        if (_form!.HasUnread)
        {
            (Problem, _focus) = (Cms.Problem.Invalid(Browser.Texts.T("Settings.Refused", 1)), "[aria-invalid=true]");
            return Task.CompletedTask;
        }

        return PlanAsync(before => _form!.ToEdit().ChangesTo(before));
    }

    private Task PlanRemovalAsync()
    {
        _removes = true;

        // The type's own part goes with it, unless another type has it too.
        return PlanAsync(before => new[] { IsType ? new DeleteDefinitions([Name!], before.Types.Any(type => type.Name != Name && type.Parts.Any(part => part.PartName == Name)) ? [] : [Name!]) : new DeleteDefinitions([], [Name!]) });
    }

    private async Task PlanAsync(Func<ContentDefinitions, Outcome<IReadOnlyList<DefinitionChange>>> changesTo)
    {
        (_isBusy, _isStale, Problem) = (true, false, null);
        StateHasChanged();
        await Task.Yield();
        _plan = await GetAsync<IServiceProvider, DefinitionPlan>(async services =>
        {
            var before = await services.GetRequiredService<TenantDefinitions>().GetStoredAsync(CancellationToken.None);
            var changes = changesTo(before);
            if (changes.Problem is { } problem)
            {
                _isStale = !_removes && !IsNew && !JsonNode.DeepEquals(DefinitionEdit.JsonOf(before, Kind, Name!), _form!.Seen);
                return problem;
            }

            _changes = changes.Value;
            return _changes.Count == 0 ? Cms.Problem.Invalid(Browser.Texts.T("Def.NothingChanged")) : await services.GetRequiredService<PlanDefinitions>().RunAsync(_changes, CancellationToken.None);
        });
        _isBusy = false;
        _focus = _plan is not null ? "#plan-title" : Problem is { Complaints.Count: > 0 } ? "[aria-invalid=true]" : null;
    }

    private void Back() => (_plan, Problem, _focus) = (null, null, "h1");

    private Task ApplyAsync() => _removes ? _askRemove!.ShowAsync() : MakeAsync();

    private async Task MakeAsync()
    {
        _isBusy = true;
        StateHasChanged();
        await Task.Yield();
        var (changes, seen) = (_changes, _plan!.Seen);
        var done = await GetAsync<ChangeDefinitions, DefinitionPlan>(verb => verb.RunAsync(changes, seen, CancellationToken.None));
        _isBusy = false;
        if (done is null)
        {
            // The plan is of no use any more, and the form is as it was.
            _plan = null;
            return;
        }

        Said.Add(Browser.Texts.T(_removes ? "Def.IsRemoved" : "Def.IsApplied", _removes ? Name : _form!.Name), Severity.Success);
        var name = _form!.Name.Trim();
        if (_removes || name != Name)
        {
            _leaving!.LeaveTo(_removes ? "admin/definitions" : $"admin/definitions/{(IsType ? "types" : "parts")}/{Uri.EscapeDataString(name)}");
            return;
        }

        await LookAsync();
        _focus = "h1";
        if (_underWay is { } underWay)
            _ = underWay.LookAsync();
    }

    // The plan then says what of theirs is written over.
    private async Task TakeTheirsAsync()
    {
        var seen = await DoAsync<TenantDefinitions, ContentDefinitions>(definitions => definitions.GetStoredAsync(CancellationToken.None));
        if (seen is null)
            return;

        _form!.Seen = DefinitionEdit.JsonOf(seen, Kind, Name!);
        await PlanAsync();
    }
}
