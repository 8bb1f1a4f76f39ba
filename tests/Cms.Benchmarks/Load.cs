using System.Collections.Concurrent;
using System.Diagnostics;

namespace Cms.Benchmarks;

/// <summary>What a load gave.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="P50">Half of the answers took at most this, in milliseconds.</param>
/// <param name="P95">95 of 100.</param>
/// <param name="P99">99 of 100.</param>
/// <param name="BytesAllocated">Bytes allocated for each request, client included.</param>
internal sealed record LoadResult(double PerSecond, double P50, double P95, double P99, double BytesAllocated)
{
    /// <summary>The round with the middle rate.</summary>
    public static LoadResult Median(IEnumerable<LoadResult> rounds)
    {
        var ordered = rounds.OrderBy(round => round.PerSecond).ToList();
        return ordered[ordered.Count / 2];
    }
}

/// <summary>Clients that each ask, wait for the answer and ask again.</summary>
internal static class Load
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseCookies = false });

    /// <summary>One answer's body. Throws unless it is a success.</summary>
    public static async Task<byte[]> ReadAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await Client.SendAsync(request);
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadAsByteArrayAsync();
        }
    }

    /// <summary>Loads for this long.</summary>
    public static async Task<LoadResult> RunAsync(Func<HttpRequestMessage> request, int clients, TimeSpan time)
    {
        var milliseconds = new ConcurrentBag<double>();
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (clock.Elapsed < time)
            {
                var began = Stopwatch.GetTimestamp();
                await ReadAsync(request());
                milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        var sorted = milliseconds.Order().ToList();
        return new LoadResult(sorted.Count / seconds, At(0.50), At(0.95), At(0.99), (double)bytes / sorted.Count);

        double At(double share) => sorted[(int)(sorted.Count * share)];
    }
}
