using Cms.Modeling;

namespace Cms.Host.Commands;

/// <summary>What commands do with the work on stored items that follows a change of definitions.</summary>
internal static class StoredItems
{
    /// <summary>Goes on with what is pending to its end, beside a server that does the same, and says so; says nothing when nothing is.</summary>
    public static async Task FollowAsync(IServiceProvider tenant, Output output, CancellationToken cancel)
    {
        var rewrites = tenant.GetRequiredService<ContinueRewrites>();
        var pending = await rewrites.ListAsync(cancel);
        if (pending.Count == 0)
            return;

        if (pending.Any(one => one.Rewrite.ChangesJson))
            output.Line("Everybody reads the new names from now on.");
        foreach (var one in pending)
            output.Line($"{one.Rewrite.Title}: {one.Total} versions; if this is cut off, the server goes on with it.");

        var done = pending.ToDictionary(one => one.Rewrite.Id, one => one.Done);
        await output.ProgressAsync("Writing", pending.Sum(one => one.Total - one.Done), step => rewrites.RunToEndAsync(
            reached =>
            {
                for (var before = done.GetValueOrDefault(reached.Rewrite.Id); before < reached.Done; before++)
                    step();
                done[reached.Rewrite.Id] = reached.Done;
            },
            cancel));

        // Read and not collected on the way: the server may have done a part of it.
        output.Remarks((await tenant.GetRequiredService<LeftOutOfIndex>().ListAsync(cancel)).Select(one => one.ToString()));
        output.Line("All stored items are as the definitions say.");
    }
}
