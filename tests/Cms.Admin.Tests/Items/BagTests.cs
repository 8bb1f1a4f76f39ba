using System.Text.Json.Nodes;
using Bunit;
using Cms.Admin.Browser.Items;
using Cms.Admin.Browser.Wire;
using Microsoft.AspNetCore.Components.Web;

namespace Cms.Admin.Tests.Items;

/// <summary>Items inside an item: sections as cards, bullets as lines.</summary>
public sealed class BagTests
{
    private static readonly TypeForm Bullet = new("Bullet", "Bullet", null, [new PartForm("Bullet", "Bullet", "Bullet", [new("Label", "TextField", "Label", null), new("Text", "TextField", "Text", null) { Editor = "TextArea" }])]);

    private static readonly TypeForm Section = new("Section", "Section", null,
    [
        new PartForm("Section", "Section", "Section", [new("Heading", "TextField", "Heading", null), new("Number", "NumericField", "Number", null)]),
        new PartForm("Bullets", "BagPart", "Bullets", []) { Holds = "ContentItems", Takes = ["Bullet"], Place = "Bullets" },
    ]);

    private static readonly TypeForm Guide = new("Guide", "Guide", null, [new PartForm("Sections", "BagPart", "Sections", []) { Holds = "ContentItems", Takes = ["Section"], Place = "Sections" }]);

    [Fact]
    public async Task A_new_section_stands_last_with_its_number_an_id_and_a_first_bullet_to_write_into()
    {
        await using var opened = await OpenAsync("Sleep", "Rest");
        var shown = Show(opened);

        await shown.Find("[data-do=add]:not(.button-quiet)").ClickAsync(new MouseEventArgs());

        Assert.Equal(3, shown.FindAll("article.card").Count);
        var added = Sections(opened)[2];
        Assert.Equal(3, (int)added["Section"]!["Number"]!["Value"]!);
        Assert.Equal(26, ((string)added["ContentItemId"]!).Length);
        Assert.Single(added["Bullets"]!["ContentItems"]!.AsArray());
        Assert.Contains("3 of 3", opened.Told, StringComparison.Ordinal);
        Assert.True(opened.Draft.HasUnsaved);
    }

    [Fact]
    public async Task Moving_numbers_anew_is_announced_and_the_ends_have_no_way_further()
    {
        await using var opened = await OpenAsync("Sleep", "Rest", "Light");
        var shown = Show(opened);

        Assert.True(shown.FindAll("[data-do=up]")[0].HasAttribute("disabled"));
        Assert.True(shown.FindAll("[data-do=down]")[2].HasAttribute("disabled"));
        await shown.FindAll("[data-do=up]")[2].ClickAsync(new MouseEventArgs());

        Assert.Equal(["Sleep", "Light", "Rest"], Headings(opened));
        Assert.Equal([1, 2, 3], Sections(opened).Select(section => (int)section["Section"]!["Number"]!["Value"]!));
        Assert.Equal("“Light” is now number 2 of 3", opened.Told?.TrimEnd('.'));
    }

    [Fact]
    public async Task Dragging_a_card_to_another_puts_it_there()
    {
        await using var opened = await OpenAsync("Sleep", "Rest", "Light");
        var shown = Show(opened);

        await shown.FindAll(".card-head")[0].DragStartAsync(new DragEventArgs());
        await shown.FindAll("article.card")[2].DropAsync(new DragEventArgs());

        Assert.Equal(["Rest", "Light", "Sleep"], Headings(opened));
    }

    [Fact]
    public async Task A_section_that_was_removed_comes_back_whole_at_its_place()
    {
        await using var opened = await OpenAsync("Sleep", "Rest", "Light");
        var shown = Show(opened);
        var before = Sections(opened)[1].DeepClone();

        await shown.FindAll("[data-do=remove]")[1].ClickAsync(new MouseEventArgs());
        Assert.Equal(["Sleep", "Light"], Headings(opened));
        Assert.Contains("Rest", opened.Told, StringComparison.Ordinal);
        await shown.InvokeAsync(opened.Undo!);

        Assert.Equal(["Sleep", "Rest", "Light"], Headings(opened));
        before["Section"]!["Number"] = new JsonObject { ["Value"] = 2 };
        Assert.True(JsonNode.DeepEquals(before, Sections(opened)[1]));
    }

