using System.Net;
using System.Text.Json;
using Cms.Editing;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Site.Tests;

/// <summary>Links by id in texts lead to the page of today, wherever it moved; what refers to what is known to operators.</summary>
public abstract class LinkTests(RunningSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_by_id_follows_the_page_that_it_leads_to()
    {
        await PublishAsync("follow", "f1", "follow/first");
        await PublishAsync("reader", "r1", "follow/reader", "See [that](content:follow#section-2).");
        Assert.Contains("<p>See <a href=\"/follow/first#section-2\">that</a>.</p>", await site.ReadHtmlAsync("/follow/reader"), StringComparison.Ordinal);

        await PublishAsync("follow", "f2", "follow/second");
        Assert.Contains("<a href=\"/follow/second#section-2\">that</a>", await site.ReadHtmlAsync("/follow/reader"), StringComparison.Ordinal);

        await InScopeAsync<Unpublish>(verb => verb.RunAsync("follow", Cancel));
        Assert.Contains("<p>See that.</p>", await site.ReadHtmlAsync("/follow/reader"), StringComparison.Ordinal);

        await InScopeAsync<Publish>(verb => verb.RunAsync("follow", Cancel));
        Assert.Contains("<a href=\"/follow/second#section-2\">that</a>", await site.ReadHtmlAsync("/follow/reader"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_inside_another_one_is_linked_and_asked_for_by_its_page()
    {
        await site.RunRecipeAsync("""
            { "name": "ContentDefinition", "ContentParts": [], "ContentTypes": [
              { "Name": "Course", "Settings": {}, "ContentTypePartDefinitionRecords": [
                { "PartName": "AutoroutePart", "Name": "AutoroutePart" },
                { "PartName": "BagPart", "Name": "Lessons", "Settings": { "BagPartSettings": { "ContainedContentTypes": ["Lesson"] } } }] },
              { "Name": "Lesson", "Settings": {}, "ContentTypePartDefinitionRecords": [
                { "PartName": "TitlePart", "Name": "TitlePart" },
                { "PartName": "AutoroutePart", "Name": "AutoroutePart", "Settings": { "AutoroutePartSettings": { "ManageContainedItemRoutes": true } } }] }] },
            { "name": "content", "data": [{ "ContentItemId": "course1", "ContentItemVersionId": "course1v", "ContentType": "Course", "Published": true, "Latest": true,
              "AutoroutePart": { "Path": "courses/one", "RouteContainedItems": true },
              "Lessons": { "ContentItems": [{ "ContentItemId": "lesson1", "ContentType": "Lesson", "TitlePart": { "Title": "Thread" } }] } }] }
            """);
        await PublishAsync("learner", "le1", "follow/learner", "See [that](content:lesson1).");

        var data = await site.QueryAsync("""{ contentItem(contentItemId: "lesson1") { contentType displayText } }""");

        Assert.Equal("""{"contentType":"Lesson","displayText":"Thread"}""", data.GetProperty("contentItem").GetRawText());
        Assert.Contains("<a href=\"/courses/one/thread\">that</a>", await site.ReadHtmlAsync("/follow/learner"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Formatted_texts_in_GraphQL_have_the_same_links()
    {
        await site.RunRecipeAsync("""
            { "name": "ContentDefinition",
              "ContentTypes": [{ "Name": "Note", "Settings": {}, "ContentTypePartDefinitionRecords": [
                { "PartName": "MarkdownBodyPart", "Name": "MarkdownBodyPart" }, { "PartName": "Note", "Name": "Note" }] }],
              "ContentParts": [{ "Name": "Note", "Settings": {}, "ContentPartFieldDefinitionRecords": [{ "FieldName": "HtmlField", "Name": "Text" }] }] },
            { "name": "content", "data": [{ "ContentItemId": "note1", "ContentItemVersionId": "note1v", "ContentType": "Note", "Published": true, "Latest": true,
              "MarkdownBodyPart": { "Markdown": "[a](content:graph) [b](content:terms1eep00000000000000000) [c](content:nothing) [d](/guides/x)" },
              "Note": { "Text": { "Html": "<a href=\"content:graph#s\">a</a><script>x</script>" } } }] }
            """);
        await PublishAsync("graph", "g1", "graph/first");
        await PublishAsync("graph", "g2", "graph/second");

        var note = (await site.QueryAsync("{ note { markdownBody { markdown html } text { html } } }")).GetProperty("note")[0];

        Assert.Equal(
            "<p><a href=\"/graph/second\">a</a> <a href=\"/keywords/sleep\">b</a> c <a href=\"/guides/x\">d</a></p>\n",
            note.GetProperty("markdownBody").GetProperty("html").GetString());
        Assert.Equal("<a href=\"/graph/second#s\">a</a>", note.GetProperty("text").GetProperty("html").GetString());
        Assert.StartsWith("[a](content:graph)", note.GetProperty("markdownBody").GetProperty("markdown").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_in_a_tenant_with_a_prefix_begin_with_it()
    {
        var name = $"Linked{Guid.NewGuid():N}"[..20];
        await site.CreateTenantAsync(name, prefix: name.ToLowerInvariant());
        await PublishAsync("target", "t1", "there/target", tenant: name);
        await PublishAsync("reader", "r1", "there/reader", "[one](content:target#s) [two](/there/target) [three](https://example.org/)", tenant: name);

        var html = await site.ReadHtmlAsync($"/{name.ToLowerInvariant()}/there/reader");

        Assert.Contains(
            $"<a href=\"/{name.ToLowerInvariant()}/there/target#s\">one</a> <a href=\"/{name.ToLowerInvariant()}/there/target\">two</a> <a href=\"https://example.org/\">three</a>",
            html,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_sees_where_something_is_used()
    {
        await PublishAsync("used", "u1", "used/target");
        await PublishAsync("user", "u2", "used/reader", "[x](content:used)");

        var used = await site.RunCommandAsync("content", "used", "used");
        var unused = await site.RunCommandAsync("content", "used", "user");
        var unknown = await site.RunCommandAsync("content", "used", "nobody-there");

        Assert.Matches("user .* GuideArticle .* Introduction .* Link .* published", used.Succeeded().Output);
        Assert.Equal("user is used nowhere.", unused.Succeeded().Output.Trim());
        Assert.Contains("\"nobody-there\"", unknown.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_sees_what_leads_nowhere()
    {
        await PublishAsync("deadend", "d1", "dead/reader", "[x](content:deadtarget)");
        Assert.Matches("deadend .* Introduction .* Link .* published .* deadtarget, which does not exist", (await site.RunCommandAsync("content", "links")).Succeeded().Output);

        await PublishAsync("deadtarget", "d2", "dead/target");

        Assert.DoesNotContain("deadtarget", (await site.RunCommandAsync("content", "links")).Succeeded().Output, StringComparison.Ordinal);
    }

    private Task PublishAsync(string id, string version, string path, string introduction = "", string tenant = Tenant.DefaultName) => site.RunRecipeAsync(
        $$"""
        { "name": "content", "data": [{ "ContentItemId": "{{id}}", "ContentItemVersionId": "{{version}}", "ContentType": "GuideArticle", "Published": true, "Latest": true,
          "TitlePart": { "Title": "{{id}}" }, "AutoroutePart": { "Path": "{{path}}" }, "GuideArticle": { "Introduction": { "Text": {{JsonSerializer.Serialize(introduction)}} } } }] }
        """,
        tenant);

    private async Task InScopeAsync<TVerb>(Func<TVerb, Task> run) where TVerb : notnull
    {
        var tenant = site.Services.GetRequiredService<TenantRegistry>().Find(Tenant.DefaultName)!;
        await using var scope = site.Services.GetRequiredService<TenantScopes>().Open(tenant);
        await run(scope.ServiceProvider.GetRequiredService<TVerb>());
    }
}
