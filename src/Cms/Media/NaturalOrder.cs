namespace Cms.Media;

/// <summary>The order in which people look for names: letter case aside, and 2 before 10.</summary>
public sealed class NaturalOrder : IComparer<string>
{
    /// <summary>The only one.</summary>
    public static NaturalOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        var left = x.AsSpan();
        var right = y.AsSpan();
        while (left.Length > 0 && right.Length > 0)
        {
            var a = Piece(left);
            var b = Piece(right);
            var both = Math.Min(a.Length, b.Length);
            var areNumbers = char.IsAsciiDigit(a[0]) && char.IsAsciiDigit(b[0]);
            var order = areNumbers ? Numbers(a, b) : a[..both].CompareTo(b[..both], StringComparison.CurrentCultureIgnoreCase);
            if (order != 0)
                return order;

            left = left[(areNumbers ? a.Length : both)..];
            right = right[(areNumbers ? b.Length : both)..];
        }

        // What is alike so far is still told apart, so that pages of a list fit together.
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(x, y);
    }

    private static ReadOnlySpan<char> Piece(ReadOnlySpan<char> text)
    {
        var isNumber = char.IsAsciiDigit(text[0]);
        var end = 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]) == isNumber)
            end++;
        return text[..end];
    }

    // Longer than any number type, if somebody likes.
    private static int Numbers(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var left = a.TrimStart('0');
        var right = b.TrimStart('0');
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.CompareTo(right, StringComparison.Ordinal);
    }
}
