using GridCase.Workflows.Lifecycle;

namespace GridCase.Contracts;

/// <summary>What every store of rollouts keeps.</summary>
public abstract class RolloutContract<TRig> : IDisposable where TRig : StoreRig, new()
{
    protected TRig Rig { get; } = new();

    private IRolloutStore Rollouts => Rig.Stores.Rollouts;

    public void Dispose() => Rig.Dispose();

    [Fact]
    public async Task A_rollout_comes_back_as_it_was_saved()
    {
        var rollout = Rollout.Of(3) with
        {
            State = RolloutState.Running,
            Cases = 9,
            Counts = new(1, 2, 3, 4, 5, 6, 7, 8),
            AfterCaseId = "ab",
            StartedAt = Rig.Now,
            Visited = 4,
            Revision = 1,
        };
        Assert.Null(await Rollouts.Find(3));
        Assert.True(await Rollouts.Save(rollout));
        Assert.Equal(rollout, await Rollouts.Find(3));
    }

    [Fact]
    public async Task Only_the_first_of_two_writers_is_taken()
    {
        Assert.True(await Rollouts.Save(Rollout.Of(1) with { Revision = 1 }));
        Assert.False(await Rollouts.Save(Rollout.Of(1) with { Revision = 1, Cases = 5 }));
        Assert.True(await Rollouts.Save(Rollout.Of(1) with { Revision = 2, Cases = 6 }));
        Assert.False(await Rollouts.Save(Rollout.Of(1) with { Revision = 2, Cases = 7 }));
        Assert.False(await Rollouts.Save(Rollout.Of(2) with { Revision = 2 }));
        Assert.Equal(6, (await Rollouts.Find(1))!.Cases);
        Assert.Null(await Rollouts.Find(2));
    }

    [Fact]
    public async Task The_list_begins_with_the_latest_and_the_unfinished_are_found()
    {
        foreach (var change in new[] { 1, 2, 3 })
            await Rollouts.Save(Rollout.Of(change) with { Revision = 1, State = change == 2 ? RolloutState.Done : RolloutState.Paused });
        Assert.Equal([3, 2], (await Rollouts.List(null, 2)).Select(rollout => rollout.Change));
        Assert.Equal([1], (await Rollouts.List(2, 2)).Select(rollout => rollout.Change));
        Assert.Equal([1, 3], (await Rollouts.Unfinished()).Select(rollout => rollout.Change));
    }
}
