using System.Globalization;
using Cms.Fields;

namespace Cms.Tests.Fields;

public sealed class TextFieldTests
{
    private const string Choices = """
        {"ContentPartFieldSettings":{"Editor":"PredefinedList"},
         "TextFieldPredefinedListEditorSettings":{"Options":[{"name":"Red","value":"red"},{"name":"Blue","value":"blue"},{"name":"Seven","value":7}]}}
        """;

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Text":null}""")]
    [InlineData("""{"Text":""}""")]
    [InlineData("""{"Text":"   "}""")]
    public void An_empty_text_is_refused_only_where_one_is_required(string value)
    {
        Assert.Equal(["is required"], FieldCheck.Of(new TextField(), value, "\"Required\":true"));
        Assert.Empty(FieldCheck.Of(new TextField(), value, "\"MinLength\":3,\"Pattern\":\"[0-9]+\""));
    }

    [Theory]
    [InlineData("ab", "must have at least 3 characters, not 2")]
    [InlineData("abc", null)]
    [InlineData("abcde", null)]
    [InlineData("abcdef", "must have at most 5 characters, not 6")]
    public void A_text_is_neither_too_short_nor_too_long(string text, string? complaint)
    {
        var complaints = FieldCheck.Of(new TextField(), $$"""{"Text":"{{text}}"}""", "\"MinLength\":3,\"MaxLength\":5");

        Assert.Equal(complaint, complaints.SingleOrDefault());
    }

    [Fact]
    public void No_limit_of_length_is_a_limit_of_zero()
    {
        var complaints = FieldCheck.Of(new TextField(), """{"Text":"anything"}""", "\"MinLength\":0,\"MaxLength\":0");

        Assert.Empty(complaints);
    }

    [Theory]
    [InlineData("1234", null)]
    [InlineData("123", "must match the pattern [0-9]{4}|none")]
    [InlineData("12345", "must match the pattern [0-9]{4}|none")]
    [InlineData("none", null)]
    [InlineData("nonesuch", "must match the pattern [0-9]{4}|none")]
    [InlineData("1234\\n", "must match the pattern [0-9]{4}|none")]
    public void The_whole_text_matches_the_pattern(string text, string? complaint)
    {
        var complaints = FieldCheck.Of(new TextField(), $$"""{"Text":"{{text}}"}""", "\"Pattern\":\"[0-9]{4}|none\"");

        Assert.Equal(complaint, complaints.SingleOrDefault());
    }

    [Fact]
    public void A_pattern_that_takes_forever_refuses_the_text_instead_of_hanging()
    {
        var complaints = FieldCheck.Of(new TextField(), $$"""{"Text":"{{new string('a', 60)}}!"}""", "\"Pattern\":\"(a+)+\\\\1?\"");

        Assert.Equal(["could not be compared with the pattern (a+)+\\1? in time; write a simpler one"], complaints);
    }

    [Fact]
    public void A_pattern_that_is_none_is_named()
    {
        var complaints = FieldCheck.Of(new TextField(), """{"Text":"anything"}""", "\"Pattern\":\"([a-z\"");

        Assert.Equal(["cannot be compared with the pattern ([a-z, which is no regular expression"], complaints);
    }

    [Theory]
    [InlineData("red", null)]
    [InlineData("Red", "must be one of red, blue, 7, not \"Red\"")]
    [InlineData("7", null)]
    public void A_text_from_a_list_is_one_of_its_values(string text, string? complaint)
    {
        var complaints = FieldCheck.WithSections(new TextField(), $$"""{"Text":"{{text}}"}""", Choices);

        Assert.Equal(complaint, complaints.SingleOrDefault());
    }

    [Fact]
    public void Numbers_in_complaints_are_written_the_same_on_every_machine()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");

            var complaints = FieldCheck.Of(new NumericField(), """{"Value":1.25}""", "\"Minimum\":1.5");

            Assert.Equal(["must be 1.5 or more, not 1.25"], complaints);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
