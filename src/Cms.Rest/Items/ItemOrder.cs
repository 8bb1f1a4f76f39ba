using Cms.Content;
using Cms.Rest.Http;
using Cms.Search;

namespace Cms.Rest.Items;

/// <summary>The order of a list: <c>createdUtc_DESC,displayText_ASC</c>. The id follows as the last key, so no two items stand at one place.</summary>
/// <param name="Keys">What is ordered by, at least one.</param>
/// <param name="Text">The same as text.</param>
internal sealed record ItemOrder(IReadOnlyList<ContentOrder> Keys, string Text)
{
    private const string Name = "orderBy", Ascending = "_ASC", Descending = "_DESC";

    /// <summary>The order that the text asks for; newest created first when there is none.</summary>
    public static ItemOrder Read(string? text)
    {
        var keys = (text ?? "createdUtc_DESC").Split(',', StringSplitOptions.TrimEntries).Select(Key).ToList();
        if (keys.GroupBy(key => key.Column).FirstOrDefault(column => column.Count() > 1) is { } twice)
            throw QueryParameters.Bad(Name, $"may name {WhereMembers.NameOf(twice.Key.ToString())} once only");

        return new ItemOrder(keys, string.Join(',', keys.Select(key => WhereMembers.NameOf(key.Column.ToString()) + (key.Descending ? Descending : Ascending))));
    }

    private static ContentOrder Key(string text)
    {
        var descending = text.EndsWith(Descending, StringComparison.Ordinal);
        var name = descending ? text[..^Descending.Length] : text.EndsWith(Ascending, StringComparison.Ordinal) ? text[..^Ascending.Length] : text;
        return WhereMembers.Columns.TryGetValue(name, out var column)
            ? new ContentOrder(column, descending)
            : throw QueryParameters.Bad(Name, $"must be names with _ASC or _DESC, parted by commas, not \"{text}\"; known are {string.Join(", ", WhereMembers.Columns.Keys)}");
    }
}
