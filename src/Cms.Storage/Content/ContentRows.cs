using System.Linq.Expressions;
using Cms.Content;

namespace Cms.Storage.Content;

/// <summary>One saved version of an item. Written once, never changed.</summary>
internal sealed class VersionRow
{
    public long Id { get; set; }

    public required string ContentItemId { get; set; }

    public required string VersionId { get; set; }

    public required int Number { get; set; }

    public required string ContentType { get; set; }

    public required string DisplayText { get; set; }

    public required DateTime CreatedUtc { get; set; }

    public required DateTime ModifiedUtc { get; set; }

    public required string Owner { get; set; }

    public required string Author { get; set; }

    /// <summary>The parts as JSON.</summary>
    public required string Parts { get; set; }

    /// <summary>The row of a version; its id is the database's to give.</summary>
    public static VersionRow Of(ContentItem version) => new()
    {
        ContentItemId = version.ContentItemId,
        VersionId = version.ContentItemVersionId,
        Number = version.Number,
        ContentType = version.ContentType,
        DisplayText = version.DisplayText,
        CreatedUtc = version.CreatedUtc,
        ModifiedUtc = version.ModifiedUtc,
        Owner = version.Owner,
        Author = version.Author,
        Parts = version.PartsJson,
    };
}

/// <summary>
/// What lists filter and order by: one narrow row for the latest and one for the published version of an item, or one for both.
/// Rewritten at every save of the item.
/// </summary>
internal sealed class StateRow
{
    /// <summary>The version as everybody outside the database has it.</summary>
    public static Expression<Func<StateRow, ContentItem>> ToItem { get; } = row => new ContentItem
    {
        ContentItemId = row.ContentItemId,
        ContentItemVersionId = row.VersionId,
        ContentType = row.ContentType,
        DisplayText = row.DisplayText,
        Latest = row.Latest,
        Published = row.Published,
        CreatedUtc = row.CreatedUtc,
        ModifiedUtc = row.ModifiedUtc,
        PublishedUtc = row.PublishedUtc,
        Owner = row.Owner,
        Author = row.Author,
        Number = row.Version.Number,
        PartsJson = row.Version.Parts,
    };

    /// <summary>The same without what the row itself does not say: the number and the parts.</summary>
    public static Expression<Func<StateRow, ContentItem>> ToHead { get; } = row => new ContentItem
    {
        ContentItemId = row.ContentItemId,
        ContentItemVersionId = row.VersionId,
        ContentType = row.ContentType,
        DisplayText = row.DisplayText,
        Latest = row.Latest,
        Published = row.Published,
        CreatedUtc = row.CreatedUtc,
        ModifiedUtc = row.ModifiedUtc,
        PublishedUtc = row.PublishedUtc,
        Owner = row.Owner,
        Author = row.Author,
    };

    private static readonly Func<StateRow, ContentItem> Read = ToItem.Compile();

    public long VersionRowId { get; set; }

    public VersionRow Version { get; set; } = null!;

    public required string ContentItemId { get; set; }

    public required string VersionId { get; set; }

    public required string ContentType { get; set; }

    public required string DisplayText { get; set; }

    public required bool Latest { get; set; }

    public required bool Published { get; set; }

    public required DateTime CreatedUtc { get; set; }

    public required DateTime ModifiedUtc { get; set; }

    public required DateTime? PublishedUtc { get; set; }

    public required string Owner { get; set; }

    public required string Author { get; set; }

    /// <summary>The item's own path, or null.</summary>
    public string? Path { get; set; }

    // What parts say, named as in PartColumn.
    public string? Alias { get; set; }

    public string? Culture { get; set; }

    public string? LocalizationSet { get; set; }

    public string? ListContentItemId { get; set; }

    public int? Order { get; set; }

    /// <summary>Which words of the version stand in the index of words, as <see cref="IndexedText.Hash"/>; null when none do.</summary>
    public string? TextHash { get; set; }

    public List<RouteRow> Routes { get; set; } = [];

    public List<TermRow> Terms { get; set; } = [];

    public List<ReferenceRow> References { get; set; } = [];

    /// <summary>The version of a row that was read together with <see cref="Version"/>.</summary>
    public ContentItem ReadItem() => Read(this);

    /// <summary>Writes all rows of the version. The state must have none yet.</summary>
    public void Fill(IndexedVersion indexed)
    {
        Path = indexed.Routes.FirstOrDefault(route => route.ContainedItemId is null)?.Path;
        Routes.AddRange(indexed.Routes.Select(route => new RouteRow
        {
            Path = route.Path,
            ContentItemId = route.ContentItemId,
            ContainedItemId = route.ContainedItemId,
            Published = Published,
        }));
        Terms.AddRange(indexed.Terms.Select(use => new TermRow { TaxonomyId = use.TaxonomyContentItemId, TermId = use.TermContentItemId }));
        References.AddRange(ContentReferences.RowsOf(indexed.References));
        Set(indexed.PartValues);
        TextHash = indexed.Text?.Hash;
    }

    /// <summary>What the parts say that the version is found by.</summary>
    public Dictionary<PartColumn, object> ListPartValues()
    {
        var values = new Dictionary<PartColumn, object>();
        foreach (var (column, value) in new (PartColumn, object?)[]
        {
            (PartColumn.Alias, Alias), (PartColumn.Culture, Culture), (PartColumn.LocalizationSet, LocalizationSet), (PartColumn.ListContentItemId, ListContentItemId), (PartColumn.Order, Order),
        })
        {
            if (value is not null)
                values.Add(column, value);
        }

        return values;
    }

    /// <summary>Writes what parts say into their columns.</summary>
    public void Set(IReadOnlyDictionary<PartColumn, object> values)
    {
        Alias = values.GetValueOrDefault(PartColumn.Alias) as string;
        Culture = values.GetValueOrDefault(PartColumn.Culture) as string;
        LocalizationSet = values.GetValueOrDefault(PartColumn.LocalizationSet) as string;
        ListContentItemId = values.GetValueOrDefault(PartColumn.ListContentItemId) as string;
        Order = values.GetValueOrDefault(PartColumn.Order) as int?;
    }
}

/// <summary>A path and what it leads to.</summary>
internal sealed class RouteRow
{
    public long Id { get; set; }

    public long VersionRowId { get; set; }

    public required string Path { get; set; }

    public required string ContentItemId { get; set; }

    public required string? ContainedItemId { get; set; }

    public required bool Published { get; set; }
}

/// <summary>A term that a version carries.</summary>
internal sealed class TermRow
{
    public long VersionRowId { get; set; }

    public required string TaxonomyId { get; set; }

    public required string TermId { get; set; }
}

/// <summary>Something that a version refers to.</summary>
internal sealed class ReferenceRow
{
    public long Id { get; set; }

    public long VersionRowId { get; set; }

    public StateRow State { get; set; } = null!;

    public required ReferenceKind Kind { get; set; }

    public required string Target { get; set; }

    /// <summary>Where in the item.</summary>
    public required string Path { get; set; }
}

/// <summary>A version that was thrown away; remembered so that a recipe does not bring it back.</summary>
internal sealed class PrunedVersionRow
{
    public required string VersionId { get; set; }
}
