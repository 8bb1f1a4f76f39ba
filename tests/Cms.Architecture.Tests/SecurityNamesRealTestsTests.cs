using Cms.Architecture.Tests.Rules;

namespace Cms.Architecture.Tests;

public sealed class SecurityNamesRealTestsTests
{
    private const string Test = "class SafeTests\n{\n    [Fact]\n    public void It_is_safe() { }\n\n    private void It_helps() { }\n}\n";

    [Fact]
    public void The_repository_keeps_it() => Repository.Keeps(SecurityNamesRealTests.Check);

    [Theory]
    [InlineData("| v5.0.0-1.2.1 | asks | does | `tests/A/SafeTests.cs` `It_is_dangerous` |", "tests/A/SafeTests.cs has no test or class It_is_dangerous.")]
    [InlineData("| v5.0.0-1.2.1 | asks | does | `tests/A/SafeTests.cs` `It_helps` |", "tests/A/SafeTests.cs has no test or class It_helps.")]
    [InlineData("| v5.0.0-1.2.1 | asks | does | `tests/A/GoneTests.cs` `It_is_safe` |", "tests/A/GoneTests.cs does not exist.")]
    [InlineData("| v5.0.0-1.2.1 | asks | does | `tests/A/SafeTests.cs` |", "tests/A/SafeTests.cs must be followed by the name of a test or of its class.")]
    [InlineData("| v5.0.0-1.2.1 | asks | does | `tests/A/SafeTests.cs`, `docs/security.md` |", "tests/A/SafeTests.cs must be followed by the name of a test or of its class.")]
    [InlineData("| v5.0.0-1.2.1 | asks | does | `docs/gone.md` |", "docs/gone.md does not exist.")]
    [InlineData("| 1.2.1 | asks | does | |", "\"1.2.1\" must be an item's number, such as v5.0.0-6.2.1.")]
    [InlineData("Does not apply: v5.0-1.2.1.", "v5.0-1.2.1 must have the form v5.0.0-6.2.1.")]
    [InlineData("Does not apply: v5.0.0-1.2.", "v5.0.0-1.2 must have the form v5.0.0-6.2.1.")]
    [InlineData("Does not apply: v5.0.0-2.1.1.", "v5.0.0-2.1.1 does not belong under V1.")]
    public void A_number_or_place_that_cannot_be_looked_up_is_reported(string line, string message)
    {
        var violation = Assert.Single(SecurityNamesRealTests.Check(Tree("## V1 Words", "", line)));

        Assert.Equal($"docs/security.md:3: {message}", violation.ToString());
    }

    [Fact]
    public void What_the_page_on_accessibility_names_is_looked_up_too()
    {
        var tree = SourceTree.Of([.. Tree("## V1 Words").Files.Select(file => (file.Path, file.Text)), (SecurityNamesRealTests.AccessibilityPage, "| B.1.1.1 | asks | does | `tests/A/SafeTests.cs` `It_is_dangerous` |")]);

        Assert.Equal("docs/accessibility.md:1: tests/A/SafeTests.cs has no test or class It_is_dangerous.", Assert.Single(SecurityNamesRealTests.Check(tree)).ToString());
    }

    [Fact]
    public void An_item_stands_once()
    {
        var violation = Assert.Single(SecurityNamesRealTests.Check(Tree("## V1 Words", "Does not apply: v5.0.0-1.2.1.", "Open: v5.0.0-1.2.1.")));

        Assert.Equal("docs/security.md:3: v5.0.0-1.2.1 stands in line 2 already.", violation.ToString());
    }

    [Fact]
    public void A_chapter_or_page_that_is_missing_is_reported()
    {
        Assert.Equal("docs/security.md:1: must have one heading \"## V1 ...\".", Assert.Single(SecurityNamesRealTests.Check(Tree("## V1", ""))).ToString());
        Assert.Equal(SecurityNamesRealTests.Page, Assert.Single(SecurityNamesRealTests.Check(SourceTree.Of(("README.md", "")))).Path);
    }

    [Theory]
    [InlineData("| item | asks | does | test |")]
    [InlineData("| --- | --- | --- | --- |")]
    [InlineData("| v5.0.0-1.2.1 | asks | does with `NoSuchThing` | `tests/A/SafeTests.cs` `SafeTests`, `It_is_safe` and `docs/security.md`, `tests/A` |")]
    public void What_can_be_looked_up_is_right(string line) => Assert.Empty(SecurityNamesRealTests.Check(Tree("## V1 Words", line)));

    private static SourceTree Tree(params string[] lines) => SourceTree.Of(
        (SecurityNamesRealTests.Page, string.Join('\n', [.. lines, .. Enumerable.Range(2, 16).Select(number => $"## V{number} Words")])),
        ("tests/A/SafeTests.cs", Test));
}
