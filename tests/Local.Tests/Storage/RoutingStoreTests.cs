using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Intake.Routing;

namespace GridCase.Local.Tests.Storage;

/// <summary>What stores over one journal keep to besides: a piece of work is done whole or never was.</summary>
public abstract class JournalledRoutingContract<TRig> : RoutingContract<TRig>
    where TRig : JournalRig, new()
{
    [Fact]
    public async Task An_append_that_is_undone_teaches_nothing()
    {
        var file = await Dispatched("1");
        Rig.RefusesMessages = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => Rig.Cases.Append(Make.More(file, new Resolved(false)).With(WorkflowMessageKind.NudgeLifecycle)));
        Assert.Empty((await Rig.Cases.Evidence([Manholes])).Contexts);
    }
}

public sealed class SqliteRoutingTests : JournalledRoutingContract<SqliteRig>
{
    [Fact]
    public async Task What_was_learned_outlives_a_restart_and_is_written_anew_from_the_facts()
    {
        await Resolved("1");
        await Resolved("2");
        Rig.Restart();
        Assert.Equal(2, (await Rig.Cases.Evidence([RoutingContexts.All])).Contexts[RoutingContexts.All].Units[Make.Traffic].Resolved);
        Assert.Empty(Rig.Books.Check().Differences);
        Rig.Tamper("UPDATE routing SET resolved = 7");
        Rig.Tamper("DELETE FROM choices");
        Assert.Contains("which units resolved what", Assert.Single(Rig.Books.Check().Differences), StringComparison.Ordinal);
        Rig.Books.Rebuild();
        Assert.Empty(Rig.Books.Check().Differences);
        Assert.Equal(0, Rig.Books.Rebuild().Rewritten);
        Rig.Restart();
        Assert.Equal(2, (await Rig.Cases.Evidence([RoutingContexts.All])).Contexts[RoutingContexts.All].Units[Make.Traffic].Resolved);
    }
}

public sealed class MemoryRoutingTests : JournalledRoutingContract<MemoryRig>;
