using System.Linq.Expressions;
using Cms.Content;

namespace Cms.Storage.Content;

/// <summary>A version with its row in the index; versions that are neither latest nor published have none.</summary>
internal sealed class VersionWithState
{
    public required VersionRow Version { get; init; }

    public required StateRow? State { get; init; }
}

/// <summary>Reads versions, also those that lists do not know.</summary>
internal static class VersionsWithState
{
    /// <summary>The version as everybody outside the database has it.</summary>
    public static Expression<Func<VersionWithState, StoredVersion>> ToStored { get; } = row => new StoredVersion(row.Version.Id, new ContentItem
    {
        ContentItemId = row.Version.ContentItemId,
        ContentItemVersionId = row.Version.VersionId,
        ContentType = row.Version.ContentType,
        DisplayText = row.Version.DisplayText,
        Latest = row.State != null && row.State.Latest,
        Published = row.State != null && row.State.Published,
        CreatedUtc = row.Version.CreatedUtc,
        ModifiedUtc = row.Version.ModifiedUtc,
        PublishedUtc = row.State == null ? null : row.State.PublishedUtc,
        Owner = row.Version.Owner,
        Author = row.Version.Author,
        Number = row.Version.Number,
        PartsJson = row.Version.Parts,
    });

    /// <summary>The versions in no order.</summary>
    public static IQueryable<VersionWithState> Of(TenantDb db, IQueryable<VersionRow> versions) =>
        from version in versions
        join state in db.States on version.Id equals state.VersionRowId into states
        from state in states.DefaultIfEmpty()
        select new VersionWithState { Version = version, State = state };
}
