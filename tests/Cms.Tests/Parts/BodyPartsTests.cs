using System.Text.Json;
using Cms.Definitions;
using Cms.Parts;

namespace Cms.Tests.Parts;

public sealed class BodyPartsTests
{
    [Theory]
    [InlineData("HtmlBodyPart", """{"Html":["a"]}""", "must have a text as Html, not a list")]
    [InlineData("MarkdownBodyPart", """{"Markdown":5}""", "must have a text as Markdown, not 5")]
    [InlineData("HtmlBodyPart", """{"Html":"<p>a</p>"}""", null)]
    [InlineData("MarkdownBodyPart", """{"Markdown":null}""", null)]
    public void A_main_text_is_a_text(string part, string json, string? complaint)
    {
        var complaints = PartTypes.Find(part)!.Check(JsonElement.Parse(json), new TypePart(part, part, DefinitionSettings.None));

        Assert.Equal(complaint, complaints.SingleOrDefault()?.Message);
    }
}
