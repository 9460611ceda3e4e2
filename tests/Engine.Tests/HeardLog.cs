using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace GridCase.Engine.Tests;

/// <summary>Hears the engine's log and lets a test wait for one event of it.</summary>
public sealed class HeardLog : ILoggerFactory, ILogger
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> heard = new();

    public Task<string> Heard(int eventId) => Of(eventId).Task.WaitAsync(TimeSpan.FromSeconds(30));

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Of(eventId.Id).TrySetResult(formatter(state, exception));

    public void Dispose()
    {
    }

    private TaskCompletionSource<string> Of(int eventId) =>
        heard.GetOrAdd(eventId, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
}
