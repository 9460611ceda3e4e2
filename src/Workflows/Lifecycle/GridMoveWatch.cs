using System.Collections.Immutable;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Durable;

namespace GridCase.Workflows.Lifecycle;

/// <summary>Finds moves in the directory that open cases have yet to follow and that nobody is at, and begins them again. A part of each round of the watchdog.</summary>
internal sealed class GridMoveWatch(IDirectorySource directory, ICaseStore cases, IWorkflowClient workflows)
{
    /// <summary>Begins what a stop kept from being begun or finished; one that was set aside waits for a person. Returns how many moves that were.</summary>
    public async Task<int> Restart(CancellationToken cancellation)
    {
        var (now, started) = (directory.Current, 0);
        foreach (var moveId in now.County.FormerGrids.Select(former => former.MoveId).Concat(now.County.FormerUnits.Select(former => former.MoveId)).Distinct())
            if (await Remaining(now, moveId, cancellation) > 0 && await IsFree(moveId, cancellation) && await Start(moveId, cancellation)) started++;
        return started;
    }

    /// <summary>Lets the cases of a move follow; false when that is under way.</summary>
    public Task<bool> Start(string moveId, CancellationToken cancellation) =>
        workflows.Start(Orchestrations.GridMove, Orchestrations.GridMoveOf(moveId), GridMoveCursor.Of(moveId), cancellation);

    /// <summary>How many open cases have yet to follow.</summary>
    public async Task<int> Remaining(CountyDirectory now, string moveId, CancellationToken cancellation)
    {
        var remaining = 0;
        foreach (var query in CasesOf(now, moveId)) remaining += (await cases.Count(query, cancellation)).Total;
        return remaining;
    }

    /// <summary>Where the cases are found that a move concerns: those in the grids that it gave up, and those of the units that it gave up.</summary>
    public static ImmutableArray<CaseQuery> CasesOf(CountyDirectory directory, string moveId) =>
    [
        .. directory.County.FormerGrids.Where(former => former.MoveId == moveId).Select(former => new CaseQuery { Scope = CaseScope.Everything, GridPrefix = former.Code, AliveOnly = true }),
        .. directory.County.FormerUnits.Where(former => former.MoveId == moveId).Select(former => new CaseQuery { Scope = new(null, false, former.Code, []), AliveOnly = true }),
    ];

    private async Task<bool> IsFree(string moveId, CancellationToken cancellation) =>
        await workflows.Find(Orchestrations.GridMoveOf(moveId), cancellation) is not { State: InstanceState.Running or InstanceState.Parked };
}
