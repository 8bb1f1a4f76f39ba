using Cms.Admin.Components;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Editing.Replacing;
using Cms.Users;
using Cms.Users.External;
using Cms.Users.Links;
using Cms.Users.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace Cms.Admin.Pages.People;

/// <summary>One user: what they sign in with, their roles, and what administrators do for them.</summary>
public partial class UserDetails
{
    private const string TakeOut = "", Leave = "-";

    private AskFirst? _askReset, _askTwoFactor, _askPasskeys, _askLogins, _askDisable, _askRemove;
    private ManyAtOnceDialog? _many;
    private IReadOnlyCollection<string> _roles = [];
    private string? _secret, _instead = TakeOut;
    private Shown? _shown;
    private bool _isLooked, _isSelf, _isLink;

    /// <summary>The user's id.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    private IReadOnlyList<(string, string)> Instead =>
        [(TakeOut, Browser.Texts.T("Uses.InsteadNobody")), .. (_shown?.Others ?? []).Select(user => (user.Key, Browser.Texts.T("Uses.InsteadUser", user.Value))), (Leave, Browser.Texts.T("Uses.InsteadLeave"))];

    // Who may do more than the caller is not the caller's to change.
    private bool IsLocked => _shown?.Refusal is not null;

    protected override Task OnParametersSetAsync()
    {
        _secret = null;
        return LookAsync();
    }

    private async Task LookAsync()
    {
        _shown = await DoAsync(services => FindAsync(services, Id));
        _isLooked = true;
        if (_shown is { } shown)
            (_roles, _isSelf) = (shown.User.RoleNames, shown.User.Id == Desk.Caller.UserId);
    }

    private static async Task<Shown?> FindAsync(IServiceProvider services, string id)
    {
        var store = services.GetRequiredService<UserStore>();
        if (await store.FindByIdAsync(id, CancellationToken.None) is not { } user)
            return null;

        var sessions = await services.GetRequiredService<UserSessionStore>().ListAsync(id, CancellationToken.None);
        var named = (await services.GetRequiredService<ReplaceReferences>().ListAsync(new Replacement(ReplacedKind.User, id, null), CancellationToken.None)).Count;
        return new Shown(
            user,
            [.. (await store.GetPasskeysAsync(user, CancellationToken.None)).Select(passkey => passkey.Name ?? "")],
            await store.ListExternalLoginsAsync(id, CancellationToken.None),
            sessions.Count,
            sessions.Count > 0 ? sessions[0].SeenUtc : null,
            await CountItemsAsync(services, id),
            named,
            named == 0 ? [] : [.. (await store.ListAsync(CancellationToken.None)).Where(other => other.IsEnabled && other.Id != id).OrderBy(other => other.UserName, StringComparer.CurrentCultureIgnoreCase).Select(other => KeyValuePair.Create(other.Id, other.UserName))],
            await RoleAnswers.ListAsync(services),
            (await services.GetRequiredService<UserAccess>().RefuseAsync("change this user", user.RoleNames, CancellationToken.None))?.Message);
    }

    private static async Task<int> CountItemsAsync(IServiceProvider services, string id)
    {
        var store = services.GetRequiredService<ContentStore>();
        var count = 0;
        foreach (var type in (await services.GetRequiredService<TenantDefinitions>().GetAsync(CancellationToken.None)).Types.Where(type => type.HasList))
            count += await store.CountAsync(new ContentQuery { ContentType = type.Name, Status = ContentStatus.Latest, Where = new ColumnIs(ContentColumn.Owner, Comparison.Equal, id) }, CancellationToken.None);
        return count;
    }

    private async Task SaveRolesAsync() => await ChangeAsync<SetUserRoles>(verb => verb.RunAsync(_shown!.User.UserName, [.. _roles], CancellationToken.None), Browser.Texts.T("UserDetails.RolesSaved"));

    private async Task EnableAsync(bool isEnabled) => await ChangeAsync<SetUserEnabled>(
        verb => verb.RunAsync(_shown!.User.UserName, isEnabled, CancellationToken.None), Browser.Texts.T(isEnabled ? "UserDetails.Enabled" : "UserDetails.Disabled", _shown!.User.UserName));

    private async Task ResetAsync()
    {
        var password = GeneratedPassword.New();
        if (await ChangeAsync<SetPassword>(verb => verb.RunAsync(_shown!.User.UserName, password, isMadeUp: true, CancellationToken.None), done: null))
            (_secret, _isLink) = (password, false);
    }

    private async Task MakeLinkAsync()
    {
        if (PublicAddress.Find(Desk, Navigation) is not { } address)
        {
            Problem = Cms.Problem.Conflict(Browser.Texts.T("NewUser.NoAddress"));
            return;
        }

        if (await GetAsync<MakeResetLink, HandedLink>(verb => verb.RunAsync(_shown!.User.UserName, address, CancellationToken.None)) is { } made)
            (_secret, _isLink) = (made.Link, true);
    }

    // Very many are changed one after the other; the removal does the last of them.
    private async Task RemoveAsync()
    {
        var shown = _shown!;
        if (shown.NamedIn <= ReplaceReferences.MostAtOnce || _instead == Leave)
        {
            await RemoveNowAsync();
            return;
        }

        var change = new Replacement(ReplacedKind.User, shown.User.Id, _instead is TakeOut ? null : _instead);
        var items = await DoAsync<ReplaceReferences, IReadOnlyList<KeyValuePair<string, string?>>>(verb => verb.ListAsync(change, CancellationToken.None)) ?? [];
        await _many!.AskAsync(new ManyAtOnce(
            Browser.Texts.T("UserDetails.AskRemove", shown.User.UserName), Browser.Texts.T("Uses.PeopleMany", items.Count), Browser.Texts.T("UserDetails.Remove"),
            [.. items.Select(item => KeyValuePair.Create(item.Key, item.Value ?? Browser.Texts.T("Uses.Unseen")))],
            async (services, id) => ThingDone.Of(await services.GetRequiredService<ReplaceReferences>().RunAsync(id, change, Editor.Of(Desk.Caller), CancellationToken.None)))
        {
            IsDangerous = true,
        });
    }

    private async Task RemoveNowAsync()
    {
        var name = _shown!.User.UserName;
        var (id, instead) = (_shown.User.Id, _instead is TakeOut ? null : _instead);
        var isDone = _shown.NamedIn == 0 || _instead == Leave
            ? await TryAsync<RemoveUser, User>(verb => verb.RunAsync(name, CancellationToken.None))
            : await TryAsync<RemoveUserReplaced, User>(verb => verb.RunAsync(id, instead, Editor.Of(Desk.Caller), CancellationToken.None));
        if (!isDone)
            return;

        Said.Add(Browser.Texts.T("UserDetails.Removed", name), Severity.Success);
        Navigation.NavigateTo("admin/users");
    }

    private async Task<bool> ChangeAsync<TVerb>(Func<TVerb, Task<Outcome<User>>> change, string? done) where TVerb : notnull
    {
        var isDone = await TryAsync(change, done);
        await LookAsync();
        return isDone;
    }

    private sealed record Shown(
        User User,
        IReadOnlyList<string> Passkeys,
        IReadOnlyList<ExternalLogin> Logins,
        int Sessions,
        DateTime? SeenUtc,
        int Items,
        int NamedIn,
        IReadOnlyList<KeyValuePair<string, string>> Others,
        IReadOnlyList<(string Value, string Text, string? Refusal)> Roles,
        string? Refusal);
}
