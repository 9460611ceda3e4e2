using GridCase.Engine;
using GridCase.Workflows.Intake.Open311;

namespace GridCase.Local.Storage.Memory;

/// <summary>What is offered by Open311 in memory, with the snapshot that each request asks.</summary>
public sealed class MemoryCatalogueStore(MemoryJournal journal) : ICatalogueStore
{
    private ServiceCatalogue kept = ServiceCatalogue.Empty;
    private volatile ServiceCatalogue current = ServiceCatalogue.Empty;

    public ServiceCatalogue Current => current;

    public Task<bool> Save(ServiceCatalogue catalogue, int expectedVersion, CancellationToken cancellation = default) => journal.Write(
        session =>
        {
            var before = kept;
            if (before.Version != expectedVersion) return false;
            var saved = catalogue with { Version = expectedVersion + 1 };
            MemoryCounty.Change(session, () => kept = saved, () => kept = before);
            session.OnCommitted(() => current = saved);
            return true;
        },
        cancellation);
}
