namespace GridCase.Functions.Tests.Stores;

public sealed class TableOutlineStoreTests : OutlineContract<TableRig>
{
    [Fact]
    public async Task As_many_points_as_are_taken_come_back_whole_on_another_instance_as_soon_as_they_are_saved()
    {
        var random = new Random(7);
        var large = Some with { Outlines = [new("440804", [[[.. Enumerable.Range(0, 400_000).Select(_ => Math.Round(random.NextDouble() * 90, 6))]]])] };
        var other = Rig.Another();
        Assert.Empty((await other.Outlines.Load()).Outlines);

        Assert.True(await Outlines.Save(large, 0));

        Assert.True(Rig.Service.Table("registers").Rows > 2);
        Same(large with { Version = 1 }, await other.Outlines.Load());
    }
}
