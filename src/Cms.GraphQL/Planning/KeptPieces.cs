using System.Diagnostics.CodeAnalysis;
using Cms.Content;
using Cms.Taxonomies;
using Microsoft.Extensions.Caching.Memory;

namespace Cms.GraphQL.Planning;

/// <summary>
/// The pieces of answers that were made of versions of items. A version never changes, so a piece is right as long as the schema is and the terms are that it names; it goes when
/// there is no room.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The cache holds memory only, and requests that are under way use it after the schema is gone.")]
internal sealed class KeptPieces(int maxBytes)
{
    // The key and the entry, roughly.
    private const int Overhead = 400;

    private readonly MemoryCache _pieces = new(new MemoryCacheOptions { SizeLimit = maxBytes, CompactionPercentage = 0.2 });

    /// <summary>The piece, or null when it is not known or the terms are others by now.</summary>
    public Piece? Find(in PieceKey key, TaxonomyTerms terms) =>
        _pieces.TryGetValue(key, out var found) && (Piece)found! is var piece && (piece.Terms is null || ReferenceEquals(piece.Terms, terms)) ? piece : null;

    /// <summary>Keeps the piece for the next answer, unless it would take most of the room.</summary>
    public void Keep(in PieceKey key, Piece piece)
    {
        if (piece.Json.Length + Overhead < maxBytes / 8)
            _pieces.Set(key, piece, new MemoryCacheEntryOptions { Size = piece.Json.Length + Overhead });
    }
}

/// <summary>What a piece of an answer depends on.</summary>
/// <param name="Selection">What was asked.</param>
/// <param name="State">Of which version.</param>
/// <param name="PathBase">What addresses begin with.</param>
internal readonly record struct PieceKey(PlannedSelection Selection, VersionState State, string PathBase)
{
    /// <inheritdoc/>
    public bool Equals(PieceKey other) => ReferenceEquals(Selection, other.Selection) && State == other.State && PathBase == other.PathBase;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Selection), State.ContentItemVersionId);
}

/// <summary>A piece of an answer.</summary>
/// <param name="Json">An object in UTF-8.</param>
/// <param name="Items">How many items it shows inside.</param>
/// <param name="Tags">What it was made of beside the version.</param>
/// <param name="Terms">The terms that it was made with; null when it names none.</param>
internal sealed record Piece(byte[] Json, int Items, string[] Tags, TaxonomyTerms? Terms);
