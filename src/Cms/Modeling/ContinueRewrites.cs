using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Events;
using Cms.Settings;

namespace Cms.Modeling;

/// <summary>How far a change has gone through the stored items.</summary>
/// <param name="Rewrite">The change.</param>
/// <param name="Done">How many versions are done.</param>
/// <param name="Total">How many there were when it began; more may have been saved since, which are written as they should be at once.</param>
public sealed record RewriteProgress(ItemRewrite Rewrite, int Done, int Total)
{
    /// <summary>The paths and aliases by which items of the last batch are not found, because they belong to others.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; init; } = [];
}

/// <summary>
/// Writes the next batch of a pending change into the store. What was done is noted in the same transaction, so whoever is cut off, or
/// does it beside others, loses nothing and does nothing twice.
/// </summary>
public sealed class ContinueRewrites(
    TenantWork work, StoredVersions versions, TenantDefinitions definitions, SettingsStore settings, LeftOutOfIndex leftOut, RewriteLimits limits, TimeProvider clock)
{
    private const string Section = "definition-rewrites";

    /// <summary>
    /// How far the change has come; null when nothing is pending any more. Does nothing within <see cref="RewriteLimits.Grace"/> after the
    /// definitions changed.
    /// </summary>
    public async Task<RewriteProgress?> RunAsync(CancellationToken cancel)
    {
        // The server asks for every tenant that is used: where nothing is pending nobody is kept from writing.
        if ((await definitions.GetStoredAsync(cancel)).Pending is not [var first, ..])
            return null;

        if (IsTooEarly(first))
            return (await ListAsync(cancel)) is [var waiting, ..] ? waiting : null;

        await using var transaction = await work.BeginAsync(cancel);
        var known = await definitions.GetStoredAsync(cancel);
        if (known.Pending is not [var rewrite, ..])
            return null;

        var stored = await settings.FindAsync(Section, cancel);
        var (row, done, total) = Read(stored, rewrite);
        total ??= await CountAsync(rewrite, cancel);
        if (IsTooEarly(rewrite))
            return new RewriteProgress(rewrite, done, total.Value);

        var batch = rewrite.ChangesJson ? await RewriteAsync(rewrite, row, known, cancel) : await ReindexAsync(rewrite, row, known, cancel);
        await leftOut.NoteAsync(batch.LeftOut, cancel);
        done += batch.Count;
        if (batch.Count < limits.Batch)
        {
            await definitions.SaveAsync(known.With([.. known.Pending.Skip(1)]), cancel);
            await RenamedPermissions.RemoveFormerAsync(settings, rewrite, known.Pending.Skip(1), cancel);
        }

        var progress = batch.Count < limits.Batch
            ? []
            : new JsonObject { [nameof(rewrite.Id)] = rewrite.Id, ["Row"] = batch.Row, ["Done"] = done, ["Total"] = total };
        await settings.SaveAsync(Section, progress, new NotesChanged(Section), cancel);
        await transaction.CommitAsync(cancel);
        return new RewriteProgress(rewrite, done, Math.Max(total.Value, done)) { LeftOut = batch.LeftOut };
    }

    /// <summary>Goes on to the end, in batches between which others may write.</summary>
    /// <param name="progress">Told when it begins and after each batch; null when nobody wants to know.</param>
    /// <param name="cancel">Stops between two batches; what is done stays done.</param>
    public async Task RunToEndAsync(Action<RewriteProgress>? progress, CancellationToken cancel)
    {
        var before = ("", 0);
        while (await RunAsync(cancel) is { } reached)
        {
            if ((reached.Rewrite.Id, reached.Done) == before)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), clock, cancel);
                continue;
            }

            before = (reached.Rewrite.Id, reached.Done);
            progress?.Invoke(reached);
        }
    }

    /// <summary>The changes that are pending, the one that is being done first. Reads only.</summary>
    public async Task<IReadOnlyList<RewriteProgress>> ListAsync(CancellationToken cancel)
    {
        var known = await definitions.GetStoredAsync(cancel);
        var stored = await settings.FindAsync(Section, cancel);
        var pending = new List<RewriteProgress>();
        foreach (var rewrite in known.Pending)
        {
            var (_, done, total) = Read(stored, rewrite);
            pending.Add(new RewriteProgress(rewrite, done, total ?? await CountAsync(rewrite, cancel)));
        }

        return pending;
    }

    private bool IsTooEarly(ItemRewrite rewrite) => clock.GetUtcNow().UtcDateTime < rewrite.BeganUtc + limits.Grace;

    private async Task<int> CountAsync(ItemRewrite rewrite, CancellationToken cancel) => rewrite.ChangesJson
        ? await versions.CountAsync(cancel)
        : (await versions.CountIndexedAsync(cancel)).Where(type => rewrite.IndexedTypes.Contains(type.Key)).Sum(type => type.Value);

    private async Task<(int Count, long Row, IReadOnlyList<LeftOut> LeftOut)> RewriteAsync(ItemRewrite rewrite, long row, ContentDefinitions known, CancellationToken cancel)
    {
        if (row == 0 && rewrite.Type is { } renamed)
            await versions.RenameTypeAsync(renamed.From, renamed.To, cancel);

        var read = await versions.ListAsync(row, limits.Batch, cancel);
        if (read.Count == 0)
            return (0, row, []);

        await versions.RewriteAsync(Changed(rewrite, read), cancel);
        return (read.Count, read[^1].Row, await IndexBatch.OfAllAsync(versions, row, read, known, cancel));
    }

    private async Task<(int Count, long Row, IReadOnlyList<LeftOut> LeftOut)> ReindexAsync(ItemRewrite rewrite, long row, ContentDefinitions known, CancellationToken cancel)
    {
        var read = await versions.ListIndexedAsync(rewrite.IndexedTypes, row, limits.Batch, cancel);
        return read.Count == 0 ? (0, row, []) : (read.Count, read[^1].Row, (await IndexBatch.RunAsync(versions, read, known, cancel)).Left);
    }

    private static List<StoredVersion> Changed(ItemRewrite rewrite, IReadOnlyList<StoredVersion> versions)
    {
        var changed = new List<StoredVersion>();
        foreach (var version in versions)
        {
            var parts = JsonNode.Parse(version.Item.PartsJson)!.AsObject();
            if (rewrite.Apply(parts, version.Item.ContentType))
                changed.Add(version with { Item = version.Item with { PartsJson = parts.ToJsonString(ContentItemJson.Options) } });
        }

        return changed;
    }

    private static (long Row, int Done, int? Total) Read(JsonObject? stored, ItemRewrite rewrite) =>
        stored is not null && JsonText.Find(stored, nameof(rewrite.Id)) == rewrite.Id
            ? (stored["Row"]!.GetValue<long>(), stored["Done"]!.GetValue<int>(), stored["Total"]!.GetValue<int>())
            : (0, 0, null);
}
