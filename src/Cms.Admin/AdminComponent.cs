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

    /// <summary>Does work at the desk; gives back the value, or default when the sign-in has ended, which the root then shows.</summary>
    protected async Task<T?> DoAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        try
        {
            return await Desk.RunAsync(work);
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
}
