using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;

namespace Cms.Benchmarks;

/// <summary>Measures what an editor waits for, in a real browser: the first page after the sign-in, the editor, the preview and the keys.</summary>
internal static class DeskTest
{
    private const string Password = "quiet-harbour-lantern", Live = "() => document.body?.dataset.live === 'yes' && !document.querySelector('.skeleton')";

    // From the last redirect on: what came before is the sign-in itself, which is slow on purpose.
    private const string FirstPaint = "() => performance.getEntriesByName('first-contentful-paint')[0].startTime - performance.getEntriesByType('navigation')[0].fetchStart";

    private static readonly SortedDictionary<string, List<double>> Figures = new(StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering));

    public static async Task<int> RunAsync(string program, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("cms-desk-").FullName;
        var root = FreeAddress();
        using var server = Start(program, folder, root, out var ready);
        try
        {
            await ready.WaitAsync(TimeSpan.FromMinutes(1));
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("CMS_TEST_CHROMIUM") ?? "/usr/bin/chromium",
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });

            // The server's own first page is not what people meet every day.
            await VisitAsync(browser, root);
            Figures.Clear();
            for (var round = 0; round < rounds; round++)
                await VisitAsync(browser, root);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }

        Console.WriteLine($"{rounds} windows, each new and with nothing in its cache, {Environment.ProcessorCount} cores for server and browser");
        Console.WriteLine();
        Console.WriteLine("| what, ms | measured | p50 | p95 | most |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var (what, times) in Figures)
        {
            times.Sort();
            Console.WriteLine(FormattableString.Invariant($"| {what} | {times.Count} | {times[times.Count / 2]:0} | {times[(int)(times.Count * 0.95)]:0} | {times[^1]:0} |"));
        }

        return 0;
    }

    private static async Task VisitAsync(IBrowser browser, Uri root)
    {
        await using var window = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        var page = await window.NewPageAsync();
        await page.GotoAsync(new Uri(root, "/account/sign-in?returnUrl=%2Fadmin").ToString());
        Add("1 floor: first paint of the sign-in, a page of plain HTML", await FirstPaintAsync(page));
        await page.GetByLabel("User name or e-mail").FillAsync("admin");
        await page.GetByLabel("Password").FillAsync(Password);
        var clock = Stopwatch.StartNew();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForFunctionAsync(Live);
        Add("4 from pressing Sign in until the first page takes what one does", clock.Elapsed.TotalMilliseconds);
        Add("2 first paint of the first page of the admin", await FirstPaintAsync(page));

        clock.Restart();
        await page.Locator("#menu a[href='admin/content']").ClickAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('tbody [data-row]')");
        Add("3 from the menu to the rows of the list", clock.Elapsed.TotalMilliseconds);

        await OpenEditorAsync("5 editor, for the first time in this browser");
        await OpenEditorAsync("6 editor, again");
        await WriteAsync(page);

        async Task OpenEditorAsync(string what)
        {
            clock.Restart();
            await page.GotoAsync(new Uri(root, "/admin/content/gv1dehardday00000000000000/edit").ToString(), new() { WaitUntil = WaitUntilState.Commit });
            await page.Locator("#title").WaitForAsync();
            Add(what, clock.Elapsed.TotalMilliseconds);
        }
    }

    private static async Task<double> FirstPaintAsync(IPage page)
    {
        await page.WaitForFunctionAsync("() => performance.getEntriesByName('first-contentful-paint').length");
        return await page.EvaluateAsync<double>(FirstPaint);
    }

    private static async Task WriteAsync(IPage page)
    {
        var text = page.GetByLabel("Introduction", new() { Exact = true });
        await page.Keyboard.PressAsync("Alt+p");
        var shown = page.FrameLocator(".preview-pane iframe").Locator("body");
        await shown.GetByText("Planning").First.WaitForAsync();
        await text.FocusAsync();
        await page.Keyboard.PressAsync("Control+End");

        // From the key until what is drawn next has it.
        await page.EvaluateAsync("""
            () => {
              window.keys = [];
              document.addEventListener('keydown', () => { const from = performance.now(); requestAnimationFrame(() => setTimeout(() => window.keys.push(performance.now() - from))); }, true);
            }
            """);
        for (var word = 0; word < 5; word++)
        {
            var said = $" word{word}{Guid.NewGuid():N}"[..12];
            await page.Keyboard.TypeAsync(said, new() { Delay = 30 });
            var clock = Stopwatch.StartNew();
            await shown.GetByText(said.Trim()).First.WaitForAsync();
            Add("7 from the last key until the preview shows it", clock.Elapsed.TotalMilliseconds);
        }

        await AddKeysAsync("8 from a key until its letter is drawn, beside the preview");

        // As fast as the browser takes them, in a text that is long.
        await page.Keyboard.PressAsync("Alt+p");
        await text.FillAsync(string.Concat(Enumerable.Repeat("Ten words that say little, again and again and again. ", 185)));
        await page.Keyboard.PressAsync("Control+End");
        await page.EvaluateAsync("() => { window.keys = []; }");
        var typed = Stopwatch.StartNew();
        await page.Keyboard.TypeAsync(new string('x', 200));
        await page.WaitForFunctionAsync("() => window.keys.length >= 200");
        Add("10 200 keys at once, a key, in a text of 10,000 letters", typed.Elapsed.TotalMilliseconds / 200);
        await AddKeysAsync("9 from a key until its letter is drawn, in a text of 10,000 letters");

        async Task AddKeysAsync(string what)
        {
            foreach (var time in await page.EvaluateAsync<double[]>("() => window.keys"))
                Add(what, time);
        }
    }

    private static void Add(string what, double milliseconds)
    {
        if (!Figures.TryGetValue(what, out var times))
            Figures[what] = times = [];
        times.Add(milliseconds);
    }

    // Its log is read until it ends, as it would wait otherwise.
    private static Process Start(string program, string folder, Uri root, out Task ready)
    {
        var start = new ProcessStartInfo("dotnet", [Path.GetFullPath(program), "--Cms:DataDirectory", folder, "--Cms:Limits:SignInsPerAddress", "0", "--Cms:Limits:SignInsPerUser", "0", "--urls", root.ToString()])
        {
            WorkingDirectory = Path.GetDirectoryName(Path.GetFullPath(program)),
            RedirectStandardOutput = true,
            Environment = { ["Cms__Setup__AdminPassword"] = Password },
        };
        var process = Process.Start(start)!;
        var said = new TaskCompletionSource();
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("Cms is ready.", StringComparison.Ordinal) == true)
                said.TrySetResult();
        };
        process.BeginOutputReadLine();
        ready = said.Task;
        return process;
    }

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}");
    }
}
