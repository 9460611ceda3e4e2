using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Local.Hosting;

/// <summary>
/// When the marks of many cases come at once, as on the first morning after a holiday, reads these cases into memory beside the engine's one writer and just ahead of it, so
/// that the writer finds them folded. It changes nothing: without it the same happens, only later.
/// </summary>
internal sealed class ReadAhead(DurableEngine engine, ICaseStore cases, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Fewer the writer reads itself, unnoticed.</summary>
    public const int Many = 500;

    /// <summary>Well within what the store keeps folded, so that nothing read ahead has left before its turn.</summary>
    private const int Most = 5_000;
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(20);
    private readonly CancellationTokenSource ended = new();
    private Task running = Task.CompletedTask;

    public void Begin() => running = Task.Run(Run);

    /// <summary>Reads what is due soon; gives how many cases that were, none where they are few.</summary>
    public async Task<int> Look()
    {
        string[] soon = [.. engine.Upcoming(time.GetUtcNow() + Ahead, Most).Select(Orchestrations.CaseOf).OfType<string>()];
        if (soon.Length < Many) return 0;
        foreach (var caseId in soon) await cases.Find(caseId, ended.Token);
        return soon.Length;
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ended.Dispose();
    }

    private async Task Run()
    {
        while (!ended.IsCancellationRequested) await Task.Delay(await Look() > 0 ? Busy : Calm, ended.Token);
    }
}
