using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;

namespace GridCase.Functions.Hosting;

/// <summary>Looks over the whole county for what stands still, for those who are called when it does. It only looks; what is to be done is the watchdog's.</summary>
internal static class CountyWatch
{
    /// <summary>More dead letters are told as this many: somebody is called from the first.</summary>
    private const int MostDead = 100;

    private const int PageSize = 1_000;

    /// <summary>Tells the county's meter. A repeat tells again.</summary>
    /// <param name="parked">Workflows that failed and wait for a person.</param>
    public static async Task Look(ICaseStore cases, INoticeStore notices, int parked, DateTimeOffset now, CancellationToken cancellation)
    {
        var dead = await notices.DeadLetters(MostDead, cancellation: cancellation).ConfigureAwait(false);
        CountyMeter.Tell(now - await Earliest(cases, cancellation).ConfigureAwait(false), parked, dead.Count);
    }

    /// <summary>When the first of all open cases is to move by itself; null when none is.</summary>
    private static async Task<DateTimeOffset?> Earliest(ICaseStore cases, CancellationToken cancellation)
    {
        DateTimeOffset? earliest = null;
        string? after = null;
        while (await cases.ListAlive(after, PageSize, cancellation: cancellation).ConfigureAwait(false) is { Count: > 0 } page)
        {
            if (page.Min(open => open.NextAt) is { } first && !(earliest <= first)) earliest = first;
            after = page[^1].CaseId;
        }

        return earliest;
    }
}
