using System.Text.Json.Nodes;
using Cms.Settings;

namespace Cms.Tests.Settings;

public sealed class SiteSettingsTests
{
    [Theory]
    [InlineData("{}", "Cms", "en-US")]
    [InlineData("""{"SiteName":"","LocalizationSettings":{"DefaultCulture":""}}""", "Cms", "en-US")]
    [InlineData("""{"SiteName":null,"LocalizationSettings":null}""", "Cms", "en-US")]
    [InlineData("""{"SiteName":"Guides","LocalizationSettings":{"DefaultCulture":"de-DE"}}""", "Guides", "de-DE")]
    public void Name_and_culture_have_defaults(string json, string siteName, string culture)
    {
        var settings = Of(json);

        Assert.Empty(settings.Complaints());
        Assert.Equal((siteName, culture), (settings.SiteName, settings.Culture));
        Assert.Equal([culture], settings.SupportedCultures);
    }

    [Fact]
    public void Settings_that_nobody_made_leave_every_choice_open()
    {
        var settings = Of("{}");

        Assert.Equal(("UTC", TimeZoneInfo.Utc), (settings.TimeZoneId, settings.TimeZone));
        Assert.Null(settings.BaseUrl);
        Assert.Null(settings.PageSize);
        Assert.Null(settings.Home);
    }

    [Fact]
    public void Settings_are_read_as_Orchard_Core_writes_them()
    {
        var settings = Of("""
            {"TimeZoneId":"Europe/Prague","BaseUrl":"https://guides.example.org/two/","PageSize":12,"MaxPageSize":100,
             "LocalizationSettings":{"DefaultCulture":"cs","SupportedCultures":["cs","en-US"]},
             "HomeRoute":{"Area":"OrchardCore.Contents","Controller":"Item","Action":"Display","contentItemId":"tax","containedContentItemId":"term"}}
            """);

        Assert.Empty(settings.Complaints());
        Assert.Equal(("Europe/Prague", "https://guides.example.org/two", 12), (settings.TimeZone.Id, settings.BaseUrl, settings.PageSize));
        Assert.Equal(["cs", "en-US"], settings.SupportedCultures);
        Assert.Equal(new HomeRoute("tax", "term"), settings.Home);
    }

    [Fact]
    public void A_home_route_to_something_else_than_an_item_is_kept_and_names_no_item()
    {
        var settings = Of("""{"HomeRoute":{"Action":"Index","Controller":"Admin","Area":"OrchardCore.Admin"}}""");

        Assert.Empty(settings.Complaints());
        Assert.Null(settings.Home);
    }

    [Fact]
    public void Names_have_no_letter_case_and_are_kept_in_their_own()
    {
        var changed = Of("""{"SiteName":"A","PageTitleFormat":"x"}""").With(JsonNode.Parse(
            """{"sitename":"B","timezoneid":"Asia/Tokyo","pagetitleformat":"y","localizationsettings":{"defaultculture":"ja-JP","supportedcultures":["ja-JP"]},"homeroute":{"ContentItemId":"h1"}}""")!.AsObject());

        Assert.Equal(
            """{"SiteName":"B","PageTitleFormat":"y","TimeZoneId":"Asia/Tokyo","LocalizationSettings":{"DefaultCulture":"ja-JP","SupportedCultures":["ja-JP"]},"HomeRoute":{"ContentItemId":"h1"}}""",
            changed.Json.ToJsonString());
        Assert.Equal(new HomeRoute("h1", null), changed.Home);
    }

    [Theory]
    [InlineData("""{"SiteName":5}""", "SiteName must be a text, not 5.")]
    [InlineData("""{"LocalizationSettings":{"DefaultCulture":"english"}}""", "LocalizationSettings.DefaultCulture must be the name of a culture such as en-US, not \"english\".")]
    [InlineData("""{"LocalizationSettings":{"DefaultCulture":5}}""", "LocalizationSettings.DefaultCulture must be the name of a culture such as en-US, not 5.")]
    [InlineData("""{"LocalizationSettings":[]}""", "LocalizationSettings must be an object such as {\"DefaultCulture\":\"en-US\"}, not [].")]
    [InlineData("""{"LocalizationSettings":{"SupportedCultures":"cs"}}""", "LocalizationSettings.SupportedCultures must be a list of names such as [\"en-US\"], not \"cs\".")]
    [InlineData("""{"LocalizationSettings":{"SupportedCultures":["en-US","tlh",7]}}""",
        "LocalizationSettings.SupportedCultures must have names of cultures such as en-US, not \"tlh\". LocalizationSettings.SupportedCultures must have names of cultures such as en-US, not 7.")]
    [InlineData("""{"LocalizationSettings":{"DefaultCulture":"de-DE","SupportedCultures":["en-US"]}}""", "LocalizationSettings.SupportedCultures must have the default culture de-DE among them.")]
    [InlineData("""{"TimeZoneId":"Europe/Berlyn"}""", "TimeZoneId must be the IANA name of a time zone such as Europe/Berlin, not \"Europe/Berlyn\".")]
    [InlineData("""{"TimeZoneId":"W. Europe Standard Time"}""", "TimeZoneId must be an IANA name such as Europe/Berlin; \"W. Europe Standard Time\" is Windows' name for Europe/Berlin.")]
    [InlineData("""{"TimeZoneId":"../passwd"}""", "TimeZoneId must be the IANA name of a time zone such as Europe/Berlin, not \"../passwd\".")]
    [InlineData("""{"TimeZoneId":1}""", "TimeZoneId must be a text, not 1.")]
    [InlineData("""{"BaseUrl":"guides.example.org"}""", "BaseUrl must be the public address of the site's home page such as https://guides.example.org, without user, ? and #, not \"guides.example.org\".")]
    [InlineData("""{"BaseUrl":"javascript:alert(1)"}""", "BaseUrl must be the public address of the site's home page such as https://guides.example.org, without user, ? and #, not \"javascript:alert(1)\".")]
    [InlineData("""{"BaseUrl":"https://me@example.org/?a"}""", "BaseUrl must be the public address of the site's home page such as https://guides.example.org, without user, ? and #, not \"https://me@example.org/?a\".")]
    [InlineData("""{"PageSize":0}""", "PageSize must be a whole number from 1 to 100, not 0.")]
    [InlineData("""{"PageSize":101}""", "PageSize must be a whole number from 1 to 100, not 101.")]
    [InlineData("""{"PageSize":2.5}""", "PageSize must be a whole number from 1 to 100, not 2.5.")]
    [InlineData("""{"PageSize":"10"}""", "PageSize must be a whole number from 1 to 100, not \"10\".")]
    [InlineData("""{"HomeRoute":"h1"}""", "HomeRoute must be an object with the id of an item such as {\"contentItemId\":\"...\"}, not \"h1\".")]
    [InlineData("""{"HomeRoute":{"contentItemId":5}}""", "HomeRoute.contentItemId must be the id of a content item, not 5.")]
    public void Settings_that_cannot_be_used_are_not_saved(string json, string complaints) => Assert.Equal(complaints, string.Join(' ', Of(json).Complaints()));

    private static SiteSettings Of(string json) => new(JsonNode.Parse(json)!.AsObject());
}
