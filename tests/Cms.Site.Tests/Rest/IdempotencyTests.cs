using System.Net;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Rest.Http;
using Cms.Retries;
using Cms.Users;
using Microsoft.AspNetCore.Http;

namespace Cms.Site.Tests.Rest;

/// <summary>A request with an Idempotency-Key is done once, however often it is sent.</summary>
public abstract class IdempotencyTests(RunningSite site)
{
    private const string Header = "Idempotency-Key", Again = "Idempotency-Replayed";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string VisitorKey(string address, string key) =>
        new RestCall(new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } }, Caller.Visitor([]), null!, null!).CallerKey(key);

    [Fact]
    public async Task A_repeated_request_is_answered_as_the_first_time_and_makes_nothing_more()
    {
        await site.LetVisitorsAsync("Default", "SiteOwner");
        var key = (Header, $"\"{Guid.NewGuid()}\"");

        var first = await site.RestAsync("POST", "/api/content", Article("Made once"), headers: key);
        await site.PatchAsync($"/api/content/{first["ContentItemId"]}", """{"TitlePart":{"Title":"Changed since"}}""");
        var second = await site.RestAsync("POST", "/api/content", Article("Made once"), headers: key);
        var other = await site.RestAsync("POST", "/api/content", Article("Made otherwise"), headers: key);
        var elsewhere = await site.RestAsync("POST", "/api/content?draft=true", Article("Made once"), headers: key);

        Assert.Equal((HttpStatusCode.OK, first.Text, first.Tag, first.MediaType), (second.Status, second.Text, second.Tag, second.MediaType));
        Assert.Equal((false, "true"), (first.Headers.ContainsKey(Again), second.Headers[Again]));
        Assert.Equal([HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity], new[] { other.Status, elsewhere.Status });
        Assert.Equal(0, await CountAsync("Made once"));
        Assert.Equal(0, await CountAsync("Made otherwise"));
        Assert.Equal(1, await CountAsync("Changed since"));
    }

    [Fact]
    public async Task Of_many_at_once_one_is_done_and_the_others_have_its_answer_or_are_told_to_ask_again()
    {
        await site.LetVisitorsAsync("Default", "SiteOwner");
        var key = (Header, Guid.NewGuid().ToString());

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => site.RestAsync("POST", "/api/content", Article("Hurried"), headers: key)));
        var last = await site.RestAsync("POST", "/api/content", Article("Hurried"), headers: key);

        Assert.Equal(1, await CountAsync("Hurried"));
        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { HttpStatusCode.OK, HttpStatusCode.Conflict }));
        Assert.All(answers.Where(answer => answer.Status == HttpStatusCode.OK), answer => Assert.Equal(last.Text, answer.Text));
        Assert.All(answers.Where(answer => answer.Status == HttpStatusCode.Conflict), answer => Assert.Equal("1", answer.Headers["Retry-After"]));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK && !answer.Headers.ContainsKey(Again));
    }

    [Fact]
    public async Task Verbs_patches_bulk_requests_and_refusals_are_answered_again_too()
    {
        await site.LetVisitorsAsync("Default", "SiteOwner");
        var made = await site.RestAsync("POST", "/api/content", Article("Verbs"));
        var id = made["ContentItemId"];
        var patch = (Header, "p-" + id);
        var clone = (Header, "c-" + id);
        var bulk = (Header, "b-" + id);
        var bad = (Header, "r-" + id);

        var patched = await site.PatchAsync($"/api/content/{id}", """{"GuideArticle":{"Introduction":{"Text":"Once."}}}""", patch, ("If-Match", made.Tag));
        var patchedAgain = await site.PatchAsync($"/api/content/{id}", """{"GuideArticle":{"Introduction":{"Text":"Once."}}}""", patch, ("If-Match", made.Tag));
        var cloned = await site.RestAsync("POST", $"/api/content/{id}/clone", headers: clone);
        var clonedAgain = await site.RestAsync("POST", $"/api/content/{id}/clone", headers: clone);
        var many = await site.RestAsync("POST", "/api/content/bulk", $"[{Article("Bulk")}, 5]", headers: bulk);
        var manyAgain = await site.RestAsync("POST", "/api/content/bulk", $"[{Article("Bulk")}, 5]", headers: bulk);
        var refused = await site.RestAsync("POST", "/api/content", """{"ContentType":"Nope"}""", headers: bad);
        var refusedAgain = await site.RestAsync("POST", "/api/content", """{"ContentType":"Nope"}""", headers: bad);

        Assert.Equal((HttpStatusCode.OK, patched.Text), (patchedAgain.Status, patchedAgain.Text));
        Assert.Equal((HttpStatusCode.Created, cloned.Text, cloned.Headers["Location"]), (clonedAgain.Status, clonedAgain.Text, clonedAgain.Headers["Location"]));
        Assert.Equal((HttpStatusCode.OK, many.Text, 1), (manyAgain.Status, manyAgain.Text, await CountAsync("Bulk")));
        Assert.Equal((HttpStatusCode.BadRequest, refused.Text, "application/problem+json"), (refusedAgain.Status, refusedAgain.Text, refusedAgain.MediaType));
    }

    [Fact]
    public void A_visitor_is_known_by_address_and_key_and_the_address_is_not_kept()
    {
        var known = VisitorKey("203.0.113.7", "k");

        Assert.Equal(known, VisitorKey("203.0.113.7", "k"));
        Assert.NotEqual(known, VisitorKey("203.0.113.8", "k"));
        Assert.NotEqual(known, VisitorKey("203.0.113.7", "l"));
        Assert.DoesNotContain("203.0", known, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_its_callers_own_and_a_refusal_for_lack_of_permission_is_not_kept()
    {
        await site.LetVisitorsAsync("Default", "AccessContentApi");
        var key = (Header, Guid.NewGuid().ToString());
        var admin = await site.CookieOfAsync("admin");

        var forbidden = await site.RestAsync("POST", "/api/content", Article("Two callers"), headers: key);
        var byAdmin = await site.RestAsync("POST", "/api/content", Article("Two callers"), headers: [key, admin]);
        await site.LetVisitorsAsync("Default", "SiteOwner");
        var byVisitor = await site.RestAsync("POST", "/api/content", Article("Two callers"), headers: key);

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.OK], new[] { forbidden.Status, byAdmin.Status, byVisitor.Status });
        Assert.NotEqual(byAdmin["ContentItemId"], byVisitor["ContentItemId"]);
        Assert.False(byVisitor.Headers.ContainsKey(Again));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("\"half")]
    [InlineData("a\"b")]
    [InlineData("\"a\\b\"")]
    [InlineData("a, \"b\"")]
    public async Task What_is_no_key_is_refused(string key)
    {
        await site.LetVisitorsAsync("Default", "SiteOwner");

        var answer = await site.RestAsync("POST", "/api/content", Article("No key"), headers: (Header, key));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("Idempotency-Key must be", answer.Detail, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("No key"));
    }

    [Fact]
    public async Task A_claim_that_was_cut_off_is_taken_over_and_a_fresh_one_is_waited_for()
    {
        await site.LetVisitorsAsync("Default", "SiteOwner");
        var key = (Header, Guid.NewGuid().ToString());
        await site.RestAsync("POST", "/api/content", Article("Cut off"), headers: key);
        var caller = VisitorKey("127.0.0.1", key.Item2);
        var kept = (await site.RunAsync<AnswerStore, KeptAnswer?>(store => store.FindAsync(caller, key.Item2, Cancel)))!;

        // As a node leaves it that began and was killed: its change was rolled back with its answer.
        var fresh = await WithClaimAsync(kept with { Status = 0, Body = [], ClaimedUtc = kept.ClaimedUtc });
        var old = await WithClaimAsync(kept with { Status = 0, Body = [], ClaimedUtc = kept.ClaimedUtc.AddMinutes(-2) });

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.OK), (fresh.Status, old.Status));
        Assert.Equal(2, await CountAsync("Cut off"));

        async Task<RestAnswer> WithClaimAsync(KeptAnswer claim)
        {
            await site.RunAsync<AnswerStore, bool>(async store =>
            {
                await store.PutAsync(claim, Cancel);
                return true;
            });
            return await site.RestAsync("POST", "/api/content", Article("Cut off"), headers: key);
        }
    }

    [Fact]
    public async Task A_tenant_is_set_up_once()
    {
        await site.LetVisitorsAsync("Default", "ManageTenants");
        var key = (Header, Guid.NewGuid().ToString());
        var setup = (Header, Guid.NewGuid().ToString());
        const string Body = """{"name":"Once","requestUrlPrefix":"once","recipeName":"blank"}""";
        const string Setup = """{"name":"Once","siteName":"Once","userName":"admin","email":"a@example.org","password":"four-quiet-green-boats"}""";

        var first = await site.RestAsync("POST", "/api/tenants/create", Body, headers: key);
        var second = await site.RestAsync("POST", "/api/tenants/create", Body, headers: key);
        var both = await Task.WhenAll(site.RestAsync("POST", "/api/tenants/setup", Setup, headers: setup), site.RestAsync("POST", "/api/tenants/setup", Setup, headers: setup));
        var later = await site.RestAsync("POST", "/api/tenants/setup", Setup, headers: setup);

        Assert.Equal((HttpStatusCode.OK, first.Text, "text/plain"), (second.Status, second.Text, second.MediaType));

        // The one that comes while the other is at work is told so; the one that comes after it gets its answer.
        Assert.Equal(HttpStatusCode.OK, later.Status);
        Assert.Contains(both, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(both, answer => Assert.True(answer.Status == HttpStatusCode.Conflict || (answer.Status, answer.Text) == (later.Status, later.Text)));
    }

    private static string Article(string title) => new JsonObject
    {
        ["ContentType"] = "GuideArticle",
        ["TitlePart"] = new JsonObject { ["Title"] = title },
        ["GuideArticle"] = new JsonObject { ["Introduction"] = new JsonObject { ["Text"] = "Intro." }, ["DateCreated"] = new JsonObject { ["Value"] = "2026-01-02T00:00:00Z" } },
    }.ToJsonString();

    private Task<int> CountAsync(string title) => site.RunAsync<ContentStore, int>(async store => (await store.ListAsync(
        new ContentQuery { ContentType = "GuideArticle", Status = ContentStatus.Latest, Where = new ColumnIs(ContentColumn.DisplayText, Comparison.Equal, title) }, Cancel)).Count);
}

public sealed class IdempotencyOnSqliteTests(RunningSite site) : IdempotencyTests(site), IClassFixture<RunningSite>;

public sealed class IdempotencyOnPostgresTests : IdempotencyTests, IClassFixture<RunningSiteOnPostgres>
{
    public IdempotencyOnPostgresTests(RunningSiteOnPostgres site)
        : base(site) => PostgresDatabase.SkipWithoutServer();
}
