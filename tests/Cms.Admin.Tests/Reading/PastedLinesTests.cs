using Cms.Admin.Browser;

namespace Cms.Admin.Tests.Reading;

/// <summary>Lists that somebody pastes.</summary>
public sealed class PastedLinesTests
{
    [Theory]
    [InlineData("- Light: Step outside", "Light", "Step outside")]
    [InlineData("•\tLight: Step outside", "Light", "Step outside")]
    [InlineData("  3) Light: Step outside", "Light", "Step outside")]
    [InlineData("(12) Light: Step outside", "Light", "Step outside")]
    [InlineData("b. Light: Step outside", "Light", "Step outside")]
    [InlineData("o Light: Step outside", "Light", "Step outside")]
    [InlineData("**Light:** Step outside", "Light", "Step outside")]
    [InlineData("* **Light**: Step *outside*", "Light", "Step *outside*")]
    [InlineData("Just a sentence", "", "Just a sentence")]
    [InlineData("- At 10:30 go to bed", "", "At 10:30 go to bed")]
    [InlineData("https://example.org/a", "", "https://example.org/a")]
    [InlineData("1.5 litres of water", "", "1.5 litres of water")]
    [InlineData("only apples", "", "only apples")]
    public void A_line_loses_its_sign_and_what_stands_before_a_colon_is_its_label(string line, string label, string text) =>
        Assert.Equal([(label, text)], PastedLines.Read(line));

    [Fact]
    public void What_stands_before_a_late_colon_is_no_label()
    {
        var line = new string('a', 61) + ": text";

        Assert.Equal([("", line)], PastedLines.Read(line));
    }

    [Fact]
    public void Blank_lines_are_none_whatever_ends_them() =>
        Assert.Equal([("", "one"), ("", "two")], PastedLines.Read("- one\r\n\r\n   \r\n- two\n"));
}
