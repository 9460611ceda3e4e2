
namespace GridCase.Local.Tests.Storage;

public sealed class MemoryCatalogueTests : CatalogueContract<MemoryRig>;

public sealed class SqliteCatalogueTests : CatalogueContract<SqliteRig>
{
    [Fact]
    public async Task It_outlives_a_restart()
    {
        await Catalogue.Save(Some, 0);
        Rig.Restart();
        Same(Some with { Version = 1 }, Catalogue.Current);
    }
}
