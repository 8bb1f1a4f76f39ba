using System.Globalization;
using Cms.Rest.Http;

namespace Cms.Rest;

/// <summary>How much one request to the REST endpoints may ask for or send.</summary>
public sealed class RestLimits
{
    /// <summary>Bytes of a body.</summary>
    public int MaxBodyBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Levels of a JSON body.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Items of a page that does not say how many.</summary>
    public int DefaultNumberOfItems { get; init; } = 20;

    /// <summary>Items that one page may ask for.</summary>
    public int MaxNumberOfItems { get; init; } = 100;

    /// <summary>Items that may be saved at once.</summary>
    public int MaxBulkItems { get; init; } = 100;

    /// <summary>Conditions of one <c>where</c>.</summary>
    public int MaxConditions { get; init; } = 200;

    /// <summary>Names of one <c>orderBy</c>.</summary>
    public int MaxOrderKeys { get; init; } = 8;

    /// <summary>Values of one <c>_in</c> filter.</summary>
    public int MaxValues { get; init; } = 1_000;

    /// <summary>Bytes, compressed, of an answer that is kept for a repeated request; of a longer one only ids and statuses are kept.</summary>
    public int MaxKeptBytes { get; init; } = 1024 * 1024;

    /// <summary>How many items a page is to have, as the parameter <c>first</c> says; <paramref name="otherwise"/> when it is missing.</summary>
    internal int ReadFirst(QueryParameters query, int otherwise) => query.Find("first") switch
    {
        null => otherwise,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var first) && first >= 1 && first <= MaxNumberOfItems => first,
        { } text => throw QueryParameters.Bad("first", $"must be a number from 1 to {MaxNumberOfItems}, not \"{text}\""),
    };
}
