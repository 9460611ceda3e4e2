using System.Text;
using GridCase.Functions.Tables;
using GridCase.Workflows.Intake.Open311;

namespace GridCase.Functions.Storage;

/// <summary>What is offered by Open311 in a table: one document.</summary>
internal sealed class TableCatalogueStore(CountyTables tables, TimeProvider time) : ICatalogueStore, IRefreshed
{
    private readonly Register<ServiceCatalogue> register = new(
        new(tables.Registers, TableRegisters.Kind), "catalogue", time, document => CatalogueJson.Read(Encoding.UTF8.GetString(document.Content)));

    public ServiceCatalogue Current => register.Current ?? ServiceCatalogue.Empty;

    public Task Refresh(CancellationToken cancellation) => register.Refresh(cancellation);

    public Task<bool> Save(ServiceCatalogue catalogue, int expectedVersion, CancellationToken cancellation = default)
    {
        var saved = catalogue with { Version = expectedVersion + 1 };
        return register.Save(saved, expectedVersion, Encoding.UTF8.GetBytes(CatalogueJson.Write(saved)), [], cancellation);
    }
}
