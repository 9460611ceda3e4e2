using GridCase.Engine;
using GridCase.Local.Storage.Memory;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Tests.Storage;

/// <summary>The stores in memory.</summary>
public sealed class MemoryRig : StoreRig
{
    private readonly MemoryJournal journal;

    public MemoryRig()
    {
        journal = new MemoryJournal(Clock);
        var county = new MemoryCounty(journal);
        Cases = new MemoryCaseStore(county, Departures);
    }

    public override Journal Journal => journal;

    public override ICaseStore Cases { get; }

    public override void Dispose() => journal.Dispose();
}
