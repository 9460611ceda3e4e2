using GridCase.Functions.Timers;
using GridCase.Workflows.Cases;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace GridCase.Functions.Tests.Hosting;

public sealed class TimerDoorsTests : IAsyncDisposable
{
    private readonly CountyRig rig = new();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task The_pump_finishes_what_an_instance_left_when_it_died()
    {
        var county = await rig.Enter();
        rig.Tables.BeforeWrite = (table, _, _) =>
        {
            if (table == "caseindex") throw new TimeoutException("The instance died.");
        };
        var order = Make.Order("1");
        await Record.ExceptionAsync(() => county.Stores.Cases.Append(order));
        rig.Tables.BeforeWrite = null;
        Assert.Empty((await county.Stores.Cases.List(new() { Scope = CaseScope.Everything })).Rows);

        rig.Clock.Set(rig.Clock.GetUtcNow().AddMinutes(2));
        await new TimerDoors(rig.Entrance).OutboxPump(new TimerInfo(), rig.Hub, default);
        Assert.Equal(order.CaseId, Assert.Single((await county.Stores.Cases.List(new() { Scope = CaseScope.Everything })).Rows).CaseId);
    }

    [Fact]
    public async Task The_lists_are_made_anew_from_the_facts_when_an_operator_asks()
    {
        var county = await rig.Enter();
        await county.Stores.Cases.Append(Make.Order("1"));
        rig.Tables.Table("caseindex").Clear();

        await new TimerDoors(rig.Entrance).RebuildLists(new TimerInfo(), rig.Hub, default);
        Assert.Single((await county.Stores.Cases.List(new() { Scope = CaseScope.Everything })).Rows);
    }

    [Fact]
    public async Task The_watch_starts_again_what_never_ends()
    {
        await rig.Enter();
        rig.Hub.Asked.Clear();
        await new TimerDoors(rig.Entrance).StandingWatch(new TimerInfo(), rig.Hub, default);

        Assert.Equal(5, rig.Hub.Asked.Count(asked => (string)asked[0]! == "start"));
    }

    [Fact]
    public async Task Histories_that_ended_long_ago_are_purged_at_night()
    {
        await rig.Enter();
        await new TimerDoors(rig.Entrance).Housekeeping(new TimerInfo(), rig.Hub, default);

        var purge = Assert.Single(rig.Hub.Asked, asked => (string)asked[0]! == "purge");
        Assert.Equal(rig.Clock.GetUtcNow().AddDays(-30), purge[2]);
        Assert.Equal(nameof(OrchestrationRuntimeStatus.Completed), ((string)purge[3]!).Split(',')[0]);
    }
}
