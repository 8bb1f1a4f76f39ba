using Cms.Content;
using Cms.Editing.Menus;

namespace Cms.Admin.Pages.Menus;

/// <summary>An item of a menu in the list of them, where how deep it lies is a number.</summary>
public sealed class MenuRow(MenuEntry entry, MenuItemType? type, int depth)
{
    /// <summary>Its id.</summary>
    public string Id { get; } = entry.Id;

    /// <summary>What it leads to.</summary>
    public MenuItemKind Kind { get; } = type?.Kind ?? MenuItemKind.Other;

    /// <summary>What its type is called.</summary>
    public string KindName { get; } = type?.DisplayName ?? entry.ContentType;

    /// <summary>The types of content items that it can lead to; empty for any.</summary>
    public IReadOnlyList<string> LeadsToTypes { get; } = type?.LeadsToTypes ?? [];

    /// <summary>How many items it lies in.</summary>
    public int Depth { get; set; } = depth;

    /// <summary>What visitors read.</summary>
    public string Text { get; set; } = entry.Text;

    /// <summary>The address that it leads to; null for none.</summary>
    public string? Url { get; set; } = entry.Url;

    /// <summary>Where the address opens; null for the same window.</summary>
    public string? Target { get; set; } = entry.Target;

    /// <summary>The piece of HTML; null for none.</summary>
    public string? Html { get; set; } = entry.Html;

    /// <summary>The id of the content item that it leads to; null for none.</summary>
    public string? LeadsTo { get; set; } = entry.LeadsTo;

    /// <summary>Its fields are shown.</summary>
    public bool IsOpen { get; set; }

    /// <summary>The item, with those below it.</summary>
    public MenuEntry ToEntry(IReadOnlyList<MenuEntry> below) => new(Id, entry.ContentType, Text) { Url = Url, Target = Target, Html = Html, LeadsTo = LeadsTo, Items = below };
}

/// <summary>The ways in which an item of a menu is moved by keys and buttons.</summary>
public enum MenuStep
{
    /// <summary>Before the one before it, in the same list.</summary>
    Up,

    /// <summary>After the one after it, in the same list.</summary>
    Down,

    /// <summary>Into the one before it, as its last.</summary>
    In,

    /// <summary>Out of the one that it lies in, after that.</summary>
    Out,
}

/// <summary>The items of a menu as one list in which those below an item follow it. What is moved takes along what lies below it.</summary>
public sealed class MenuRows
{
    private readonly List<MenuRow> _rows = [];
    private readonly IReadOnlyList<MenuItemType> _types;

