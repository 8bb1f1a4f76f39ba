using System.Text.Json.Nodes;
using Bunit;
using Cms.Admin.Browser.Items;
using Cms.Admin.Browser.Wire;

namespace Cms.Admin.Tests.Items;

/// <summary>The title, which a pattern may make.</summary>
public sealed class TitleTests
{
    private const string Names = "{{ ContentItem.Content.Person.FirstName.Text }} {{ ContentItem.Content.Person.LastName.Text }}";

    [Theory]
    [InlineData("Editable", Names, "Leave it empty, and the title is made of: ‹First name› ‹Last name› Title now: “Ada Lovelace”")]
    [InlineData("0", Names, "Leave it empty, and the title is made of: ‹First name› ‹Last name› Title now: “Ada Lovelace”")]
    [InlineData("Editable", "{% if x %}a{% endif %}", "Leave it empty, and the title is made by itself. Title now: “Ada Lovelace”")]
    [InlineData("GeneratedDisabled", Names, "The title is made by itself of: ‹First name› ‹Last name› Title now: “Ada Lovelace”")]
    [InlineData("GeneratedHidden", Names, null)]
    [InlineData("EditableRequired", Names, null)]
    [InlineData("Editable", "", null)]
    public async Task Where_a_pattern_makes_it_that_is_said_with_the_names_of_the_fields(string option, string pattern, string? hint)
    {
        var title = new PartForm("TitlePart", "TitlePart", "Title", []) { Place = "TitlePart", Settings = new JsonObject { ["TitlePartSettings"] = new JsonObject { ["Options"] = option, ["Pattern"] = pattern } } };
        var form = new TypeForm("Person", "Person", null, [title, new PartForm("Person", "Person", "Person", [new("FirstName", "TextField", "First name", null), new("LastName", "TextField", "Last name", null)])]);
        await using var opened = await OpenedEditor.WithAsync(EditedItems.Of(form, []) with { DisplayText = "Ada Lovelace" });

        var shown = opened.Show<TitleEditor>(editor => editor.Add(one => one.Form, title).Add(one => one.Part, []).Add(one => one.Place, "TitlePart"));

        Assert.Equal(hint, shown.FindAll(".hint").SingleOrDefault()?.TextContent.Trim());
        Assert.Equal(option is "GeneratedDisabled" or "GeneratedHidden", shown.FindAll("input").Count == 0);
    }
}
