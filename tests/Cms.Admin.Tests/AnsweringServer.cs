using System.Net;
using System.Text;

namespace Cms.Admin.Tests;

/// <summary>Answers the editor's requests with what a test gave, and keeps what was asked.</summary>
public sealed class AnsweringServer : HttpMessageHandler
{
    private readonly Dictionary<string, (HttpStatusCode Status, string Json)> _answers = new(StringComparer.Ordinal);

    /// <summary>What was asked: method, path with query and body, in order.</summary>
    public List<(string Request, string Body)> Asked { get; } = [];

    /// <summary>What happens before a request is answered, such as somebody typing.</summary>
    public Action<string>? Before { get; set; }

    /// <summary>Gives an answer.</summary>
    /// <param name="request">Such as <c>GET /admin/api/choices/users?text=</c>.</param>
    /// <param name="json">The body.</param>
    /// <param name="status">The status.</param>
    public void Answer(string request, string json, HttpStatusCode status = HttpStatusCode.OK) => _answers[request] = (status, json);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = $"{request.Method} {request.RequestUri!.PathAndQuery}";
        Before?.Invoke(asked);
        Asked.Add((asked, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)));
        var (status, json) = _answers.TryGetValue(asked, out var answer) ? answer : throw new InvalidOperationException($"The test has no answer to {asked}.");
        return new HttpResponseMessage(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
    }
}
