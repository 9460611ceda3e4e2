using GridCase.Engine;
using GridCase.Local.Storage;

namespace GridCase.Local.Tests.Storage;

/// <summary>The stores in memory.</summary>
public sealed class MemoryRig : StoreRig
{
    private readonly MemoryJournal journal;

    public MemoryRig()
    {
        journal = new MemoryJournal(Clock);
        Stores = CountyStores.InMemory(journal, Departures);
    }

    public override void Dispose() => journal.Dispose();
}
