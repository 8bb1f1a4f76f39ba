using Cms.Host.Configuration;

namespace Cms.Host.Accounts;

/// <summary>Asks the service of breached passwords that the operator names, over HTTP.</summary>
internal sealed class BreachService(CmsSettings settings, ILogger<BreachService> log) : IDisposable
{
    private const int LargestAnswer = 1024 * 1024;

    // Somebody waits for it with the tenant's lock for writing.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = LongestWait,
        MaxResponseContentBufferSize = LargestAnswer,
    };

    /// <summary>What the service knows; see <see cref="Cms.Users.FetchBreaches"/>.</summary>
    public async Task<string?> FetchAsync(string digits, CancellationToken cancel)
    {
        var service = settings.Passwords.BreachService;
        if (service.Length == 0)
            return null;

        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, service + digits);

            // Else the length of the answer tells those who listen which digits were asked for.
            request.Headers.Add("Add-Padding", "true");
            request.Headers.UserAgent.ParseAdd("Cms");
            using var answer = await _client.SendAsync(request, cancel);
            answer.EnsureSuccessStatusCode();
            return await answer.Content.ReadAsStringAsync(cancel);
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            log.LogWarning("The service of breached passwords {Service} did not answer, so a password was taken without it: {Reason}", service, exception.Message);
            return null;
        }
    }

    /// <summary>Closes its connections.</summary>
    public void Dispose() => _client.Dispose();
}
