using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Events;
using Cms.Settings;

namespace Cms.Modeling;

/// <summary>How far a change has gone through the stored items.</summary>
/// <param name="Rewrite">The change.</param>
/// <param name="Done">How many versions are done.</param>
/// <param name="Total">How many there were when it began; more may have been saved since, which are written with the new names at once.</param>
public sealed record RewriteProgress(ItemRewrite Rewrite, int Done, int Total);

/// <summary>
/// Writes the next batch of a pending change into the store. What was done is noted in the same transaction, so whoever is cut off, or
/// does it beside others, loses nothing and does nothing twice.
/// </summary>
public sealed class ContinueRewrites(TenantWork work, StoredVersions versions, TenantDefinitions definitions, SettingsStore settings, RewriteLimits limits, TimeProvider clock)
{
    private const string Section = "definition-rewrites";

    /// <summary>
    /// How far the change has come; null when nothing is pending any more. Does nothing within <see cref="RewriteLimits.Grace"/> after the
    /// definitions changed.
    /// </summary>
    public async Task<RewriteProgress?> RunAsync(CancellationToken cancel)
    {
        // The server asks for every tenant that is used: where nothing is pending nobody is kept from writing.
        if ((await definitions.GetStoredAsync(cancel)).Pending.Count == 0)
            return null;

        await using var transaction = await work.BeginAsync(cancel);
        var known = await definitions.GetStoredAsync(cancel);
        if (known.Pending is not [var rewrite, ..])
            return null;

        var stored = await settings.FindAsync(Section, cancel);
        var (row, done, total) = Read(stored, rewrite);
        total ??= await versions.CountAsync(cancel);
        if (clock.GetUtcNow().UtcDateTime < rewrite.BeganUtc + limits.Grace)
            return new RewriteProgress(rewrite, done, total.Value);

        var read = await versions.ListAsync(row, limits.Batch, cancel);
        await versions.RewriteAsync(RewriteBatch.Of(rewrite, read).Changed, known, cancel);
        done += read.Count;
        if (read.Count < limits.Batch)
            await definitions.SaveAsync(known.With([.. known.Pending.Skip(1)]), cancel);

        var progress = read.Count < limits.Batch
            ? []
            : new JsonObject { [nameof(rewrite.Id)] = rewrite.Id, ["Row"] = read[^1].Row, ["Done"] = done, ["Total"] = total };
        await settings.SaveAsync(Section, progress, new SettingsChanged(Section), cancel);
        await transaction.CommitAsync(cancel);
        return new RewriteProgress(rewrite, done, Math.Max(total.Value, done));
    }

    /// <summary>Goes on to the end, in batches between which others may write.</summary>
    /// <param name="progress">Told after each batch; null when nobody wants to know.</param>
    /// <param name="cancel">Stops between two batches; what is done stays done.</param>
    public async Task RunToEndAsync(Action<RewriteProgress>? progress, CancellationToken cancel)
    {
        var before = -1;
        while (await RunAsync(cancel) is { } reached)
        {
            if (reached.Done == before)
                await Task.Delay(TimeSpan.FromMilliseconds(100), clock, cancel);
            before = reached.Done;
            progress?.Invoke(reached);
        }
    }

    /// <summary>The changes that are pending, the one that is being done first. Reads only.</summary>
    public async Task<IReadOnlyList<RewriteProgress>> ListAsync(CancellationToken cancel)
    {
        var known = await definitions.GetStoredAsync(cancel);
        var stored = await settings.FindAsync(Section, cancel);
        var all = known.Pending.Count > 0 ? await versions.CountAsync(cancel) : 0;
        return
        [
            .. known.Pending.Select(rewrite =>
            {
                var (_, done, total) = Read(stored, rewrite);
                return new RewriteProgress(rewrite, done, total ?? all);
            }),
        ];
    }

    private static (long Row, int Done, int? Total) Read(JsonObject? stored, ItemRewrite rewrite) =>
        stored is not null && JsonText.Find(stored, nameof(rewrite.Id)) == rewrite.Id
            ? (stored["Row"]!.GetValue<long>(), stored["Done"]!.GetValue<int>(), stored["Total"]!.GetValue<int>())
            : (0, 0, null);
}
