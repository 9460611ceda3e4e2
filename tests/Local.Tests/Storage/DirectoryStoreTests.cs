using GridCase.Workflows.Directory;

namespace GridCase.Local.Tests.Storage;

/// <summary>What stores over one journal keep to besides: a piece of work is done whole or never was.</summary>
public abstract class JournalledDirectoryContract<TRig> : DirectoryContract<TRig>
    where TRig : JournalRig, new()
{
    [Fact]
    public async Task A_save_that_is_undone_was_never_there()
    {
        await Store.Save(county, 0);
        await Rig.Journal.Write(session =>
        {
            Assert.Throws<TimeoutException>(() => session.Attempt<int>(() =>
            {
                _ = Store.Save(county with { Name = "新名" }, 1, Change("x"));
                throw new TimeoutException();
            }));
        });

        Assert.Equal(county.Name, Source.Current.Name);
        Assert.Equal(1, (await Store.Load())!.Version);
        Assert.Empty(await Store.History(null, 10));
    }
}

public sealed class MemoryDirectoryTests : JournalledDirectoryContract<MemoryRig>;

public sealed class SqliteDirectoryTests : JournalledDirectoryContract<SqliteRig>
{
    [Fact]
    public async Task After_a_restart_the_directory_is_as_it_was()
    {
        await Rig.Stores.Directory.Save(DemoCounty.Build().County, 0);
        Rig.Restart();

        Assert.Equal(CountyJson.Write(DemoCounty.Build().County with { Version = 1 }), CountyJson.Write(Rig.Stores.DirectorySource.Current.County));
    }
}