    /// <summary>The list of these items.</summary>
    /// <param name="entries">The items.</param>
    /// <param name="types">The types of which they are.</param>
    public MenuRows(IReadOnlyList<MenuEntry> entries, IReadOnlyList<MenuItemType> types)
    {
        _types = types;
        Add(entries, 0);
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<MenuRow> All => _rows;

    /// <summary>The row of this id, or null.</summary>
    public MenuRow? Find(string id) => _rows.Find(row => row.Id == id);

    /// <summary>Puts a new item at the end, with its fields open.</summary>
    public MenuRow Add(MenuItemType type)
    {
        var row = new MenuRow(new MenuEntry(ContentId.New(), type.Name, ""), type, 0) { IsOpen = true };
        _rows.Add(row);
        return row;
    }

    /// <summary>The items as they lie in each other.</summary>
    public IReadOnlyList<MenuEntry> ToEntries() => Entries(0, _rows.Count, 0);

    /// <summary>Moves it a step; false when there is no way to go.</summary>
    public bool Move(MenuRow row, MenuStep step)
    {
        var (at, end) = BlockOf(row);
        switch (step)
        {
            case MenuStep.Up when SiblingBefore(at) is >= 0 and var before:
                return Put(at, end, before, row.Depth);
            case MenuStep.Down when end < _rows.Count && _rows[end].Depth == row.Depth:
                return Put(at, end, BlockOf(_rows[end]).End, row.Depth);
            case MenuStep.In when SiblingBefore(at) >= 0 && DeepestOf(at, end) + 1 < SaveMenu.Deepest:
                return Put(at, end, at, row.Depth + 1);
            case MenuStep.Out when row.Depth > 0:
                // Those after it in the same list stay where they are, so it goes behind them.
                var after = end;
                while (after < _rows.Count && _rows[after].Depth >= row.Depth)
                    after++;
                return Put(at, end, after, row.Depth - 1);
            default:
                return false;
        }
    }

    /// <summary>
    /// Moves it before another row, or to the end, as deep as it is asked to be and can be there: no deeper than below the row before, and no less deep than the row after, which would otherwise come to lie in it.
    /// False when that is where it was, or nowhere: within itself.
    /// </summary>
    public bool MoveBefore(MenuRow row, string? beforeId, int depth)
    {
        var (at, end) = BlockOf(row);
        var to = beforeId is null ? _rows.Count : _rows.FindIndex(one => one.Id == beforeId);
        if (to < 0 || (to > at && to < end))
            return false;

        var next = to == at ? end : to;
        var previous = to == end ? at - 1 : to - 1;
        var deepest = Math.Min(previous < 0 ? 0 : _rows[previous].Depth + 1, SaveMenu.Deepest - 1 - (DeepestOf(at, end) - row.Depth));
        var lowest = next < _rows.Count ? _rows[next].Depth : 0;
        var fits = Math.Clamp(depth, Math.Min(lowest, Math.Max(0, deepest)), Math.Max(0, deepest));
        return (fits != row.Depth || (to != at && to != end)) && Put(at, end, to, fits);
    }

    /// <summary>Takes it out with all below it; gives back what <see cref="Restore"/> takes.</summary>
    public (IReadOnlyList<MenuRow> Rows, int At) Remove(MenuRow row)
    {
        var (at, end) = BlockOf(row);
        var taken = _rows[at..end];
        _rows.RemoveRange(at, end - at);
        return (taken, at);
    }

    /// <summary>Puts back what was taken out, where it was as far as that is still there.</summary>
    public void Restore(IReadOnlyList<MenuRow> rows, int at)
    {
        var place = Math.Min(at, _rows.Count);
        var (lowest, deepest) = (place < _rows.Count ? _rows[place].Depth : 0, place == 0 ? 0 : _rows[place - 1].Depth + 1);
        var shift = Math.Clamp(rows[0].Depth, lowest, deepest) - rows[0].Depth;
        foreach (var row in rows)
            row.Depth += shift;
        _rows.InsertRange(place, rows);
    }

    /// <summary>The one that it lies in; null for none.</summary>
    public MenuRow? ParentOf(MenuRow row) => _rows.Take(_rows.IndexOf(row)).LastOrDefault(one => one.Depth < row.Depth);

    /// <summary>Its number among those in the same list, from 1, and how many they are.</summary>
    public (int Number, int Count) PlaceOf(MenuRow row)
    {
        var siblings = _rows.Where(one => one.Depth == row.Depth && ParentOf(one) == ParentOf(row)).ToList();
        return (siblings.IndexOf(row) + 1, siblings.Count);
    }

    /// <summary>The row that lies at these numbers, each from 0 in the list of the one before; null for none.</summary>
    public MenuRow? At(IReadOnlyList<int> numbers)
    {
        MenuRow? found = null;
        foreach (var number in numbers)
        {
            var parent = found;
            found = _rows.Where(row => ParentOf(row) == parent).ElementAtOrDefault(number);
            if (found is null)
                return null;
        }

        return found;
    }

    private void Add(IReadOnlyList<MenuEntry> entries, int depth)
    {
        foreach (var entry in entries)
        {
            _rows.Add(new MenuRow(entry, _types.FirstOrDefault(type => type.Name == entry.ContentType), depth));
            Add(entry.Items, depth + 1);
        }
    }

    private List<MenuEntry> Entries(int from, int to, int depth)
    {
        var entries = new List<MenuEntry>();
        while (from < to)
        {
            var (at, end) = BlockOf(_rows[from]);
            entries.Add(_rows[at].ToEntry(Entries(at + 1, end, depth + 1)));
            from = end;
        }

        return entries;
    }

    private (int At, int End) BlockOf(MenuRow row)
    {
        var at = _rows.IndexOf(row);
        var end = at + 1;
        while (end < _rows.Count && _rows[end].Depth > row.Depth)
            end++;
        return (at, end);
    }

    private int DeepestOf(int at, int end) => _rows[at..end].Max(row => row.Depth);

    private int SiblingBefore(int at)
    {
        var before = at - 1;
        while (before >= 0 && _rows[before].Depth > _rows[at].Depth)
            before--;
        return before >= 0 && _rows[before].Depth == _rows[at].Depth ? before : -1;
    }

    private bool Put(int at, int end, int to, int depth)
    {
        var block = _rows[at..end];
        var shift = depth - block[0].Depth;
        foreach (var row in block)
            row.Depth += shift;
        _rows.RemoveRange(at, end - at);
        _rows.InsertRange(to > at ? Math.Max(at, to - block.Count) : to, block);
        return true;
    }
}
