using System.Globalization;
using System.Text.Json.Nodes;
using Cms.Liquid;

namespace Cms.Tests.Liquid;

/// <summary>Renders templates for tests.</summary>
internal static class LiquidPages
{
    public static string Html(string template, string model = "{}", string culture = "en-US", Dictionary<string, string>? partials = null, string zone = "UTC") =>
        Render(template, model, culture, partials, zone).Text;

    public static LiquidOutput Render(string template, string model = "{}", string culture = "en-US", Dictionary<string, string>? partials = null, string zone = "UTC") =>
        LiquidTemplate.Parse(template, "home.liquid").RenderHtml(
            JsonNode.Parse(model)!.AsObject(),
            new LiquidPage(
                CultureInfo.GetCultureInfo(culture),
                TimeZoneInfo.FindSystemTimeZoneById(zone),
                new Dictionary<string, Func<object?, LiquidValue>> { ["shout"] = value => new(value + "!") },
                name => partials?.GetValueOrDefault(name) is { } text ? LiquidTemplate.Parse(text, $"{name}.liquid") : null));
}
