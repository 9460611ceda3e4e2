using GridCase.Workflows.Cases.Facts;

namespace GridCase.Local.Tests.Storage;

public sealed class MemoryChangesTests : CaseChangesContract<MemoryRig>
{
    protected override void Forget()
    {
        // Memory forgets nothing.
    }
}

public sealed class SqliteChangesTests : CaseChangesContract<SqliteRig>
{
    [Fact]
    public async Task Partings_outlive_a_restart_and_go_after_ninety_days()
    {
        var file = await Rig.Keep(Make.Order("1", Make.Grid));
        Rig.Restart();
        file = await Rig.Keep(Make.More(file, Make.Triaged(Make.OtherTownsGrid)));
        Assert.Equal(1, Rig.Count("partings"));
        Rig.Restart();
        Rig.Wait(TimeSpan.FromDays(91));
        await Rig.Keep(Make.More(file, Make.Triaged(Make.Grid)));
        Assert.Equal(1, Rig.Count("partings"));
    }

    protected override void Forget() => Rig.Restart();
}
