namespace GridCase.Functions.Tests.Stores;

public sealed class TableDirectoryStoreTests : DirectoryContract<TableRig>
{
    [Fact]
    public async Task Another_instance_knows_a_new_county_a_second_after_it_last_looked()
    {
        var other = Rig.Another();
        await Store.Save(county, 0);
        Assert.Throws<InvalidOperationException>(() => other.DirectorySource.Current);
        await other.Freshness.Refresh(default);
        Assert.Equal(1, other.DirectorySource.Current.Version);

        await Store.Save(county with { Name = "新名" }, 1);
        Rig.Wait(TimeSpan.FromMilliseconds(999));
        var looks = Rig.Service.Operations.Count;
        await other.Freshness.Refresh(default);
        Assert.Equal((county.Name, looks), (other.DirectorySource.Current.Name, Rig.Service.Operations.Count));
        Rig.Wait(TimeSpan.FromMilliseconds(1));
        await other.Freshness.Refresh(default);
        Assert.Equal("新名", other.DirectorySource.Current.Name);
    }

    [Fact]
    public async Task A_fresh_look_at_what_has_not_changed_costs_one_read_for_each_document()
    {
        await Store.Save(county, 0);
        await Rig.Kept.Freshness.Refresh(default);
        Rig.Wait(TimeSpan.FromSeconds(1));
        var before = Rig.Service.Operations.Count;
        await Rig.Kept.Freshness.Refresh(default);
        Assert.Equal(["get", "get", "get", "get"], Rig.Service.Operations.Skip(before).Select(operation => operation.What));
    }

    [Fact]
    public async Task A_save_and_its_line_in_the_history_come_together_wherever_the_instance_dies()
    {
        var writes = await Crashes.AtEachWrite(
            async () =>
            {
                var rig = new TableRig();
                await rig.Stores.Directory.Save(county, 0);
                return rig;
            },
            rig => rig.Stores.Directory.Save(county with { Name = "新名" }, 1, Change("x")),
            async (rig, died) =>
            {
                var after = (await rig.Another().Directory.Load())!;
                Assert.Equal(died ? (1, county.Name, 0) : (2, "新名", 1), (after.Version, after.Name, (await rig.Stores.Directory.History(null, 10)).Count));
                if (died) await rig.Stores.Directory.Save(county with { Name = "新名" }, 1, Change("x"));
                Assert.Equal(2, Assert.Single(await rig.Stores.Directory.History(null, 10)).Version);
            });
        Assert.Equal(2, writes);
    }
}
