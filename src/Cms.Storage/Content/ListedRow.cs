using System.Data.Common;
using Cms.Content;

namespace Cms.Storage.Content;

/// <summary>The row at which a reader of a kept list stands; its columns are those of <see cref="StateRow.ToItem"/>, of which the last two, the number and the parts, may be missing.</summary>
internal readonly struct ListedRow(DbDataReader reader)
{
    private const int PublishedUtc = 8;

    /// <summary>How the version stands.</summary>
    public VersionState State => new(reader.GetString(1), reader.GetBoolean(4), reader.GetBoolean(5), MomentOrNone(PublishedUtc));

    /// <summary>The version without number and parts.</summary>
    public ContentItem ReadHead() => new()
    {
        ContentItemId = reader.GetString(0),
        ContentItemVersionId = reader.GetString(1),
        ContentType = reader.GetString(2),
        DisplayText = reader.GetString(3),
        Latest = reader.GetBoolean(4),
        Published = reader.GetBoolean(5),
        CreatedUtc = Moment(6),
        ModifiedUtc = Moment(7),
        PublishedUtc = MomentOrNone(PublishedUtc),
        Owner = reader.GetString(9),
        Author = reader.GetString(10),
    };

    /// <summary>The whole version.</summary>
    public ContentItem Read() => ReadHead() with { Number = reader.GetInt32(11), PartsJson = reader.GetString(12) };

    private DateTime? MomentOrNone(int column) => reader.IsDBNull(column) ? null : Moment(column);

    // As UtcConverter reads them: SQLite does not say of which zone they are.
    private DateTime Moment(int column) => DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc);
}
