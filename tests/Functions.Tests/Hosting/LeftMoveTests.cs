using GridCase.Functions.Durable;
using GridCase.Functions.Hosting;
using GridCase.Functions.Tests.Conformance;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Durable;
using GridCase.Workflows.Lifecycle;
using Microsoft.DurableTask.Client;

namespace GridCase.Functions.Tests.Hosting;

/// <summary>A grid was moved in the directory, and the instance died before it let the open cases follow.</summary>
public sealed class LeftMoveTests
{
    [Fact]
    public async Task The_watchdog_lets_the_cases_follow()
    {
        await using var azure = await VirtualAzure.Start();
        await azure.Pass(TimeSpan.FromMinutes(1));
        var (county, moveId, caseId) = await Left(await azure.Enter());
        var now = county.Stores.DirectorySource.Current.County.FormerGrids.Single().Now;

        await azure.Pass(TimeSpan.FromHours(2));
        Assert.Equal(now, (await county.Stores.Cases.Find(caseId))!.GridCode);
        Assert.Equal(InstanceState.Completed, (await county.Workflows.Find(Orchestrations.GridMoveOf(moveId)))!.State);
        var version = (await county.Stores.Cases.Find(caseId))!.Version;

        // All have followed: later rounds have nothing to start, and begin with no case twice.
        Assert.Equal(0, (await county.Work.Watchdog.CompareAndRepair(new(null, 0, 0), azure.Clock.GetUtcNow(), default)).Repaired);
        await azure.Pass(TimeSpan.FromHours(1));
        Assert.Equal(version, (await county.Stores.Cases.Find(caseId))!.Version);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(OrchestrationRuntimeStatus.Completed, 1)]
    [InlineData(OrchestrationRuntimeStatus.Running, 0)]
    [InlineData(OrchestrationRuntimeStatus.Failed, 0)]
    public async Task The_watchdog_begins_a_move_that_nobody_is_at_and_that_waits_for_no_person(OrchestrationRuntimeStatus? state, int begun)
    {
        await using var rig = new CountyRig();
        var (county, moveId, _) = await Left(await rig.Enter());
        var id = InstanceIds.Of(Orchestrations.GridMoveOf(moveId));
        if (state is { } known) rig.Hub.Instances[id] = new("GridMove", id) { RuntimeStatus = known };
        rig.Hub.Asked.Clear();

        await county.Work.Watchdog.CompareAndRepair(new(null, 0, 0), rig.Clock.GetUtcNow(), default);
        Assert.Equal(begun, rig.Hub.Asked.Count(asked => asked is ["start", "GridMove", GridMoveCursor { Round: 1 }, ..] && (string)asked[3]! == id));
    }

    private static async Task<(OpenCounty County, string MoveId, string CaseId)> Left(OpenCounty county)
    {
        var (stores, now) = (county.Stores, county.Time.GetUtcNow());
        var directory = stores.DirectorySource.Current.County;
        var grid = directory.Grids[0];
        var village = directory.Units.First(unit => unit.Kind == UnitKind.Village && unit.Code != grid.VillageUnit && unit.AreaCode is not null);
        var order = Make.Order("1", grid.Code, at: now);
        await stores.Cases.Append(order);

        var desk = new DirectoryDesk(stores.Directory, stores.DirectorySource, new(stores.Cases));
        var answer = await desk.Change(county => CountyMove.OfGrid(county, grid.Code, village.Code, null, now), new("p-00001", now, "move-grid", "合并网格"), null);
        Assert.True(answer.Saved, answer.Refusal?.Detail ?? string.Join("; ", answer.Findings));
        return (county, GridMoveDesk.MoveIn(answer.County)!, order.CaseId);
    }
}
