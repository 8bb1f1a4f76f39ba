using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Cms.Browser.Tests.Chromium))]

namespace Cms.Browser.Tests;

/// <summary>The Chromium of this machine, started once for all tests.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string PathVariable = "CMS_TEST_CHROMIUM";

    // It runs as root in containers, without a graphics card, and must ask nobody but the site.
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    // The one without windows of its own, where it is there, takes half the time.
    private static readonly string[] UsualPaths = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private static readonly string ExecutablePath =
        Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } path ? path : UsualPaths.FirstOrDefault(File.Exists) ?? UsualPaths[^1];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(ExecutablePath))
            return;

        // A busy machine is no failure.
        Assertions.SetDefaultExpectTimeout(20_000);

        // Nothing is downloaded: the driver comes with the package, and only "playwright install" fetches a browser.
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = ExecutablePath, Args = Flags });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();

        _playwright?.Dispose();
    }

    /// <summary>Skips the test that runs when this machine has no Chromium.</summary>
    public void SkipWithoutIt() =>
        Assert.SkipUnless(_browser is not null, $"Chromium is not installed; set {PathVariable} to its path (there is no {ExecutablePath}).");

    /// <summary>Opens the address in a window of its own, which shares nothing with other windows.</summary>
    public async Task<OpenedPage> OpenAsync(Uri address, int width, ColorScheme colors)
    {
        var window = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 800 },
            ColorScheme = colors,
            ReducedMotion = ReducedMotion.Reduce,
        });
        return await OpenedPage.OpenAsync(window, address);
    }
}
