using Cms.Site.Tests;
using Microsoft.Playwright;

namespace Cms.Browser.Tests.Admin;

/// <summary>The page in the frame of the editor: it takes new pages without being loaded, and says where somebody clicked.</summary>
public sealed class PreviewFrameTests(Chromium chromium, RunningSite site) : AdminTests(chromium, site)
{
    private const string Guide = "gv1des1eep0000000000000000";

    // What the editor does, as preview.js says it.
    private const string Editor = """
        async address => {
          window.told = [];
          addEventListener('message', event => told.push(event.data));
          const frame = document.createElement('iframe');
          frame.style.cssText = 'width:600px;height:300px';
          frame.id = 'preview';
          frame.title = 'Preview';
          frame.src = address;
          document.body.prepend(frame);
        }
        """;

    // Shows the page again with another title, a section less and a script that must not run; gives back how long it took.
    private const string ShowAgain = """
        async address => {
          const html = (await (await fetch(address)).text())
            .replace('Building a Steady Sleep Routine</h1>', 'Sleep &amp; rest</h1>')
            .replace(/<section class="step"[^]*?<\/section>/, '')
            .replace('</main>', '<script>window.parent.told.push({ type: "ran" })</scr' + 'ipt><img src="x" onerror="window.parent.told.push({ type: \'ran\' })"></main>');
          const frame = document.getElementById('preview');
          frame.contentWindow.stayed = true;
          frame.contentWindow.scrollTo(0, 200);
          const began = performance.now();
          const shown = new Promise(resolve => addEventListener('message', event => event.data.type === 'cms-shown' && resolve(performance.now() - began)));
          frame.contentWindow.postMessage({ type: 'cms-show', html }, location.origin);
          return await shown;
        }
        """;

    [Fact]
    public async Task A_new_page_takes_the_place_of_the_one_before_and_a_click_tells_the_field()
    {
        await using var opened = await OpenAdminAsync("/admin");
        var page = opened.Page;
        await page.EvaluateAsync(Editor, $"/admin/preview/{Guide}");
        var frame = page.FrameLocator("#preview");
        await page.WaitForFunctionAsync("() => told.some(message => message.type === 'cms-ready')");
        var before = await frame.Locator("section.step").CountAsync();

        var took = await page.EvaluateAsync<double>(ShowAgain, $"/admin/preview/{Guide}");
        await Assertions.Expect(frame.Locator("h1")).ToHaveTextAsync("Sleep & rest");
        var place = await page.EvaluateAsync<string>("() => `${preview.contentWindow.stayed} ${Math.round(preview.contentWindow.scrollY)}`");
        await frame.Locator("section.step h2").Nth(1).ClickAsync();
        await page.WaitForFunctionAsync("() => told.some(message => message.type === 'cms-open')");
        var field = await frame.Locator("section.step h2").Nth(1).GetAttributeAsync("data-cms-field");

        Assert.True(took < 1000, $"It took {took} ms.");
        Assert.Equal("true 200", place);
        Assert.Equal(before - 1, await frame.Locator("section.step").CountAsync());
        Assert.Equal(field, await page.EvaluateAsync<string>("() => told.find(message => message.type === 'cms-open').field"));
        Assert.False(await page.EvaluateAsync<bool>("() => told.some(message => message.type === 'ran')"));

        // A link in the page leads nowhere.
        await frame.Locator("a.brand").ClickAsync();
        Assert.EndsWith($"/admin/preview/{Guide}", await page.EvaluateAsync<string>("() => preview.contentWindow.location.pathname"), StringComparison.Ordinal);
    }
}
