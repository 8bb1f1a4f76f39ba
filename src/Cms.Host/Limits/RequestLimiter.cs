using System.Globalization;
using System.Threading.RateLimiting;
using Cms.Users;

namespace Cms.Host.Limits;

/// <summary>
/// Counts requests for ASP.NET Core's rate limiting: what a request counts for may depend on the form that it sends, some things count only when they are refused,
/// and answers say what is left (draft-ietf-httpapi-ratelimit-headers). Counters are of this process.
/// </summary>
/// <param name="concerns">Whether a request may count for anything, by its address alone.</param>
/// <param name="listAsync">What a request counts for, in order; asked one after the other, so that a flood is refused before its forms are read.</param>
internal sealed class RequestLimiter(Func<HttpContext, bool> concerns, Func<HttpContext, IAsyncEnumerable<Counted>> listAsync) : PartitionedRateLimiter<HttpContext>
{
    private const int Segments = 6;

    private readonly PartitionedRateLimiter<Counted> _counters = PartitionedRateLimiter.Create<Counted, (Limit Limit, int)>(one => RateLimitPartition.GetSlidingWindowLimiter(
        one.Key,
        key => new SlidingWindowRateLimiterOptions { PermitLimit = key.Limit.Quota, Window = key.Limit.Window, SegmentsPerWindow = Segments, QueueLimit = 0, AutoReplenishment = false }));

    /// <inheritdoc/>
    public override RateLimiterStatistics? GetStatistics(HttpContext resource) => null;

    // A request that counts is looked at below, where waiting for its form is possible.
    protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount) => concerns(resource) ? Lease.Undecided : Lease.Free;

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(HttpContext resource, int permitCount, CancellationToken cancellationToken)
    {
        var failures = new List<Counted>();
        var (policies, left) = (new List<string>(), new List<string>());
        await foreach (var one in listAsync(resource).WithCancellation(cancellationToken))
        {
            using var lease = _counters.AttemptAcquire(one, one.OnlyFailures ? 0 : 1);
            policies.Add(string.Create(CultureInfo.InvariantCulture, $"\"{one.Limit.Name}\";q={one.Limit.Quota};w={(long)one.Limit.Window.TotalSeconds}"));
            if (!lease.IsAcquired)
            {
                var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var given) ? given : one.Limit.Window;
                var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
                left.Add(string.Create(CultureInfo.InvariantCulture, $"\"{one.Limit.Name}\";r=0;t={seconds}"));
                Say(resource.Response, policies, left);
                resource.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                resource.RequestServices.GetRequiredService<Refusals>().Add($"limit {one.Limit.Name}");
                return Lease.Refused;
            }

            left.Add(string.Create(CultureInfo.InvariantCulture, $"\"{one.Limit.Name}\";r={_counters.GetStatistics(one)?.CurrentAvailablePermits ?? 0}"));
            if (one.OnlyFailures)
                failures.Add(one);
        }

        Say(resource.Response, policies, left);
        return failures.Count == 0 ? Lease.Free : new Lease(isAcquired: true, () =>
        {
            // The middleware ends the lease with the request.
            if (resource.Response.StatusCode < StatusCodes.Status400BadRequest)
                return;

            foreach (var failed in failures)
                _counters.AttemptAcquire(failed).Dispose();
        });
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _counters.Dispose();
        base.Dispose(disposing);
    }

    // The list grows where a request passes more than one limiter.
    private static void Say(HttpResponse response, List<string> policies, List<string> left)
    {
        if (policies.Count == 0)
            return;

        response.Headers.Append("RateLimit-Policy", string.Join(", ", policies));
        response.Headers.Append("RateLimit", string.Join(", ", left));
    }

    private sealed class Lease(bool isAcquired, Action? atEnd = null) : RateLimitLease
    {
        private Action? _atEnd = atEnd;

        public static Lease Free { get; } = new(isAcquired: true);

        public static Lease Refused { get; } = new(isAcquired: false);

        public static Lease Undecided { get; } = new(isAcquired: false);

        public override bool IsAcquired => isAcquired;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            Interlocked.Exchange(ref _atEnd, null)?.Invoke();
            base.Dispose(disposing);
        }
    }
}
