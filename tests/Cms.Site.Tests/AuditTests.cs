using System.Net;
using System.Text.Json.Nodes;
using Cms.Site.Tests.Rest;

namespace Cms.Site.Tests;

/// <summary>An operator reads who did what, when, and from where.</summary>
public sealed class AuditTests(SiteWithUsers site) : IClassFixture<SiteWithUsers>
{
    [Fact]
    public async Task Sign_ins_and_those_that_failed_are_told_with_address_and_without_what_was_typed()
    {
        await site.AddUserAsync("greta", []);
        using var browser = new AccountBrowser(site);
        await browser.SignInAsync("greta", "not-the-password");
        await browser.SignInAsync("my-secret-typed-as-name", "not-the-password");
        await browser.SignInAsync("greta");
        await browser.SendAsync("/account", "/account/sign-out");

        var entries = (await ExportAsync("--category", "SignIn")).Select(entry =>
            ((string?)entry["event"], (string?)entry["subject"], (string?)entry["address"] is { Length: > 0 }, (string?)entry["details"]!["with"])).Take(4).Reverse();

        Assert.Equal([("SignInFailed", "greta", true, "password"), ("SignInFailed", "nobody", true, "password"), ("SignedIn", "greta", true, "password"), ("SignedOut", "greta", true, null)], entries);
        Assert.DoesNotContain("my-secret-typed-as-name", (await site.RunCommandAsync("audit", "list")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_tenant_has_its_own_trail()
    {
        await site.RunCommandAsync("users", "add", "only-in-two", "--email", "two@example.org", "--tenant", "Second");

        Assert.Contains("only-in-two", (await site.RunCommandAsync("audit", "list", "--category", "Users", "--tenant", "Second")).Succeeded().Output, StringComparison.Ordinal);
        Assert.DoesNotContain("only-in-two", (await site.RunCommandAsync("audit", "list", "--first", "10000")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_REST_the_trail_is_read_page_by_page_by_those_who_may()
    {
        await site.AddUserAsync("trail-one", []);
        await site.AddUserAsync("trail-two", []);
        var refused = await site.RestAsync("GET", "/api/audit");
        await site.LetVisitorsAsync("Default", ["ViewAuditTrail"]);

        var first = await site.RestAsync("GET", "/api/audit?category=users&text=trail-&first=1");
        var second = await site.RestAsync("GET", $"/api/audit?category=users&text=trail-&first=1&after={first.Json["pageInfo"]!["endCursor"]}");
        var wrong = await site.RestAsync("GET", "/api/audit?category=gossip");
        await site.LetVisitorsAsync("Default", []);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        Assert.Equal(("trail-two", true), ((string?)first.Json["items"]![0]!["subject"], (bool)first.Json["pageInfo"]!["hasNextPage"]!));
        Assert.Equal(("trail-one", false), ((string?)second.Json["items"]![0]!["subject"], (bool)second.Json["pageInfo"]!["hasNextPage"]!));
        Assert.Contains("must be one of Content, ContentTypes", wrong.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_becomes_of_tenants_stands_in_the_trail_of_the_tenant_that_manages_them()
    {
        await site.RunCommandAsync("tenants", "create", "Watched", "--recipe", "blank", "--prefix", "watched");
        await site.RunCommandAsync("tenants", "disable", "Watched");
        await site.RunCommandAsync("tenants", "remove", "Watched");

        var entries = await ExportAsync("--category", "Tenants", "--text", "Watched");

        Assert.Equal(["Removed", "Disabled", "SetUp"], entries.Select(entry => (string?)entry["event"]));
    }

    [Fact]
    public async Task A_table_for_spreadsheets_runs_no_title_as_a_formula()
    {
        await site.RunRecipeAsync("""
            { "name": "content", "data": [{ "ContentItemId": "formula", "ContentItemVersionId": "formulav1", "ContentType": "GuideArticle",
              "TitlePart": { "Title": "=HYPERLINK(\"https://example.org\")" }, "AutoroutePart": { "Path": "audit/formula" } }] }
            """);
        var file = Path.Combine(Directory.CreateTempSubdirectory("cms-audit-").FullName, "trail.csv");

        (await site.RunCommandAsync("audit", "export", file, "--subject", "formula")).Succeeded();

        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.Equal("id,atUtc,userId,userName,address,category,event,contentType,subjectId,subject,details", lines[0]);
        Assert.Contains("system,,Content,Published,GuideArticle,formula,\"'=HYPERLINK(", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--since must be a moment such as 2026-03-01 or 2026-03-01T08:30Z, not \"yesterday\".", "audit", "list", "--since", "yesterday")]
    [InlineData("trail.txt must end with .jsonl or .csv.", "audit", "export", "trail.txt")]
    [InlineData("--first must be a whole number from 1 to 10000.", "audit", "list", "--first", "0")]
    public async Task Wrong_arguments_are_refused_with_what_would_be_right(string refusal, params string[] arguments) =>
        Assert.Equal(refusal, (await site.RunCommandAsync(arguments)).Refused());

    private async Task<IReadOnlyList<JsonObject>> ExportAsync(params string[] filter)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("cms-audit-").FullName, "trail.jsonl");
        (await site.RunCommandAsync(["audit", "export", file, .. filter])).Succeeded();
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        return [.. lines.Select(line => JsonNode.Parse(line)!.AsObject())];
    }
}
