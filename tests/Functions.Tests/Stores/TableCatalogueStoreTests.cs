using GridCase.Workflows.Cases;

namespace GridCase.Functions.Tests.Stores;

public sealed class TableCatalogueStoreTests : CatalogueContract<TableRig>
{
    [Fact]
    public async Task A_catalogue_longer_than_a_row_comes_back_whole_on_another_instance()
    {
        var random = new Random(7);
        var services = Enumerable.Range(0, 2_000).Select(i => Some.Services[0] with
        {
            Code = $"service-{i}",
            Description = Convert.ToBase64String(Enumerable.Range(0, 900).Select(_ => (byte)random.Next(256)).ToArray()),
            Kind = CaseKind.Complaint,
        });
        var large = Some with { Services = [.. services] };
        Assert.True(await Catalogue.Save(large, 0));
        Assert.True(Rig.Service.Table("registers").Rows > 2);

        var other = Rig.Another();
        await other.Freshness.Refresh(default);
        Same(large with { Version = 1 }, other.Catalogue.Current);
    }
}
