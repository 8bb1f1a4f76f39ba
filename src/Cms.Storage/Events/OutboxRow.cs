namespace Cms.Storage.Events;

/// <summary>An event of the tenant, written with what it tells of; read by the other processes in order of <see cref="Id"/>.</summary>
internal sealed class OutboxRow
{
    public long Id { get; set; }

    public required string Kind { get; set; }

    public required string Json { get; set; }

    public required DateTime AtUtc { get; set; }
}
