using Cms.Site.Tests;
using Microsoft.Playwright;

namespace Cms.Browser.Tests.Admin;

/// <summary>Opens pages of the admin as somebody who is signed in.</summary>
public abstract class AdminTests(Chromium chromium, RunningSite site) : VisitingTests(chromium, site)
{
    /// <summary>Signs a new user of this role in and opens the page.</summary>
    /// <param name="path">Its address, such as <c>/admin/content</c>.</param>
    /// <param name="role">The user's role.</param>
    /// <param name="width">The width of the window.</param>
    /// <param name="colors">Light or dark.</param>
    protected async Task<OpenedPage> OpenAdminAsync(string path, string role = "Administrator", int width = Desk, ColorScheme colors = ColorScheme.Light)
    {
        var name = $"{role.ToLowerInvariant()}-{Guid.NewGuid():N}";
        await Site.AddUserAsync(name, [role]);
        var opened = await OpenAsync($"/account/sign-in?returnUrl={Uri.EscapeDataString(path)}", width, colors);
        await SignInAsync(opened, name, path);
        return opened;
    }

    /// <summary>Signs in at the form that is shown, and waits for the page behind it.</summary>
    protected async Task SignInAsync(OpenedPage opened, string name, string path)
    {
        await SignInAsync(opened.Page, name);
        await opened.Page.WaitForURLAsync(new Uri(Root, path).ToString());
    }

    /// <summary>Goes to another page of the admin in the same window, and waits until it is live.</summary>
    protected async Task GoToAsync(OpenedPage opened, string path)
    {
        await opened.Page.GotoAsync(new Uri(Root, path).ToString());
        await opened.WaitUntilLiveAsync();
    }
}
