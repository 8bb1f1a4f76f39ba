namespace Cms.Tests;

public sealed class ForeignTextTests
{
    [Theory]
    [InlineData("short", "short")]
    [InlineData("two\r\nlines", "twolin")]
    [InlineData("abcde\U0001F600", "abcde")]
    [InlineData("abcd\U0001F600e", "abcd\U0001F600")]
    public void A_text_of_others_is_one_line_and_never_cut_within_a_character(string text, string expected)
    {
        var cut = ForeignText.Cut(text, 6);

        Assert.Equal(expected, cut);
    }
}
