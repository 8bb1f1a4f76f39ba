using Cms.Content;
using Cms.Users;

namespace Cms.GraphQL.Tests.Resolving;

public sealed class RouteTests : IAsyncDisposable
{
    private const string Sleep = "guides/building-a-steady-sleep-routine";

    private static readonly Caller OfPersons = Caller.SignedIn("u2", "eve", ["View_Person"]);

    private readonly Site _site = Site.Guides();

    [Theory]
    [InlineData("/guides/building-a-steady-sleep-routine", """{"contentItem":{"displayText":"Building a Steady Sleep Routine"},"redirectTo":null,"isRemoved":false}""")]
    [InlineData("guides/building-a-steady-sleep-routine", """{"contentItem":{"displayText":"Building a Steady Sleep Routine"},"redirectTo":null,"isRemoved":false}""")]
    [InlineData("/keywords/sleep", """{"contentItem":{"displayText":"Sleep"},"redirectTo":null,"isRemoved":false}""")]
    [InlineData("/Guides/Building-a-steady-sleep-routine/", """{"contentItem":null,"redirectTo":"/guides/building-a-steady-sleep-routine","isRemoved":false}""")]
    [InlineData("/guides/old-sleep", """{"contentItem":null,"redirectTo":"/guides/building-a-steady-sleep-routine","isRemoved":false}""")]
    [InlineData("/guides/Gone/", """{"contentItem":null,"redirectTo":null,"isRemoved":true}""")]
    [InlineData("/guides/hidden", "null")]
    [InlineData("/guides/never", "null")]
    [InlineData("/", "null")]
    public async Task An_address_gives_its_item_or_where_it_is_today_or_that_it_was_removed(string path, string expected)
    {
        Remember();

        var data = await _site.DataAsync($"{{ route(path: \"{path}\") {{ contentItem {{ displayText }} redirectTo isRemoved }} }}");

        Assert.Equal($$"""{"route":{{expected}}}""", data);
    }

    [Theory]
    [InlineData("/guides/building-a-steady-sleep-routine")]
    [InlineData("/guides/Building-a-steady-sleep-routine")]
    [InlineData("/guides/old-sleep")]
    [InlineData("/guides/gone")]
    [InlineData("/keywords/sleep")]
    public async Task Who_may_not_see_the_item_is_not_told_that_its_page_is_or_was_there(string path)
    {
        Remember();

        var data = await _site.DataAsync($"{{ route(path: \"{path}\") {{ redirectTo isRemoved }} }}", OfPersons);

        Assert.Equal("""{"route":null}""", data);
    }

    [Fact]
    public async Task Without_permission_the_error_is_the_same_whatever_the_path()
    {
        var failure = await _site.ErrorAsync($"{{ route(path: \"/{Sleep}\") {{ isRemoved }} }}", Caller.Visitor([]));

        Assert.Equal("FORBIDDEN", failure.Code);
        Assert.Empty(_site.Content.Reads);
    }

    [Fact]
    public async Task An_item_is_found_by_its_alias_whatever_the_letter_case()
    {
        await using var site = Site.Recorded();
        var withAlias = JsonText.Find((System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(site.Content.Items.First(item => item.PartsJson.Contains("\"Alias\"", StringComparison.Ordinal)).PartsJson)!["AliasPart"]!, "Alias")!;

        var data = await site.DataAsync($"{{ contentItemByAlias(alias: \"{withAlias.ToUpperInvariant()}\") {{ displayText }} none: __typename }} ");
        var none = await site.DataAsync("{ contentItemByAlias(alias: \"nobody\") { displayText } }");

        Assert.Contains("displayText", data, StringComparison.Ordinal);
        Assert.Equal("""{"contentItemByAlias":null}""", none);
    }

    [Fact]
    public async Task Content_types_tell_what_may_be_asked_of_them()
    {
        var data = await _site.DataAsync("{ contentTypes { name displayName description listField connectionField fields { name part displayName description kind required } } }");

        Assert.Contains("""{"name":"GuideArticle","displayName":"Guide Article","description":""", data, StringComparison.Ordinal);
        Assert.Contains(""""listField":"guideArticle","connectionField":"guideArticleConnection","fields":[{"name":"""", data, StringComparison.Ordinal);
        Assert.Contains("""{"name":"introduction","part":null,"displayName":"Introduction",""", data, StringComparison.Ordinal);
        Assert.Contains("""{"name":"GuideSite",""", data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_types_are_told_as_far_as_the_caller_may_see_them() =>
        Assert.Equal("""{"contentTypes":[{"name":"Person"}]}""", await _site.DataAsync("{ contentTypes { name } }", OfPersons));

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private void Remember()
    {
        foreach (var former in new[] { new FormerRoute("guides/old-sleep", Sleep, false), new FormerRoute("guides/gone", null, true), new FormerRoute("guides/hidden", null, false) })
            _site.Content.FormerRoutes[former.Path] = former;
    }
}
