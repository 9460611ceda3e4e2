namespace GridCase.Local.Tests.Storage;

public sealed class MemoryOutlineTests : OutlineContract<MemoryRig>;

public sealed class SqliteOutlineTests : OutlineContract<SqliteRig>
{
    [Fact]
    public async Task They_outlive_a_restart()
    {
        await Outlines.Save(Some, 0);
        Rig.Restart();
        Same(Some with { Version = 1 }, await Outlines.Load());
    }
}