    [Fact]
    public async Task A_copy_stands_after_what_was_copied_with_ids_of_its_own_all_the_way_down()
    {
        await using var opened = await OpenAsync("Sleep");
        Sections(opened)[0]["Bullets"] = new JsonObject { ["ContentItems"] = new JsonArray(Line("Wake time", "Early")) };
        var shown = Show(opened);

        await shown.Find(".card-head [data-do=copy]").ClickAsync(new MouseEventArgs());

        Assert.Equal(["Sleep", "Sleep"], Headings(opened));
        var ids = Sections(opened).SelectMany(section => new[] { section, section["Bullets"]!["ContentItems"]![0]! }).Select(item => (string)item["ContentItemId"]!).ToList();
        Assert.Equal(4, ids.Distinct().Count());
        Assert.Equal("Early", (string?)Sections(opened)[1]["Bullets"]!["ContentItems"]![0]!["Bullet"]!["Text"]!["Text"]);
    }

    [Fact]
    public async Task Cards_fold_away_one_at_a_time_or_all_at_once_and_say_so()
    {
        await using var opened = await OpenAsync("Sleep", "Rest");
        var shown = Show(opened);

        await shown.FindAll(".card-toggle")[0].ClickAsync(new MouseEventArgs());
        Assert.Equal(["false", "true"], shown.FindAll(".card-toggle").Select(toggle => toggle.GetAttribute("aria-expanded")));
        Assert.Single(shown.FindAll(".card-body"));

        await shown.Find(".bag-head button").ClickAsync(new MouseEventArgs());
        Assert.Empty(shown.FindAll(".card-body"));

        await shown.Find(".bag-head button").ClickAsync(new MouseEventArgs());
        Assert.Equal(2, shown.FindAll(".card-body").Count);
        Assert.False(opened.Draft.HasUnsaved);
    }

    [Fact]
    public async Task Pasted_lines_become_bullets_the_first_in_the_place_of_an_empty_one()
    {
        await using var opened = await OpenAsync("Sleep");
        Sections(opened)[0]["Bullets"] = new JsonObject { ["ContentItems"] = new JsonArray(Line("Wake time", "Early"), Line("", "")) };
        var shown = Show(opened);

        await shown.InvokeAsync(() => opened.Context.Bags["Sections[0].Bullets"].AddLines([("Light", "Step outside"), ("", "Without a label")]));

        var bullets = Sections(opened)[0]["Bullets"]!["ContentItems"]!.AsArray();
        Assert.Equal(["Wake time", "Light", ""], bullets.Select(bullet => (string?)bullet!["Bullet"]!["Label"]!["Text"]));
        Assert.Equal(["Early", "Step outside", "Without a label"], bullets.Select(bullet => (string?)bullet!["Bullet"]!["Text"]!["Text"]));
        Assert.Equal(3, shown.FindAll(".line").Count);
    }

    [Fact]
    public async Task An_item_of_a_type_that_is_gone_is_named_and_left_as_it_is()
    {
        await using var opened = await OpenAsync("Sleep");
        Sections(opened)[0]["ContentType"] = "Chapter";
        var shown = Show(opened);

        Assert.Empty(shown.FindAll("article.card"));
        Assert.Contains("Chapter", shown.Find("p.hint").TextContent, StringComparison.Ordinal);
        Assert.Single(Sections(opened));
    }

    private static async Task<OpenedEditor> OpenAsync(params string[] headings)
    {
        var sections = headings.Select((heading, at) => (JsonNode)new JsonObject
        {
            ["ContentItemId"] = $"section{at:D19}",
            ["ContentType"] = "Section",
            ["Section"] = new JsonObject { ["Heading"] = new JsonObject { ["Text"] = heading } },
        });
        return await OpenedEditor.WithAsync(EditedItems.Of(Guide, new JsonObject { ["Sections"] = new JsonObject { ["ContentItems"] = new JsonArray([.. sections]) } }, Section, Bullet));
    }

    private static JsonObject Line(string label, string text) => new()
    {
        ["ContentItemId"] = Cms.Admin.Browser.Keeping.ItemId.New(),
        ["ContentType"] = "Bullet",
        ["Bullet"] = new JsonObject { ["Label"] = new JsonObject { ["Text"] = label }, ["Text"] = new JsonObject { ["Text"] = text } },
    };

    private static IRenderedComponent<BagEditor> Show(OpenedEditor opened) =>
        opened.Show<BagEditor>(bag => bag.Add(one => one.Form, Guide.Parts[0]).Add(one => one.Holder, (JsonObject)opened.Draft.Parts["Sections"]!).Add(one => one.Place, "Sections"));

    private static IReadOnlyList<JsonObject> Sections(OpenedEditor opened) => [.. opened.Draft.Parts["Sections"]!["ContentItems"]!.AsArray().OfType<JsonObject>()];

    private static IEnumerable<string?> Headings(OpenedEditor opened) => Sections(opened).Select(section => (string?)section["Section"]!["Heading"]!["Text"]);
}
