using GridCase.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace GridCase.Functions.Timers;

/// <summary>What happens by the clock beside the orchestrations. Each timer runs on one instance at a time: the host holds a lease.</summary>
public sealed class TimerDoors(CountyEntrance entrance)
{
    private const int MostParked = 100;

    /// <summary>Each minute: does what commits have left to be done, and empties lanes that a lost word has left standing.</summary>
    [Function("OutboxPump")]
    public async Task OutboxPump([TimerTrigger("0 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var county = await entrance.Enter(client, cancellation).ConfigureAwait(false);
        var round = await county.Pump.Run(cancellation).ConfigureAwait(false);
        var parked = await county.Workflows.ListParked(MostParked, cancellation).ConfigureAwait(false);
        county.Probe.Tell(round.Left, parked.Count, round.Oldest);
    }

    /// <summary>Each five minutes: starts the orchestrations that never end where they do not run, and lanes in which something waits; then tells what stands still.</summary>
    [Function("StandingWatch")]
    public async Task StandingWatch([TimerTrigger("30 */5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var county = await entrance.Enter(client, cancellation).ConfigureAwait(false);
        await county.Stand(cancellation).ConfigureAwait(false);
        await county.Work.Watchdog.RestartLanes(cancellation).ConfigureAwait(false);
        var parked = await county.Workflows.ListParked(MostParked, cancellation).ConfigureAwait(false);
        await CountyWatch.Look(county.Stores.Cases, county.Stores.Notices, parked.Count, county.Time.GetUtcNow(), cancellation).ConfigureAwait(false);
    }

    /// <summary>Each night at 19:40 UTC, 03:40 in China: removes what is kept for a time only.</summary>
    [Function("Housekeeping")]
    public async Task Housekeeping([TimerTrigger("0 40 19 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var county = await entrance.Enter(client, cancellation).ConfigureAwait(false);
        var now = county.Time.GetUtcNow();
        await county.Stores.Prune(now, cancellation).ConfigureAwait(false);
        await county.Workflows.Purge(now - TimeSpan.FromDays(county.Settings.HistoryDays), cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Makes every list of cases anew from the facts: once a year, and when an operator asks for it after a restore (<c>POST /admin/functions/RebuildLists</c> with the
    /// host's key). A run that is cut off is begun again; the county works meanwhile.
    /// </summary>
    [Function("RebuildLists")]
    public async Task RebuildLists([TimerTrigger("0 0 19 1 1 *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var county = await entrance.Enter(client, cancellation).ConfigureAwait(false);
        await county.Stores.Rebuild(cancellation).ConfigureAwait(false);
    }
}
