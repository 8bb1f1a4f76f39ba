using Cms.Admin.Components;
using Cms.Apps;
using Cms.Content;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using PartnerApp = Cms.Apps.App;

namespace Cms.Admin.Pages.Apps;

/// <summary>One partner app: how it gets tokens, what it may do, its secret.</summary>
public partial class AppDetails
{
    private static readonly string[] Kinds = [AppForm.Confidential, AppForm.Public];

    private AskFirst? _askSecret, _askRemove;
    private GrantAnswers? _grants;
    private AppForm? _form;
    private PartnerApp? _app;
    private string? _secret, _secretOf;
    private bool _isLooked;

    /// <summary>The client id; <c>new</c> for an app that is to be registered.</summary>
    [Parameter]
    public string ClientId { get; set; } = "";

    private bool IsNew => ClientId == "new";

    private static IReadOnlyList<(string, string)> Consents => [.. Enum.GetNames<AppConsent>().Select(name => (name, Browser.Texts.T($"App.Consent.{name}")))];

    protected override async Task OnParametersSetAsync()
    {
        // The page of a new app leads to that of the app, which shows the secret that was made.
        if (_secretOf != ClientId)
            (_secret, _secretOf) = (null, ClientId);
        _grants = await DoAsync(GrantAnswers.ListAsync);
        await LookAsync();
    }

    private async Task LookAsync()
    {
        _app = IsNew ? new PartnerApp { Id = ContentId.New(), ClientId = "", RequiresProofKey = true } : await DoAsync<AppStore, PartnerApp?>(store => store.FindAsync(ClientId, CancellationToken.None));
        _form = _app is null ? null : IsNew ? new AppForm() : AppForm.Of(_app);
        _isLooked = true;
    }

    private void SetKind(string kind)
    {
        _form!.Kind = kind;
        if (kind == AppForm.Public)
            _form.SignsUsersIn = true;
    }

    private async Task SaveAsync()
    {
        var wanted = _form!.Read(_app!);
        if (wanted.Problem is { } wrong)
        {
            Problem = wrong;
            return;
        }

        if (await GetAsync<RegisterApp, RegisteredApp>(verb => verb.RunAsync(new NewApp(wanted.Value) { MayReplace = !IsNew }, CancellationToken.None)) is not { } saved)
            return;

        (_secret, _secretOf) = (saved.MadeSecret ?? _secret, saved.App.ClientId);
        Said.Add(Browser.Texts.T("App.Saved", saved.App.ClientId), Severity.Success);
        if (IsNew)
            Navigation.NavigateTo($"admin/apps/{Uri.EscapeDataString(saved.App.ClientId)}");
        else
            await LookAsync();
    }

    private async Task ResetAsync()
    {
        if (await GetAsync<ResetAppSecret, RegisteredApp>(verb => verb.RunAsync(ClientId, CancellationToken.None)) is { } reset)
            (_secret, _secretOf) = (reset.MadeSecret, ClientId);
    }

    private async Task EnableAsync()
    {
        var isEnabled = !_app!.IsEnabled;
        await TryAsync<SetAppEnabled, PartnerApp>(verb => verb.RunAsync(ClientId, isEnabled, CancellationToken.None), Browser.Texts.T(isEnabled ? "App.Enabled" : "App.Disabled", ClientId));
        await LookAsync();
    }

    private async Task RemoveAsync()
    {
        if (!await TryAsync<RemoveApp, PartnerApp>(verb => verb.RunAsync(ClientId, CancellationToken.None)))
            return;

        Said.Add(Browser.Texts.T("App.Removed", ClientId), Severity.Success);
        Navigation.NavigateTo("admin/apps");
    }
}
