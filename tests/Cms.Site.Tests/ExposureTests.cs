using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cms.Site.Tests;

/// <summary>A site as it runs for the public, behind a proxy of this machine that ends TLS.</summary>
public sealed class PublishedSite : RunningSite
{
    protected override string[] MoreArguments => ["--environment", "Production", "--Cms:Proxies", "127.0.0.1, ::1"];
}

/// <summary>What a stranger can get out of a published site, and what browsers make of it.</summary>
public sealed class ExposureTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/api/graphql?query=%7B__typename%7D")]
    [InlineData("/health/live")]
    [InlineData("/nowhere")]
    public async Task A_browser_that_came_by_https_is_told_to_come_back_by_nothing_else(string path)
    {
        using var encrypted = await AskAsync(HttpMethod.Get, path, scheme: "https");
        using var plain = await AskAsync(HttpMethod.Get, path, scheme: "http");

        Assert.Equal("max-age=31536000", Assert.Single(encrypted.Headers.GetValues("Strict-Transport-Security")));
        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));

        // Nobody is sent on to HTTPS unasked: a program that forgot it would not notice.
        Assert.Null(plain.Headers.Location);
    }

    [Theory]
    [InlineData("/", "text/html; charset=utf-8")]
    [InlineData("/nowhere", "text/html; charset=utf-8")]
    [InlineData("/account/sign-in", "text/html; charset=utf-8")]
    [InlineData("/assets/site.css", "text/css; charset=utf-8")]
    [InlineData("/account/style.css", "text/css; charset=utf-8")]
    [InlineData("/health/live", "text/plain; charset=utf-8")]
    [InlineData("/health/ready", "text/plain; charset=utf-8")]
    [InlineData("/api/graphql?query=%7B__typename%7D", "application/json; charset=utf-8")]
    [InlineData("/api/content/any", "application/problem+json; charset=utf-8")]
    [InlineData("/media/none.png", null)]
    public async Task An_answer_says_what_it_is_and_how_its_letters_are_written(string path, string? mediaType)
    {
        using var answer = await site.GetAsync(path);

        Assert.Equal(mediaType, answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(mediaType is null, (await answer.Content.ReadAsByteArrayAsync(Cancel)).Length == 0);
    }

    [Theory]
    [InlineData("/.git/HEAD")]
    [InlineData("/.env")]
    [InlineData("/appsettings.json")]
    [InlineData("/recipes/guides.recipe.json")]
    [InlineData("/cms.dll")]
    [InlineData("/App_Data/cms.db")]
    [InlineData("/media")]
    [InlineData("/media/")]
    [InlineData("/media/%2e%2e/tenant.db")]
    [InlineData("/media/..%2ftenant.db")]
    [InlineData("/media/%5c..%5ctenant.db")]
    [InlineData("/assets/")]
    [InlineData("/assets/..%2ftheme.json")]
    [InlineData("/assets/%2e%2e/templates/home.liquid")]
    [InlineData("/swagger")]
    public async Task Neither_lists_of_files_nor_files_of_the_program_are_handed_out(string path)
    {
        using var answer = await site.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/graphql")]
    [InlineData("/health/live")]
    [InlineData("/account/sign-in")]
    public async Task A_trace_sends_nothing_of_the_request_back(string path)
    {
        using var answer = await AskAsync(HttpMethod.Trace, path, ("X-Secret", "of-the-proxy"));

        Assert.DoesNotContain("of-the-proxy", await answer.Content.ReadAsStringAsync(Cancel) + answer.Headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_a_browser_would_run_as_a_page_is_a_download_with_its_name_written_safely()
    {
        await PutAsync("odd; name=\u00e9.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg>");
        await PutAsync("plain.txt", "<script>alert(1)</script>");

        using var active = await site.GetAsync("/media/odd%3B%20name%3D%C3%A9.svg");
        using var plain = await site.GetAsync("/media/plain.txt");

        Assert.Equal("attachment", active.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("odd; name=\u00e9.svg", active.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Equal("text/plain; charset=utf-8", plain.Content.Headers.ContentType?.ToString());
        Assert.All([active, plain], answer =>
        {
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.EndsWith("sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("' OR '1'='1")]
    [InlineData("\\\"; DROP TABLE ContentIndex; --")]
    [InlineData("%' UNION SELECT PasswordHash FROM Users --")]
    public async Task A_condition_is_a_value_and_never_a_part_of_the_query(string text)
    {
        var found = await site.QueryAsync($$"""{ guideArticle(where: {OR: [{displayText: "{{text}}"}, {displayText_contains: "{{text}}"}, {path: "{{text}}"}]}) { displayText } }""");
        var all = await site.QueryAsync("{ guideArticle { displayText } }");

        Assert.Equal(0, found.GetProperty("guideArticle").GetArrayLength());
        Assert.True(all.GetProperty("guideArticle").GetArrayLength() >= 8);
    }

    [Fact]
    public async Task A_password_counts_to_its_last_letter_whatever_letters_it_has()
    {
        var password = "nur kleine w\u00f6rter, viele davon; " + new string('~', 60) + " und ein Ende";
        (await site.RunCommandAsync("users", "add", "lena", "--password", password)).Succeeded();
        using var browser = new AccountBrowser(site);

        var cut = await browser.SignInAsync("lena", password[..^1]);
        var otherCase = await browser.SignInAsync("lena", password.ToUpperInvariant());
        var spaced = await browser.SignInAsync("lena", password + " ");
        var right = await browser.SignInAsync("lena", password);

        Assert.All([cut, otherCase, spaced], refused => Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status));
        Assert.Equal(HttpStatusCode.SeeOther, right.Status);
    }

    [Fact]
    public async Task A_field_for_a_password_hides_it_and_lets_password_safes_in()
    {
        var html = await site.ReadHtmlAsync("/account/sign-in");

        Assert.Matches("<input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"current-password\"", html);
        Assert.DoesNotContain("onpaste", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_page_that_may_be_about_somebody_is_kept_by_no_cache()
    {
        using var page = await site.GetAsync("/account/sign-in");

        Assert.True(page.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public void Only_the_programs_own_user_reads_the_keys()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes of files");

        var mode = OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(Path.Combine(site.DataDirectory, "Keys"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, mode);
    }

    [Fact]
    public async Task A_request_with_two_lengths_is_read_by_one_of_them_and_leaves_nothing_for_the_next()
    {
        const string Body = """{"query":"{ __typename }"}""";
        var address = site.Client.BaseAddress!;
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, Cancel);
        await using var stream = client.GetStream();

        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/graphql HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + $"{Body.Length:x}\r\n{Body}\r\n0\r\n\r\n"),
            Cancel);
        using var reader = new StreamReader(stream);
        var answers = await reader.ReadToEndAsync(Cancel);

        Assert.Single(answers.Split("HTTP/1.1 "), part => part.Length > 0);
        Assert.True(answers.StartsWith("HTTP/1.1 400", StringComparison.Ordinal) || answers.Contains("\"__typename\"", StringComparison.Ordinal), answers);
    }

    private Task PutAsync(string path, string text) =>
        site.RunRecipeAsync($$"""{ "name": "media", "Files": [{ "TargetPath": "{{path}}", "Base64": "{{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}}" }] }""");

    // HSTS is not for names of this machine.
    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, (string Name, string Value)? header = null, string scheme = "http")
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Host = "guides.example.org";
        request.Headers.Add("X-Forwarded-Proto", scheme);
        if (header is var (name, value))
            request.Headers.Add(name, value);
        return await site.Client.SendAsync(request, Cancel);
    }
}
