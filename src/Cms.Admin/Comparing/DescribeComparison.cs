using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing.Versions;
using Cms.Parts;
using Cms.Settings;

namespace Cms.Admin.Comparing;

/// <summary>One difference between two versions, as people read it.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Label">Where.</param>
/// <param name="Before">What stood there, in pieces; empty for nothing.</param>
/// <param name="After">What stands there.</param>
/// <param name="Place">What can be brought back from the earlier version; null when it cannot.</param>
public sealed record ComparedRow(DifferenceKind Kind, string Label, IReadOnlyList<Piece> Before, IReadOnlyList<Piece> After, ValuePlace? Place);

/// <summary>Two versions compared, as people read it.</summary>
/// <param name="Before">The earlier version, or whichever was compared with.</param>
/// <param name="After">The other one.</param>
/// <param name="Rows">What differs, in the order of the item.</param>
public sealed record DescribedComparison(ContentItem Before, ContentItem After, IReadOnlyList<ComparedRow> Rows);

/// <summary>Compares two versions of an item in words: fields by their names, references by theirs as far as the caller may know them, and texts with the words marked that differ.</summary>
public sealed class DescribeComparison(CompareVersions compare, TenantDefinitions definitions, SettingsStore settings, KnownNames names)
{
    /// <summary>Fails as <see cref="CompareVersions"/> does.</summary>
    public async Task<Outcome<DescribedComparison>> RunAsync(string contentItemId, string beforeVersionId, string afterVersionId, CancellationToken cancel)
    {
        var compared = await compare.RunAsync(contentItemId, beforeVersionId, afterVersionId, cancel);
        if (compared.Problem is { } problem)
            return problem;

        var (before, after) = (compared.Value.Before, compared.Value.After);
        var known = await definitions.GetAsync(cancel);
        await names.LoadAsync([before, after], known, cancel);
        var words = new ValueWords(known, names, (await SiteSettings.LoadAsync(settings, cancel)).TimeZone);
        return new DescribedComparison(before, after, [.. compared.Value.Differences.Select(difference => RowOf(difference, before, after, known, words))]);
    }

    private static ComparedRow RowOf(Difference difference, ContentItem before, ContentItem after, ContentDefinitions known, ValueWords words)
    {
        var place = ComparedPlace.Of(difference.Path, difference.Kind == DifferenceKind.Removed ? before : after, known);
        var (old, now) = difference.Kind switch
        {
            DifferenceKind.Added => ("", words.OfItem(difference.After!.Value)),
            DifferenceKind.Removed => (words.OfItem(difference.Before!.Value), ""),
            DifferenceKind.Moved => (ComparedPlace.Of(difference.Before!.Value.GetString()!, before, known).Label, place.Label),
            _ => (TextOf(difference.Before, place, words), TextOf(difference.After, place, words)),
        };
        var (left, right) = difference.Kind == DifferenceKind.Moved ? ([new Piece(old, false)], [new Piece(now, false)]) : WordMarks.Of(old, now);
        return new ComparedRow(difference.Kind, place.Label, left, right, PlaceOf(difference, place));
    }

    private static string TextOf(JsonElement? value, ComparedPlace place, ValueWords words) => place.Shape is { } shape ? words.Of(value, shape) : words.OfMember(value, place.Member);

    // An item inside that has no id is found in no other version, who owns an item is no value of it, and a moment of then may be over.
    private static ValuePlace? PlaceOf(Difference difference, ComparedPlace place)
    {
        var isFound = difference.ContentItemId.Length > 0 || !difference.Path.Contains('[', StringComparison.Ordinal);
        var isOwn = place.Name is nameof(ContentItem.Owner) or nameof(ContentItem.CreatedUtc) or nameof(ContentItem.DisplayText);
        var isPlan = PartTypes.All.OfType<ScheduledPart>().Any(part => place.Name.StartsWith($"{part.Name}.", StringComparison.Ordinal));
        return !isFound || isOwn || isPlan ? null : difference.Kind switch
        {
            DifferenceKind.Changed => new ValuePlace(difference.ContentItemId, place.Name),
            DifferenceKind.Removed => new ValuePlace(difference.ContentItemId, ""),
            _ => null,
        };
    }
}
