using Microsoft.Extensions.Logging;

namespace Cms.GraphQL.Tests;

/// <summary>Keeps warnings and errors as lines, each with its exception's message.</summary>
public sealed class LinesLogger : ILoggerProvider, ILogger
{
    public List<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;

        lock (Lines)
            Lines.Add($"{formatter(state, exception)} {exception?.Message}".TrimEnd());
    }

    public void Dispose()
    {
    }
}
