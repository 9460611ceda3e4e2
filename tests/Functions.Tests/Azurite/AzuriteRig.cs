using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using GridCase.Functions.Storage;
using GridCase.Functions.Tables;

namespace GridCase.Functions.Tests.Azurite;

/// <summary>The stores over the storage account that <c>AZURITE</c> gives as a connection string, in tables and a container of their own that are removed after the test.</summary>
public sealed class AzuriteRig : StoreRig
{
    private readonly string prefix = "t" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..12];
    private readonly TableServiceClient tables;
    private readonly AzureStores stores;

    public AzuriteRig()
    {
        var account = Environment.GetEnvironmentVariable("AZURITE");
        tables = new(account);
        CountyTables county = new(tables, prefix);
        county.Create(default).Wait();
        stores = TableStores.Of(county, new BlobServiceClient(account), prefix, KeyRing.Passing(), Clock, new(
            (message, _) => Told(Messages, message), (lane, _) => Told(Lanes, lane), Routing, true, _ => { }, (change, _) => Told(Confirmed, change)), TimeSpan.Zero);
        stores.Files.Create();
    }

    public override CountyStores Stores => stores;

    public override void Dispose()
    {
        stores.Files.Delete();
        foreach (var name in CountyTables.Names) tables.DeleteTable(prefix + name);
    }

    private static Task Told<T>(List<T> said, T word)
    {
        lock (said) said.Add(word);
        return Task.CompletedTask;
    }
}
