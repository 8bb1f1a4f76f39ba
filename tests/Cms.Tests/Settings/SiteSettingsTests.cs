using System.Text.Json.Nodes;
using Cms.Settings;

namespace Cms.Tests.Settings;

public sealed class SiteSettingsTests
{
    [Theory]
    [InlineData("{}", "Cms", "en-US")]
    [InlineData("""{"SiteName":"","LocalizationSettings":{"DefaultCulture":""}}""", "Cms", "en-US")]
    [InlineData("""{"SiteName":null,"LocalizationSettings":[]}""", "Cms", "en-US")]
    [InlineData("""{"SiteName":"Guides","LocalizationSettings":{"DefaultCulture":"de-DE"}}""", "Guides", "de-DE")]
    public void Name_and_culture_have_defaults(string json, string siteName, string culture)
    {
        var settings = new SiteSettings(JsonNode.Parse(json)!.AsObject());

        Assert.Null(settings.Complaint());
        Assert.Equal((siteName, culture), (settings.SiteName, settings.Culture));
    }

    [Theory]
    [InlineData("""{"SiteName":5}""", "SiteName must be a text.")]
    [InlineData("""{"LocalizationSettings":{"DefaultCulture":"english"}}""", "LocalizationSettings.DefaultCulture must be the name of a culture such as en-US, not \"english\".")]
    public void Settings_that_cannot_be_used_are_not_saved(string json, string complaint)
    {
        var settings = new SiteSettings(JsonNode.Parse(json)!.AsObject());

        Assert.Equal(complaint, settings.Complaint());
    }
}
