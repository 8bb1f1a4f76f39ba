using Cms.GraphQL.Keeping;
using Cms.Linking;
using Cms.Liquid;

namespace Cms.GraphQL.Resolving;

/// <summary>A text and how HTML is made of it.</summary>
internal sealed record TextPiece(string Source, Func<string, SiteLinks, string> ToHtml);

/// <summary>Finds where links by id in texts lead, for all texts of a level of the answer at once instead of one by one.</summary>
internal sealed class Links(ContentReads reads, Batches batches)
{
    private static readonly Dictionary<string, string> NoPaths = [];

    /// <summary>The HTML of a text; a result that GraphQL.NET completes after the other resolvers of the level when the text has links by id.</summary>
    /// <param name="source">The text.</param>
    /// <param name="pathBase">What stands before the site's paths.</param>
    /// <param name="toHtml">Makes the HTML.</param>
    public object Show(string source, string pathBase, Func<string, SiteLinks, string> toHtml) => Show([new TextPiece(source, toHtml)], pathBase);

    /// <summary>As for one text, for several that follow each other.</summary>
    public object Show(IReadOnlyList<TextPiece> pieces, string pathBase)
    {
        var ids = pieces.SelectMany(piece => ContentLink.CandidatesIn(piece.Source)).ToList();
        return ids.Count == 0
            ? Html(NoPaths)
            : batches.Load(nameof(Links), ids, (all, cancel) => reads.ListPathsAsync(all, cancel), Html);

        string Html(IReadOnlyDictionary<string, string> paths) => string.Concat(pieces.Select(piece => piece.ToHtml(piece.Source, new SiteLinks(pathBase, paths))));
    }
}
