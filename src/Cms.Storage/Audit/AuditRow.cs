using System.Text.Json.Nodes;
using Cms.Audit;
using Cms.Content;

namespace Cms.Storage.Audit;

/// <summary>An entry of the trail. The database itself refuses to change one.</summary>
internal sealed class AuditRow
{
    public long Id { get; set; }

    public required DateTime AtUtc { get; set; }

    public required AuditCategory Category { get; set; }

    public required string Event { get; set; }

    public required string UserId { get; set; }

    public required string UserName { get; set; }

    public required string? Address { get; set; }

    public required string SubjectId { get; set; }

    public required string Subject { get; set; }

    public required string? ContentType { get; set; }

    public required string? Details { get; set; }

    /// <summary>The row of an entry whose who, when and where are filled in.</summary>
    public static AuditRow Of(AuditEntry entry) => new()
    {
        AtUtc = entry.AtUtc,
        Category = entry.Category,
        Event = entry.Event,
        UserId = entry.UserId,
        UserName = entry.UserName,
        Address = entry.Address,
        SubjectId = entry.SubjectId,
        Subject = entry.Subject,
        ContentType = entry.ContentType,
        Details = entry.Details?.ToJsonString(ContentItemJson.Options),
    };

    /// <summary>The entry.</summary>
    public AuditEntry ToEntry() => new(Category, Event, SubjectId, Subject)
    {
        Id = Id,
        AtUtc = AtUtc,
        UserId = UserId,
        UserName = UserName,
        Address = Address,
        ContentType = ContentType,
        Details = Details is null ? null : JsonNode.Parse(Details)!.AsObject(),
    };
}
