using GridCase.Engine;
using GridCase.Local.Storage;

namespace GridCase.Local.Tests.Storage;

/// <summary>The stores in memory.</summary>
public sealed class MemoryRig : JournalRig
{
    private readonly MemoryJournal journal;

    public MemoryRig()
    {
        journal = new MemoryJournal(Clock);
        Kept = JournalStores.InMemory(journal, Departures);
    }

    public override void Dispose() => journal.Dispose();
}
