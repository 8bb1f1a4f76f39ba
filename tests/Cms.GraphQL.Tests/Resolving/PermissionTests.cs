using Cms.Users;

namespace Cms.GraphQL.Tests.Resolving;

public sealed class PermissionTests : IAsyncDisposable
{
    private static readonly Caller Nobody = Caller.Visitor([]);

    private readonly Site _site = Site.Recorded();

    [Theory]
    [InlineData("DRAFT")]
    [InlineData("LATEST")]
    [InlineData("ALL")]
    public async Task A_visitor_may_not_see_drafts(string status)
    {
        var answer = await _site.AskAsync($"{{ sample(status: {status}) {{ displayText }} }}");

        Assert.Equal("""{"errors":[{"message":"You may see only published content; drafts need the permission EditContent.","locations":[{"line":1,"column":3}],"path":["sample"],"extensions":{"code":"FORBIDDEN"}}],"data":{"sample":null}}""", answer);
        Assert.Empty(_site.Content.Reads);
    }

    [Fact]
    public async Task A_visitor_may_not_see_drafts_among_references()
    {
        var failure = await _site.ErrorAsync("""{ sample(where: {displayText: "Sample 3"}) { related { contentItems(status: LATEST) { displayText } } } }""");

        Assert.Equal("FORBIDDEN", failure.Code);
    }

    [Fact]
    public async Task An_editor_sees_drafts()
    {
        var data = await _site.DataAsync("{ draft: sample(status: DRAFT) { displayText published latest } all: sample(status: ALL, first: 2) { displayText } }", Site.Editor);

        Assert.Equal("""{"draft":[{"displayText":"Sample 5","published":false,"latest":true}],"all":[{"displayText":"Sample 5"},{"displayText":"Sample 4"}]}""", data);
    }

    [Theory]
    [InlineData("{ sample { displayText } }")]
    [InlineData("""{ sample: contentItem(contentItemId: "sample00000000000000000001") { displayText } }""")]
    [InlineData("""{ sample: contentItem(contentItemId: "there is no such item") { displayText } }""")]
    public async Task Without_permission_the_error_is_the_same_whether_content_exists_or_not(string query)
    {
        var answer = await _site.AskAsync(query, Nobody);

        Assert.Equal("""{"errors":[{"message":"You may not see content; it needs the permission ViewContent.","locations":[{"line":1,"column":3}],"path":["sample"],"extensions":{"code":"FORBIDDEN"}}],"data":{"sample":null}}""", answer);
        Assert.Empty(_site.Content.Reads);
    }

    [Fact]
    public async Task What_is_allowed_is_answered_beside_what_is_not()
    {
        var drafts = Caller.SignedIn("u1", "anna", [Permission.ViewContent]);

        var answer = await _site.AskAsync("{ mine: sample(first: 1) { displayText } drafts: sample(status: DRAFT) { displayText } }", drafts);

        Assert.EndsWith("""
            "data":{"mine":[{"displayText":"Sample 4"}],"drafts":null}}
            """, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_terms_and_items_inside_are_called_is_seen_with_their_item_and_a_term_as_an_item_by_itself()
    {
        await using var guides = Site.Guides();
        var reader = Caller.SignedIn("u1", "anna", ["View_GuideArticle"]);
        const string query = "{ guideArticle(first: 1, orderBy: {createdUtc: ASC}) { keywords { tagNames terms { path } termContentItems { displayText } } sections { heading bullets { label } } } }";

        var readers = await guides.DataAsync(query, reader);
        var visitors = await guides.DataAsync(query);

        Assert.Contains("\"termContentItems\":[]", readers, StringComparison.Ordinal);
        Assert.DoesNotContain("\"tagNames\":[]", readers, StringComparison.Ordinal);
        Assert.Equal(visitors[..visitors.IndexOf("\"termContentItems\"", StringComparison.Ordinal)], readers[..readers.IndexOf("\"termContentItems\"", StringComparison.Ordinal)]);
        Assert.Equal(visitors[visitors.IndexOf("\"sections\"", StringComparison.Ordinal)..], readers[readers.IndexOf("\"sections\"", StringComparison.Ordinal)..]);
    }

    [Fact]
    public async Task The_settings_of_a_site_need_permission_and_its_name_does_not()
    {
        await using var guides = Site.Guides();

        var answer = await guides.AskAsync("{ site { siteName guideSite { brand } } }", Nobody);

        Assert.EndsWith("""
            "path":["site","guideSite"],"extensions":{"code":"FORBIDDEN"}}],"data":{"site":{"siteName":"Steady Ground Guides","guideSite":null}}}
            """, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_store_is_told_to_the_log_and_not_to_the_caller()
    {
        _site.Content.Broken = new InvalidOperationException("no such table: secret_table");

        var answer = await _site.AskAsync("{ sample { displayText } }");

        Assert.Equal("""{"errors":[{"message":"Something went wrong on the server; its log says what.","locations":[{"line":1,"column":3}],"path":["sample"],"extensions":{"code":"INTERNAL_ERROR"}}],"data":{"sample":null}}""", answer);
        Assert.Contains("secret_table", Assert.Single(_site.Log.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mutation { createSample { id } }")]
    [InlineData("subscription { x }")]
    public async Task Only_queries_are_answered(string document)
    {
        var answer = await _site.RunAsync(document);

        Assert.False(answer.Executed);
        Assert.Equal("OPERATION_NOT_SUPPORTED", Assert.Single(answer.Errors).Code);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
