using DiffPlex;
using DiffPlex.Chunkers;

namespace Cms.Admin.Comparing;

/// <summary>A piece of a text that is compared.</summary>
/// <param name="Text">The piece.</param>
/// <param name="IsMarked">True when the other text has something else there.</param>
public sealed record Piece(string Text, bool IsMarked);

/// <summary>Marks the words in which two texts differ.</summary>
internal static class WordMarks
{
    // Longer texts are compared as a whole: working out each word of a book takes as long as its square.
    private const int Longest = 200_000;

    private static readonly DelimiterChunker Words = new([' ', '\t', '\n', '\r', '.', ',', ';', ':', '!', '?', '(', ')', '[', ']', '{', '}', '"', '“', '”', '*', '_', '/']);

    /// <summary>The pieces of both texts, which put together are the texts again; none of an empty one.</summary>
    public static (IReadOnlyList<Piece> Before, IReadOnlyList<Piece> After) Of(string before, string after)
    {
        if (before == after)
            return (Whole(before, isMarked: false), Whole(after, isMarked: false));

        if (before.Length == 0 || after.Length == 0 || before.Length + after.Length > Longest)
            return (Whole(before, isMarked: true), Whole(after, isMarked: true));

        var found = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, Words);
        return (
            Pieces(found.PiecesOld, [.. found.DiffBlocks.Select(block => (block.DeleteStartA, block.DeleteCountA))]),
            Pieces(found.PiecesNew, [.. found.DiffBlocks.Select(block => (block.InsertStartB, block.InsertCountB))]));
    }

    private static Piece[] Whole(string text, bool isMarked) => text.Length == 0 ? [] : [new Piece(text, isMarked)];

    private static List<Piece> Pieces(IReadOnlyList<string> words, IReadOnlyList<(int Start, int Count)> marked)
    {
        var pieces = new List<Piece>();
        var at = 0;
        foreach (var (start, count) in marked)
        {
            Add(at, start, isMarked: false);
            Add(start, start + count, isMarked: true);
            at = start + count;
        }

        Add(at, words.Count, isMarked: false);
        return pieces;

        void Add(int from, int to, bool isMarked)
        {
            if (string.Concat(words.Skip(from).Take(to - from)) is { Length: > 0 } text)
                pieces.Add(new Piece(text, isMarked));
        }
    }
}
