using System.Text.Json.Nodes;
using Bunit;

namespace Cms.Admin.Tests.Fields;

/// <summary>Fields of numbers, days, times and yes or no.</summary>
public sealed class ValueFieldsTests
{
    [Theory]
    [InlineData("12", "12")]
    [InlineData(" 12,5 ", "12.5")]
    [InlineData("-0.25", "-0.25")]
    public async Task A_number_is_stored_as_a_number_with_either_decimal_sign(string typed, string stored)
    {
        await using var opened = await OpenedEditor.WithAsync(EditedItems.Field("NumericField"));
        var shown = opened.ShowField();

        await shown.Find("input").InputAsync(typed);

        Assert.Equal(stored, opened.Written!["Value"]!.ToJsonString());
        Assert.Empty(shown.FindAll("p.complaint"));
    }

    [Fact]
    public async Task What_is_no_number_is_complained_of_at_once_and_the_number_before_stays()
    {
        await using var opened = await OpenedEditor.WithAsync(EditedItems.Field("NumericField"), new JsonObject { ["Value"] = 7 });
        var shown = opened.ShowField();

        await shown.Find("input").InputAsync("seven");

        Assert.Equal(7, (int)opened.Written!["Value"]!);
        Assert.Equal("true", shown.Find("input").GetAttribute("aria-invalid"));
        Assert.Contains("12.5", shown.Find("p.complaint").TextContent, StringComparison.Ordinal);

        await shown.Find("input").InputAsync("");

        Assert.Null(opened.Written["Value"]);
        Assert.Empty(shown.FindAll("p.complaint"));
    }

    [Theory]
    [InlineData("DateField", "2026-11-30", "2026-11-30T00:00:00Z")]
    [InlineData("DateTimeField", "2026-11-30T09:15", "2026-11-30T09:15:00Z")]
    [InlineData("DateTimeField", "2026-11-30T09:15:30", "2026-11-30T09:15:30Z")]
    [InlineData("TimeField", "09:15", "09:15:00")]
    public async Task Days_and_times_are_stored_in_their_standard_form_shown_again_and_taken_away(string kind, string chosen, string stored)
    {
        await using var opened = await OpenedEditor.WithAsync(EditedItems.Field(kind));
        var shown = opened.ShowField();

        await shown.Find("input").ChangeAsync(chosen);

        Assert.Equal(stored, (string?)opened.Written!["Value"]);
        Assert.StartsWith(shown.Find("input").GetAttribute("value")!, chosen, StringComparison.Ordinal);

        await shown.Find("input").ChangeAsync("");

        Assert.Null(opened.Written["Value"]);
    }

    [Fact]
    public async Task Yes_or_no_begins_with_what_the_definition_says()
    {
        await using var opened = await OpenedEditor.WithAsync(EditedItems.Field("BooleanField", """{ "DefaultValue": true, "Label": "Show it" }"""));
        var shown = opened.ShowField();

        Assert.True(shown.Find("input").HasAttribute("checked"));
        Assert.Equal("Show it", shown.Find("label").TextContent.Trim());

        await shown.Find("input").ChangeAsync(false);

        Assert.False((bool)opened.Written!["Value"]!);
        Assert.False(shown.Find("input").HasAttribute("checked"));
    }
}
