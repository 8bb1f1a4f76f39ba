using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Cms.Browser.Tests;

/// <summary>A page in a window, and what went on while it loaded.</summary>
public sealed class OpenedPage : IAsyncDisposable
{
    // The rules of WCAG 2.2 AA; of target-size, its only new one, axe-core must be told. Nobody reads which elements passed, and describing them takes a tenth of the time.
    private const string FindBarriers = """
        async () => (await axe.run(document, {
          runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }, rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'],
        })).violations.flatMap(violation => violation.nodes.map(node => `${violation.id}: ${violation.help}: ${node.html}`))
        """;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly IBrowserContext _window;
    // The browser tells of them on threads of its own.
    private readonly ConcurrentQueue<string> _requests = [];
    private readonly ConcurrentQueue<string> _errors = [];

    private OpenedPage(IBrowserContext window, IPage page) => (_window, Page) = (window, page);

    public IPage Page { get; }

    /// <summary>The HTTP status of the page itself.</summary>
    public int Status { get; private set; }

    /// <summary>The address of everything that was asked for, the page itself first.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>What the browser complains about: its console's errors (a broken content security policy too) and failed requests.</summary>
    public IReadOnlyList<string> Errors => [.. _errors];

    /// <summary>Opens the address in this window and waits until all of it has come.</summary>
    public static async Task<OpenedPage> OpenAsync(IBrowserContext window, Uri address)
    {
        var opened = new OpenedPage(window, await window.NewPageAsync());
        opened.Listen(address);
        var answer = await opened.Page.GotoAsync(address.ToString());
        opened.Status = answer!.Status;
        return opened;
    }

    public async ValueTask DisposeAsync() => await _window.DisposeAsync();

    /// <summary>Waits until a page of the admin takes what somebody does: the server has its connection, and nothing is being loaded.</summary>
    public Task WaitUntilLiveAsync() => Page.WaitForFunctionAsync("() => document.body?.dataset.live === 'yes' && !document.querySelector('.skeleton')");

    /// <summary>What stands in the way of people with a disability, after WCAG 2.2 AA: the rule and the elements, also in frames.</summary>
    public async Task<IReadOnlyList<string>> FindBarriersAsync()
    {
        // axe-core's own package opens a second page for each run, which takes longer than the run.
        foreach (var frame in Page.Frames)
            await frame.EvaluateAsync(Axe);
        return await Page.EvaluateAsync<string[]>(FindBarriers);
    }

    /// <summary>The elements that make the window scroll sideways; none when it does not.</summary>
    public Task<string[]> FindWhatScrollsSidewaysAsync() => Page.EvaluateAsync<string[]>("""
        () => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return [];
          const wide = [...document.body.querySelectorAll('*')].filter(element => element.getBoundingClientRect().right > width);
          return wide.length ? wide.map(element => element.outerHTML.slice(0, 100)) : ['the page itself'];
        }
        """);

    /// <summary>The addresses of all links, made absolute.</summary>
    public Task<string[]> ListLinksAsync() => Page.EvalOnSelectorAllAsync<string[]>("a[href]", "links => links.map(link => link.href)");

    /// <summary>Keeps a picture of the whole page for people to look at: in the folder that CMS_TEST_SCREENSHOTS names, else in "screenshots" beside the tests' program, which Git leaves alone.</summary>
    public async Task KeepScreenshotAsync(string name)
    {
        var folder = Environment.GetEnvironmentVariable("CMS_TEST_SCREENSHOTS") is { Length: > 0 } named ? named : Path.Combine(AppContext.BaseDirectory, "screenshots");
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    private void Listen(Uri address)
    {
        _window.Request += (_, request) => _requests.Enqueue(request.Url);
        _window.RequestFailed += (_, request) => _errors.Enqueue($"{request.Url}: {request.Failure}");
        _window.WebError += (_, error) => _errors.Enqueue(error.Error);
        _window.Console += (_, message) =>
        {
            // That the page itself is not found is what some tests ask for.
            var isStatusOfPage = message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && message.Location.StartsWith($"{address}:", StringComparison.Ordinal);
            if (message.Type is "error" or "warning" && !isStatusOfPage)
                _errors.Enqueue($"{message.Text} ({message.Location})");
        };
    }
}
