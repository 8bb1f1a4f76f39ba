using System.Diagnostics;

namespace Cms.Storage.Tests;

/// <summary>The kept statements that some work sends, and none that others send at the same time.</summary>
public sealed class SentStatements : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly AsyncLocal<List<string>?> Now = new();
    private static readonly Lazy<IDisposable> Subscription = new(() => DiagnosticListener.AllListeners.Subscribe(new SentStatements()));

    private SentStatements()
    {
    }

    /// <summary>The statements that the work sends.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(Func<Task> work)
    {
        _ = Subscription.Value;
        var sent = Now.Value = [];
        await work();
        Now.Value = null;
        return sent;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Cms.Storage")
            value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (Now.Value is { } sent)
        {
            lock (sent)
                sent.Add((string)value.Value!);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
