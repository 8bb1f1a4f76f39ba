using Cms.Content;
using Cms.Definitions;

namespace Cms.Modeling;

/// <summary>What a look at the index rows of a tenant found.</summary>
/// <param name="Looked">How many versions were looked at: the latest and the published one of every item.</param>
/// <param name="Differed">How many of them had other rows than they have now.</param>
/// <param name="LeftOut">The paths and aliases by which their items are not found.</param>
public sealed record ReindexedContent(int Looked, int Differed, IReadOnlyList<LeftOut> LeftOut);

/// <summary>
/// Works the index rows of all items out anew from their JSON: paths, terms, references, what is scheduled, what parts say. In batches, between
/// which others may write.
/// </summary>
public sealed class ReindexContent(TenantWork work, StoredVersions versions, TenantDefinitions definitions, LeftOutOfIndex leftOut, RewriteLimits limits)
{
    /// <summary>What was found. Cut off, what is done stays done; begun again, it looks at all of them once more.</summary>
    /// <param name="progress">Told after each batch how many versions it had; null when nobody wants to know.</param>
    /// <param name="cancel">Stops between two batches.</param>
    public async Task<ReindexedContent> RunAsync(Action<int>? progress, CancellationToken cancel)
    {
        var (looked, differed, left) = (0, 0, new List<LeftOut>());
        for (var row = 0L; ;)
        {
            await using var transaction = await work.BeginAsync(cancel);
            var read = await versions.ListIndexedAsync(types: null, row, limits.Batch, cancel);
            if (read.Count == 0)
                return new ReindexedContent(looked, differed, [.. left.Distinct()]);

            // As they are stored now: a batch may not write rows of definitions that somebody changed since the last one.
            var batch = await IndexBatch.RunAsync(versions, read, await definitions.GetStoredAsync(cancel), cancel);
            await leftOut.NoteAsync(batch.Left, cancel);
            await transaction.CommitAsync(cancel);
            (row, looked, differed) = (read[^1].Row, looked + read.Count, differed + batch.Differed);
            left.AddRange(batch.Left);
            progress?.Invoke(read.Count);
        }
    }
}
