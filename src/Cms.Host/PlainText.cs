namespace Cms.Host;

/// <summary>Answers of one sentence, for people who read them bare.</summary>
internal static class PlainText
{
    /// <summary>Sends the sentence; the status is set already.</summary>
    public static Task SendTextAsync(this HttpResponse response, string sentence)
    {
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync(sentence);
    }
}
