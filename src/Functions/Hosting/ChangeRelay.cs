using GridCase.Api.Live;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Hosting;

/// <summary>
/// Tells the event streams of this instance what other instances have changed, by asking for changes every two seconds while anybody watches. What this instance
/// changed itself is told twice, which a watcher does not mind.
/// </summary>
internal sealed class ChangeRelay : IAsyncDisposable
{
    private const int AtOnce = 100;
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    private readonly ICaseStore cases;
    private readonly ChangeFeed feed;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task running;
    private DateTimeOffset? place;

    public ChangeRelay(ICaseStore cases, ChangeFeed feed, TimeProvider time)
    {
        (this.cases, this.feed, this.time) = (cases, feed, time);
        running = Run();
    }

    /// <summary>One look: what changed since the last goes to the watchers. With nobody watching nothing is asked.</summary>
    public async Task Look(CancellationToken cancellation)
    {
        if (feed.Watchers == 0)
        {
            place = null;
            return;
        }

        var since = place ?? time.GetUtcNow();
        place = since;
        var changes = await cases.Changes(new() { Scope = CaseScope.Everything, ChangedSince = since, Limit = AtOnce }, cancellation).ConfigureAwait(false);
        foreach (var row in changes.Rows)
            if (await cases.Find(row.CaseId, cancellation).ConfigureAwait(false) is { } file) feed.Publish(file);
        place = changes.Place;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        stopping.Dispose();
    }

    private async Task Run()
    {
        using var timer = new PeriodicTimer(Pace, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token).ConfigureAwait(false))
            {
                try
                {
                    await Look(stopping.Token).ConfigureAwait(false);
                }
                catch (Azure.RequestFailedException)
                {
                    // The next look asks from the same place.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }
}
