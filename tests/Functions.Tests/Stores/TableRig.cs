using GridCase.Functions.Storage;
using GridCase.Functions.Tables;
using GridCase.Functions.Tests.Fakes;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Tests.Stores;

/// <summary>The stores over tables in memory.</summary>
public sealed class TableRig : StoreRig
{
    private readonly KeyRing keys = KeyRing.Passing();

    public TableRig()
    {
        Tables = new(Service);
        Tables.Create(default).Wait();
        Kept = Another();
    }

    public FakeTables Service { get; } = new();

    public override CountyStores Stores => Kept;

    internal AzureStores Kept { get; }

    internal FakeBlobs Blobs { get; } = new();

    /// <summary>Cases that were told as changed.</summary>
    public List<CaseFile> Changed { get; } = [];

    internal CountyTables Tables { get; }

    /// <summary>The stores of another instance over the same tables. The clock stands still, so that there is nothing to settle.</summary>
    internal AzureStores Another() => TableStores.Of(Tables, Blobs, "", keys, Clock, new(
        (message, _) => Told(Messages, message), (lane, _) => Told(Lanes, lane), Routing, true, file => Told(Changed, file), (change, _) => Told(Confirmed, change)), TimeSpan.Zero);

    public override void Dispose()
    {
    }

    /// <summary>What is said twice counts once, as with orchestrations.</summary>
    private static Task Told<T>(List<T> said, T word)
    {
        lock (said) said.Add(word);
        return Task.CompletedTask;
    }
}
