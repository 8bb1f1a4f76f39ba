using System.IO.Compression;
using System.Net;
using Cms.Apps;

namespace Cms.Site.Tests;

/// <summary>What is sent compressed, and what is not because its length could tell a secret (BREACH).</summary>
public sealed class CompressionTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const string Guides = "/api/graphql?query={guideArticle{displayText%20introduction%20conclusion}}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Guides, "br")]
    [InlineData(Guides, "gzip")]
    [InlineData("/api/graphql/schema.graphql", "br")]
    [InlineData("/", "br")]
    [InlineData("/guides/building-a-steady-sleep-routine", "gzip")]
    public async Task An_answer_is_compressed_as_the_client_takes_it(string path, string encoding)
    {
        using var plain = await site.GetAsync(path);
        using var answer = await AskAsync(path, encoding);

        Assert.Equal([encoding], answer.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        Assert.Equal(await plain.Content.ReadAsByteArrayAsync(Cancel), await UnpackAsync(answer, encoding));
    }

    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/account/forgot")]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/api/graphql?query={__typename}")]
    public async Task Forms_answers_about_sign_ins_and_short_answers_are_sent_as_they_are(string path)
    {
        using var answer = await AskAsync(path, "br, gzip");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task What_is_answered_to_a_sign_in_that_the_browser_brings_along_is_sent_as_it_is()
    {
        using var browser = new AccountBrowser(site);
        await browser.SignInAsync("admin");

        using var answer = await AskAsync(Guides, "br, gzip", ("Cookie", browser.Cookies.GetCookieHeader(site.Client.BaseAddress!)));

        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Another_encoding_of_an_item_has_another_entity_tag_and_both_are_taken_back()
    {
        var key = (await site.RunAsync<CreateApiKey, Outcome<CreatedApiKey>>(verb => verb.RunAsync(new NewApiKey("compressed") { ScopeNames = ["content.read"] }, Cancel))).Value.Key;
        var id = (await site.QueryAsync("{ guideArticle(first: 1) { contentItemId } }")).GetProperty("guideArticle")[0].GetProperty("contentItemId").GetString();

        using var plain = await AskAsync($"/api/content/{id}", "identity", ("X-Api-Key", key));
        using var packed = await AskAsync($"/api/content/{id}", "br", ("X-Api-Key", key));
        using var again = await AskAsync($"/api/content/{id}", "br", ("X-Api-Key", key), ("If-None-Match", packed.Headers.ETag!.ToString()));

        var tag = plain.Headers.ETag!.Tag;
        Assert.Equal(["br"], packed.Content.Headers.ContentEncoding);
        Assert.Equal($"{tag[..^1]}--br\"", packed.Headers.ETag!.Tag);
        Assert.Equal((HttpStatusCode.NotModified, packed.Headers.ETag), (again.StatusCode, again.Headers.ETag));
    }

    private static async Task<byte[]> UnpackAsync(HttpResponseMessage answer, string encoding)
    {
        await using var packed = await answer.Content.ReadAsStreamAsync(Cancel);
        await using Stream unpacking = encoding == "br" ? new BrotliStream(packed, CompressionMode.Decompress) : new GZipStream(packed, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        await unpacking.CopyToAsync(plain, Cancel);
        return plain.ToArray();
    }

    private async Task<HttpResponseMessage> AskAsync(string path, string encodings, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers.Append(("Accept-Encoding", encodings)))
            request.Headers.TryAddWithoutValidation(name, value);
        return await site.Client.SendAsync(request, Cancel);
    }
}
