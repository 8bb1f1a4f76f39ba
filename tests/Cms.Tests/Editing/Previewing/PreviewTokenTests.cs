using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Editing;
using Cms.Editing.Previewing;
using Cms.Settings;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Editing.Previewing;

public sealed class PreviewTokenTests
{
    private const string Addresses = """
        {"name":"settings","PreviewSettings":{"Addresses":[
          {"ContentType":"Article","Name":"Website","Url":"https://www.example.org/preview/{path}?item={contentItemId}&version={contentItemVersionId}#{token}"},
          {"ContentType":"Page","Name":"Website","Url":"https://www.example.org/{path}"},
          {"ContentType":"Article","Name":"My machine","Url":"http://localhost:3000/?t={token}"}]}}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_addresses_of_a_type_come_in_their_order_with_everything_escaped()
    {
        await using var site = await TestSite.OpenAsync(Addresses);
        var item = (await site.SaveDraftAsync(TestSite.Article("Rest", """ "AutoroutePart":{"Path":"articles/ruhe-für-alle"} """))).Value;

        var addresses = await AddressesAsync(site, item.ContentItemId);

        Assert.Equal(["Website", "My machine"], addresses.Select(address => address.Name));
        Assert.StartsWith($"https://www.example.org/preview/articles/ruhe-f%C3%BCr-alle?item={item.ContentItemId}&version={item.ContentItemVersionId}#", addresses[0].Url, StringComparison.Ordinal);
        Assert.Equal(item.ContentItemId, (await OpenAsync(site, TokenIn(addresses[1]))).Shown?.ContentItemId);
    }

    [Fact]
    public async Task A_token_opens_the_latest_draft_for_an_hour_unless_it_is_of_one_version()
    {
        await using var site = await TestSite.OpenAsync(Addresses);
        var item = (await site.SaveDraftAsync(TestSite.Article("First"))).Value;
        var (latest, one) = (TokenIn((await AddressesAsync(site, item.ContentItemId))[1]), TokenIn((await AddressesAsync(site, item.ContentItemId, item.ContentItemVersionId))[1]));

        await site.SaveDraftAsync(TestSite.Retitled(item, "Second"));
        site.Cms.Clock.Advance(PreviewTokens.Lasts - TimeSpan.FromSeconds(1));
        var shown = ((await OpenAsync(site, latest)).Shown!.DisplayText, (await OpenAsync(site, one)).Shown!.DisplayText);
        site.Cms.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(("Second", "First"), shown);
        Assert.Contains("expired at", (await OpenAsync(site, latest)).Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_one_version_opens_it_while_somebody_writes_on()
    {
        await using var site = await TestSite.OpenAsync(Addresses);
        var item = (await site.SaveDraftAsync(TestSite.Article("First"))).Value;
        var one = TokenIn((await AddressesAsync(site, item.ContentItemId, item.ContentItemVersionId))[1]);

        await site.SaveDraftAsync(TestSite.Retitled(item, "Second") with { WrittenSinceUtc = item.ModifiedUtc });

        Assert.Equal("First", (await OpenAsync(site, one)).Shown!.DisplayText);
    }

    [Fact]
    public async Task All_tokens_end_at_once_and_one_of_what_was_removed_or_made_up_opens_nothing()
    {
        await using var site = await TestSite.OpenAsync(Addresses);
        var item = (await site.SaveDraftAsync(TestSite.Article("First"))).Value;
        var before = TokenIn((await AddressesAsync(site, item.ContentItemId))[1]);

        var refused = await EndAsync(site, Caller.SignedIn("u", "una", [Permission.PublishContent]));
        var stillGood = await OpenAsync(site, before);
        await EndAsync(site, Caller.SignedIn("u", "una", [Permission.ManageSettings]));
        var ended = await OpenAsync(site, before);
        var after = TokenIn((await AddressesAsync(site, item.ContentItemId))[1]);
        var again = await OpenAsync(site, after);
        await site.RemoveAsync(item.ContentItemId);

        Assert.Equal(ProblemKind.Forbidden, refused!.Kind);
        Assert.NotNull(stillGood.Shown);
        Assert.Contains("was taken back", ended.Problem!.Message, StringComparison.Ordinal);
        Assert.NotNull(again.Shown);
        Assert.Contains("was removed", (await OpenAsync(site, after)).Problem!.Message, StringComparison.Ordinal);
        foreach (var made in new[] { "", "abc", new string('x', 100_000) })
            Assert.Contains("is not one of this site", (await OpenAsync(site, made)).Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_see_drafts_gets_no_token()
    {
        await using var site = await TestSite.OpenAsync(Addresses);
        var item = (await site.PublishAsync(TestSite.Article("First"))).Value;

        var refused = await site.Cms.InScopeAsync(async services =>
        {
            services.GetRequiredService<CurrentCaller>().Caller = Caller.SignedIn("r", "rita", [Permission.ViewContent]);
            return (await services.GetRequiredService<ListPreviewAddresses>().RunAsync(item.ContentItemId, null, Cancel)).Problem;
        });

        Assert.Equal(ProblemKind.Forbidden, refused!.Kind);
    }

    [Theory]
    [InlineData("""{"Addresses":[{"ContentType":"Article","Name":"A","Url":"https://www.example.org/{path}"}]}""", null)]
    [InlineData("""{"Addresses":[{"ContentType":"Article","Name":"A","Url":"http://127.0.0.1:8080/{token}"}]}""", null)]
    [InlineData("""{"Addresses":[{"ContentType":"Article","Name":"A","Url":"http://www.example.org/{path}"}]}""", "by https")]
    [InlineData("""{"Addresses":[{"ContentType":"Article","Name":"A","Url":"javascript:alert('{token}')"}]}""", "by https")]
    [InlineData("""{"Addresses":[{"ContentType":"Article","Name":"A","Url":"https://{path}/x"}]}""", "by https")]
    [InlineData("""{"Addresses":[{"ContentType":"Article","Name":"A","Url":"https://x@www.example.org/{path}"}]}""", "by https")]
    [InlineData("""{"Addresses":[{"ContentType":"Article","Name":"A","Url":"https://www.example.org/{slug}"}]}""", "not {slug}")]
    [InlineData("""{"Addresses":[{"ContentType":"Article","Name":"","Url":"https://www.example.org/"}]}""", "Name of 1 to 100")]
    [InlineData("""{"Addresses":[{"Name":"A","Url":"https://www.example.org/"}]}""", "ContentType")]
    [InlineData("""{"Addresses":[{"ContentType":"Article","Name":"A","Url":"https://a.org/"},{"ContentType":"Article","Name":"A","Url":"https://b.org/"}]}""", "two addresses called")]
    [InlineData("""{"Addresses":["x"]}""", "objects")]
    [InlineData("""{"Address":[]}""", "must be")]
    [InlineData("""[]""", "must be")]
    public void An_address_is_https_names_its_server_and_has_known_values_only(string setting, string? wrong)
    {
        var complaints = new SiteSettings(new JsonObject { [PreviewAddress.Member] = JsonNode.Parse(setting) }).Complaints().ToList();

        if (wrong is null)
            Assert.Empty(complaints);
        else
            Assert.Contains(wrong, Assert.Single(complaints), StringComparison.Ordinal);
    }

    private static string TokenIn(PreviewUrl address) => Uri.UnescapeDataString(address.Url[(address.Url.LastIndexOf('=') + 1)..]);

    private static Task<IReadOnlyList<PreviewUrl>> AddressesAsync(TestSite site, string item, string? version = null) =>
        site.Cms.RunAsync<ListPreviewAddresses, IReadOnlyList<PreviewUrl>>(async verb => (await verb.RunAsync(item, version, Cancel)).Value);

    private static Task<Problem?> EndAsync(TestSite site, Caller by) => site.Cms.InScopeAsync(async services =>
    {
        services.GetRequiredService<CurrentCaller>().Caller = by;
        return (await services.GetRequiredService<EndPreviewTokens>().RunAsync(Cancel)).Problem;
    });

    private static Task<(ContentItem? Shown, Problem? Problem)> OpenAsync(TestSite site, string token) => site.Cms.InScopeAsync(async services =>
    {
        var opened = await services.GetRequiredService<OpenPreviewToken>().RunAsync(token, Cancel);
        return (services.GetRequiredService<Preview>().Version?.Item, opened.Problem);
    });
}
