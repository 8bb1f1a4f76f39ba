using Cms.Host.Configuration;
using Serilog.Configuration;
using Serilog.Sinks.OpenTelemetry;

namespace Cms.Host.Logging;

/// <summary>Sends the log to another system by the OpenTelemetry protocol, in batches beside the work: nobody waits for that system.</summary>
internal static class LogsElsewhere
{
    // What waits while that system does not answer; the files on this machine have everything.
    private const int MostWaiting = 20_000;

    /// <summary>Adds it.</summary>
    /// <param name="to">Where.</param>
    /// <param name="settings">The system; it must be set.</param>
    /// <param name="here">Is told what could not be delivered.</param>
    public static void Elsewhere(this LoggerSinkConfiguration to, LoggingSettings settings, Serilog.ILogger here) => Serilog.OpenTelemetryLoggerConfigurationExtensions.OpenTelemetry(
        to,
        sink =>
        {
            sink.Endpoint = settings.OtlpAddress;
            sink.Protocol = settings.IsGrpc ? OtlpProtocol.Grpc : OtlpProtocol.HttpProtobuf;
            sink.Headers = settings.Headers.ToDictionary();
            sink.ResourceAttributes = new Dictionary<string, object> { ["service.name"] = "cms", ["host.name"] = Environment.MachineName };
            sink.HttpMessageHandler = new Delivery(settings.OtlpAddress, here);
            sink.BatchingOptions.QueueLimit = MostWaiting;
        },

        // Where it goes is said in one place; variables of the environment would change it unseen.
        ignoreEnvironment: true);

    /// <summary>Gives requests up that are not answered, as the end of the program waits for them, and says here that the log is not delivered: not more often than every few minutes.</summary>
    private sealed class Delivery(string address, Serilog.ILogger here) : DelegatingHandler(new SocketsHttpHandler())
    {
        private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
        private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

        private long _nextWord;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(LongestWait);
            try
            {
                var answer = await base.SendAsync(request, limit.Token);

                // gRPC says in a header of its own, with 200, that it did not take it.
                if (!answer.IsSuccessStatusCode)
                    Tell($"it answers {(int)answer.StatusCode}");
                else if (answer.Headers.TryGetValues("grpc-status", out var status) && status.First() != "0")
                    Tell($"it answers gRPC status {status.First()}");
                return answer;
            }
            catch (HttpRequestException exception)
            {
                Tell(exception.Message);
                throw;
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
            {
                Tell($"no answer within {LongestWait.TotalSeconds} seconds");
                throw;
            }
        }

        private void Tell(string reason)
        {
            var (now, next) = (Environment.TickCount64, Interlocked.Read(ref _nextWord));
            if (now >= next && Interlocked.CompareExchange(ref _nextWord, now + (long)Pause.TotalMilliseconds, next) == next)
                here.Warning("The log cannot be delivered to {Address}, and goes on here: {Reason}", address, reason);
        }
    }
}
