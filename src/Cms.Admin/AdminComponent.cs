using Cms.Content;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Cms.Admin;

/// <summary>What every page of the admin builds on: work is done at the desk, and what goes wrong is said.</summary>
public abstract class AdminComponent : ComponentBase
{
    /// <summary>Where work is done.</summary>
    [Inject]
    protected Desk Desk { get; private set; } = null!;

    /// <summary>Where it is said that something was done.</summary>
    [Inject]
    protected ISnackbar Said { get; private set; } = null!;

    /// <summary>The addresses.</summary>
    [Inject]
    protected NavigationManager Navigation { get; private set; } = null!;

    /// <summary>The root, which knows when a sign-in has ended.</summary>
    [CascadingParameter]
    protected Routes Root { get; private set; } = null!;

    /// <summary>What went wrong last; null when nothing did. A page shows it with <c>ProblemNotice</c>.</summary>
    protected Problem? Problem { get; set; }

    /// <summary>
    /// Does work at the desk; gives back the value, or default when the sign-in has ended, which the root then shows, and when the permission for the page was taken away meanwhile, which
    /// <see cref="Problem"/> then tells.
    /// </summary>
    protected async Task<T?> DoAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        try
        {
            // What was looked at when the page was opened may be hours old.
            return await Desk.RunAsync(services =>
            {
                if (AdminMenu.Find(GetType()) is not { } page || page.IsFor(Desk.Caller))
                    return work(services);

                Problem = Cms.Problem.Forbidden(Browser.Texts.T("Admin.NotAllowedText", page.About.Permission));
                return Task.FromResult(default(T)!);
            });
        }
        catch (SignInEndedException)
        {
            Root.End();
            return default;
        }
        catch (TenantIsBusyException)
        {
            Problem = Cms.Problem.Conflict(Browser.Texts.T("Admin.Busy"));
            return default;
        }
    }

    /// <summary>The same with one service of the scope.</summary>
    protected Task<T?> DoAsync<TService, T>(Func<TService, Task<T>> work) where TService : notnull =>
        DoAsync(services => work((TService)services.GetService(typeof(TService))!));

    /// <summary>
    /// Asks a verb to do something. True when it did, and then what was done is said; false when it was refused, which <see cref="Problem"/> then tells.
    /// </summary>
    /// <param name="work">The verb.</param>
    /// <param name="done">What is said when it is done; null says nothing.</param>
    protected async Task<bool> TryAsync<TService, T>(Func<TService, Task<Outcome<T>>> work, string? done = null) where TService : notnull
    {
        Problem = null;
        if (await DoAsync(work) is not { } outcome)
            return false;

        Problem = outcome.Problem;
        if (Problem is not null)
            return false;

        if (done is not null)
            Said.Add(done, Severity.Success);
        return true;
    }

    /// <summary>Asks a verb for something that it makes; null when it was refused, which <see cref="Problem"/> then tells.</summary>
    protected async Task<T?> GetAsync<TService, T>(Func<TService, Task<Outcome<T>>> work) where TService : notnull where T : class
    {
        Problem = null;
        if (await DoAsync(work) is not { } outcome)
            return null;

        Problem = outcome.Problem;
        return outcome.Problem is null ? outcome.Value : null;
    }
}
