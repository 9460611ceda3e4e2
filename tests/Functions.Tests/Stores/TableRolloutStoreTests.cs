using GridCase.Workflows.Lifecycle;

namespace GridCase.Functions.Tests.Stores;

public sealed class TableRolloutStoreTests : RolloutContract<TableRig>
{
    [Fact]
    public async Task Of_two_instances_that_write_at_once_one_is_first()
    {
        var rollouts = Rig.Stores.Rollouts;
        await rollouts.Save(Rollout.Of(1) with { Revision = 1 });
        Rig.Service.BeforeWrite = (_, _, _) =>
        {
            Rig.Service.BeforeWrite = null;
            Assert.True(rollouts.Save(Rollout.Of(1) with { Revision = 2, Cases = 6 }).Result);
        };
        Assert.False(await rollouts.Save(Rollout.Of(1) with { Revision = 2, Cases = 7 }));
        Assert.Equal(6, (await rollouts.Find(1))!.Cases);
    }
}
