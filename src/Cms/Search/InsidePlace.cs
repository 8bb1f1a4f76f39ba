namespace Cms.Search;

/// <summary>The place of an item in a list inside another item. It is found by its id; its number says where it was when it is gone.</summary>
/// <param name="Index">Which it was, from 0.</param>
/// <param name="ContentItemId">Its id; empty when it has none.</param>
public sealed record InsidePlace(int Index, string ContentItemId)
{
    /// <summary>The number of the first item after it in a list of items of these ids.</summary>
    public int Beyond(IReadOnlyList<string> ids) => Find(ids) is >= 0 and var index ? index + 1 : Math.Min(ContentItemId.Length == 0 ? Index + 1 : Index, ids.Count);

    /// <summary>The number after that of the last item before it.</summary>
    public int Before(IReadOnlyList<string> ids) => Find(ids) is >= 0 and var index ? index : Math.Min(Index, ids.Count);

    private int Find(IReadOnlyList<string> ids) => ContentItemId.Length == 0 ? -1 : ids.Index().Where(one => one.Item == ContentItemId).Select(one => one.Index).FirstOrDefault(-1);
}
