using System.Net;
using System.Text.Json;
using Cms.Site.Tests;
using Microsoft.Playwright;

namespace Cms.Browser.Tests.Admin;

/// <summary>An administrator lets programs in: apps, keys, scopes, named documents.</summary>
public sealed class ProgramPagesTests(Chromium chromium, RunningSite site) : DeskTests(chromium, site)
{
    [Fact]
    public async Task An_app_gets_a_secret_that_works_until_another_one_is_made()
    {
        var id = $"planner-{Guid.NewGuid():N}"[..20];
        await using var opened = await OpenAdminAsync("/admin/apps/new");
        await opened.WaitUntilLiveAsync();
        var page = opened.Page;

        await page.GetByLabel("Client id").FillAsync(id);
        await page.GetByLabel("content.read:").CheckAsync();
        await page.GetByLabel("It asks for itself").UncheckAsync();
        await PressAsync(opened, "Register the app");
        await SeeAsync(opened, "Choose how the app gets tokens");
        await page.GetByLabel("It asks for itself").CheckAsync();
        await PressAsync(opened, "Register the app");
        var first = await ReadSecretAsync(opened);
        await page.WaitForURLAsync(new Uri(Root, $"/admin/apps/{id}").ToString());
        Assert.Equal(HttpStatusCode.OK, await TokenAsync(id, first));

        await page.GetByLabel("It lets people sign in here").CheckAsync();
        await page.GetByLabel("Addresses that people are sent back to").FillAsync("javascript:alert(1)");
        await PressAsync(opened, "Save");
        await SeeAsync(opened, "must be a whole address such as");
        await page.GetByLabel("Addresses that people are sent back to").FillAsync("https://app.example.org/callback");
        await PressAsync(opened, "Save");
        await SeeAsync(opened, $"The app {id} was saved.");
        await PressAsync(opened, "I have it, hide it");
        await AssertFitAsync(opened, "admin-app");

        await PressAsync(opened, "Make a new secret");
        await AnswerAsync(opened, "Make a new secret");
        var second = await ReadSecretAsync(opened);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await TokenAsync(id, first), await TokenAsync(id, second)));
        await PressAsync(opened, "Disable the app");
        await SeeAsync(opened, $"The app {id} is disabled");
        Assert.NotEqual(HttpStatusCode.OK, await TokenAsync(id, second));

        await GoToAsync(opened, $"/admin/apps/{id}");
        Assert.DoesNotContain(second, await page.ContentAsync(), StringComparison.Ordinal);
        await PressAsync(opened, "Remove the app");
        await AnswerAsync(opened, "Remove the app");
        await SeeAsync(opened, $"The app {id} was removed.");
        AssertNone(opened.Errors);
    }

    [Fact]
    public async Task A_key_opens_the_API_until_it_is_revoked()
    {
        var name = $"nightly {Guid.NewGuid():N}"[..16];
        await using var opened = await OpenAdminAsync("/admin/api-keys");
        await opened.WaitUntilLiveAsync();
        var page = opened.Page;

        await PressAsync(opened, "Make a key");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await PressAsync(opened, "Make the key");
        await SeeAsync(opened, "needs a role or a scope");
        await page.GetByLabel("content.read:").CheckAsync();
        await AssertFitAsync(opened, "admin-api-key-new");
        await PressAsync(opened, "Make the key");
        var key = await ReadSecretAsync(opened);
        await opened.KeepScreenshotAsync("admin-api-keys");
        Assert.Equal(HttpStatusCode.OK, await AskAsync(key));

        await page.GetByRole(AriaRole.Button, new() { Name = $"Revoke the key {name}" }).ClickAsync();
        await AnswerAsync(opened, "Revoke");
        await SeeAsync(opened, $"The key {name} was revoked.");
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(key));
        AssertNone(opened.Errors);
    }

    [Fact]
    public async Task Scopes_and_rules_of_tokens_are_set_where_they_are_refused()
    {
        await using var opened = await OpenInTenantAsync("Tokens", "/admin/apps/scopes/new");
        var page = opened.Page;

        await page.GetByLabel("Scope", new() { Exact = true }).FillAsync("guides.read");
        await page.GetByLabel("What people read").FillAsync("Read guides");
        await page.GetByLabel("Search the permissions").FillAsync("View_GuideArticle");
        await page.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await PressAsync(opened, "Save");
        await SeeAsync(opened, "The scope guides.read was saved.");
        await GoToAsync(opened, "/tokens/admin/apps/scopes/guides.read");
        await AssertFitAsync(opened, "admin-scope");

        await GoToAsync(opened, "/tokens/admin/apps/tokens");
        await AssertFitAsync(opened, "admin-tokens");
        await page.GetByLabel("Give tokens", new() { Exact = true }).UncheckAsync();
        await PressAsync(opened, "Save");
        await SeeAsync(opened, "A flow needs the token endpoint");
        await page.GetByLabel("Give tokens", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("Access tokens, minutes").FillAsync("15");
        await PressAsync(opened, "Save");
        await SeeAsync(opened, "The token settings were saved.");

        var saved = await Site.RunAsync<Cms.Settings.SettingsStore, Cms.Apps.TokenSettings>(settings => Cms.Apps.TokenSettings.LoadAsync(settings, Cancel), "Tokens");
        Assert.Equal(TimeSpan.FromMinutes(15), saved.AccessTokenLifetime);
        AssertNone(opened.Errors);
    }

    [Fact]
    public async Task A_document_gets_a_name_when_it_can_be_asked_and_GraphiQL_stands_beside()
    {
        var name = $"Doc{Guid.NewGuid():N}"[..12];
        await using var opened = await OpenAdminAsync("/admin/graphql?editor=on");
        await opened.WaitUntilLiveAsync();
        var page = opened.Page;

        using (var bundle = await Site.GetAsync("/graphiql/page.js"))
        {
            if (bundle.StatusCode == HttpStatusCode.OK)
                await Assertions.Expect(page.FrameLocator("iframe.graphiql").GetByRole(AriaRole.Button, new() { Name = "Execute query" })).ToBeVisibleAsync();
        }

        await PressAsync(opened, "Name a document");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Document", new() { Exact = true }).FillAsync("{ site { siteName }");
        await PressAsync(opened, "Save");
        await SeeAsync(opened, $"{name}, line 1");
        await page.GetByLabel("Document", new() { Exact = true }).FillAsync("{ site { siteName } }");
        await PressAsync(opened, "Save");
        await SeeAsync(opened, $"The document {name} was saved.");
        Assert.Equal(HttpStatusCode.OK, await Site.StatusAsync($"/api/graphql?namedquery={name}"));

        await page.GetByText(name, new() { Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Remove {name}" }).ClickAsync();
        await AnswerAsync(opened, "Remove");
        await SeeAsync(opened, $"The document {name} was removed.");
        AssertNone(opened.Errors);
    }

    private async Task<HttpStatusCode> TokenAsync(string id, string secret)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = id, ["client_secret"] = secret });
        using var answer = await Site.Client.PostAsync(new Uri("/connect/token", UriKind.Relative), form, Cancel);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> AskAsync(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/graphql") { Content = new StringContent(JsonSerializer.Serialize(new { query = "{ __typename }" }), System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Api-Key", key);
        using var answer = await Site.Client.SendAsync(request, Cancel);
        return answer.StatusCode;
    }
}
