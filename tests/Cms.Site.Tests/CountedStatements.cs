using System.Diagnostics;

namespace Cms.Site.Tests;

/// <summary>Counts the SQL statements that some work sends to any database, and none that others send at the same time.</summary>
public sealed class CountedStatements : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly string[] Sent = ["Microsoft.EntityFrameworkCore.Database.Command.CommandExecuting", "StatementSent"];

    private static readonly AsyncLocal<CountedStatements?> Now = new();
    private static readonly CountedStatements Listener = new();
    private static readonly Lazy<IDisposable> Subscription = new(() => DiagnosticListener.AllListeners.Subscribe(Listener));

    private int _count;

    private CountedStatements()
    {
    }

    /// <summary>Begins to listen: before the work's server starts, as EF Core remembers for a second that nobody does. May be called again.</summary>
    public static void Listen() => _ = Subscription.Value;

    /// <summary>How many statements the work sends.</summary>
    public static async Task<int> OfAsync(Func<Task> work)
    {
        var counted = Now.Value = new CountedStatements();
        await work();
        Now.Value = null;
        return counted._count;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name is "Microsoft.EntityFrameworkCore" or "Cms.Storage")
            value.Subscribe(Listener, Sent.Contains);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (Sent.Contains(value.Key) && Now.Value is { } counted)
            Interlocked.Increment(ref counted._count);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
