using Cms.Admin.Pages.Menus;
using Cms.Editing.Menus;

namespace Cms.Site.Tests;

/// <summary>The items of a menu as a list in which they are moved about.</summary>
public sealed class MenuRowsTests
{
    private static readonly MenuEntry[] Items =
    [
        One("a", One("a1", One("a11")), One("a2")),
        One("b"),
        One("c", One("c1")),
    ];

    [Theory]
    [InlineData("b", MenuStep.Up, "b a(a1(a11) a2) c(c1)")]
    [InlineData("a", MenuStep.Down, "b a(a1(a11) a2) c(c1)")]
    [InlineData("a1", MenuStep.Down, "a(a2 a1(a11)) b c(c1)")]
    [InlineData("b", MenuStep.In, "a(a1(a11) a2 b) c(c1)")]
    [InlineData("c", MenuStep.In, "a(a1(a11) a2) b(c(c1))")]
    [InlineData("a1", MenuStep.Out, "a(a2) a1(a11) b c(c1)")]
    [InlineData("a11", MenuStep.Out, "a(a1 a11 a2) b c(c1)")]
    [InlineData("a", MenuStep.Up, null)]
    [InlineData("a2", MenuStep.Down, null)]
    [InlineData("a1", MenuStep.In, null)]
    [InlineData("c", MenuStep.Out, null)]
    public void An_item_goes_a_step_with_all_below_it_or_stays(string id, MenuStep step, string? after)
    {
        var rows = new MenuRows(Items, []);

        var isMoved = rows.Move(rows.Find(id)!, step);

        Assert.Equal(after is not null, isMoved);
        Assert.Equal(after ?? "a(a1(a11) a2) b c(c1)", Write(rows));
    }

    [Theory]
    [InlineData("b", "a", 0, "b a(a1(a11) a2) c(c1)")]
    [InlineData("b", "a2", 7, "a(a1(a11(b)) a2) c(c1)")]
    [InlineData("b", "a2", 0, "a(a1(a11) b a2) c(c1)")]
    [InlineData("c", "a1", 1, "a(c(c1) a1(a11) a2) b")]
    [InlineData("a", null, 1, "b c(c1 a(a1(a11) a2))")]
    [InlineData("a", null, 9, "b c(c1(a(a1(a11) a2)))")]
    [InlineData("c1", null, 0, "a(a1(a11) a2) b c c1")]
    [InlineData("a", "a2", 1, null)]
    [InlineData("b", "c", 0, null)]
    [InlineData("b", "nothing", 0, null)]
    public void A_dragged_item_lies_as_deep_as_it_can_where_it_is_dropped(string id, string? before, int depth, string? after)
    {
        var rows = new MenuRows(Items, []);

        var isMoved = rows.MoveBefore(rows.Find(id)!, before, depth);

        Assert.Equal(after is not null, isMoved);
        Assert.Equal(after ?? "a(a1(a11) a2) b c(c1)", Write(rows));
    }

    [Fact]
    public void What_was_removed_comes_back_where_it_was_with_all_below_it()
    {
        var rows = new MenuRows(Items, []);

        var removed = rows.Remove(rows.Find("a1")!);
        var between = Write(rows);
        rows.Restore(removed.Rows, removed.At);

        Assert.Equal("a(a2) b c(c1)", between);
        Assert.Equal("a(a1(a11) a2) b c(c1)", Write(rows));
    }

    [Fact]
    public void An_item_is_found_by_its_numbers_and_says_where_it_stands()
    {
        var rows = new MenuRows(Items, []);

        Assert.Equal("a2", rows.At([0, 1])!.Id);
        Assert.Null(rows.At([1, 0]));
        Assert.Equal((2, 2), rows.PlaceOf(rows.Find("a2")!));
        Assert.Equal("a", rows.ParentOf(rows.Find("a2")!)!.Id);
    }

    [Fact]
    public void Nothing_is_moved_deeper_than_menus_are_shown()
    {
        var deep = One("0");
        for (var level = 1; level < SaveMenu.Deepest; level++)
            deep = One($"{level}", deep);
        var rows = new MenuRows([One("first"), deep], []);

        var isMoved = rows.Move(rows.Find($"{SaveMenu.Deepest - 1}")!, MenuStep.In);

        Assert.False(isMoved);
    }

    private static MenuEntry One(string id, params MenuEntry[] below) => new(id, "LinkMenuItem", id) { Items = below };

    private static string Write(MenuRows rows) => string.Join(' ', rows.ToEntries().Select(Write));

    private static string Write(MenuEntry entry) => entry.Id + (entry.Items.Count > 0 ? $"({string.Join(' ', entry.Items.Select(Write))})" : "");
}
