using GridCase.Engine;
using GridCase.Workflows.Directory.Outlines;

namespace GridCase.Local.Storage.Memory;

/// <summary>The outlines of places in memory.</summary>
public sealed class MemoryOutlineStore(MemoryJournal journal) : IOutlineStore
{
    private OutlineBook kept = OutlineBook.Empty;

    public Task<OutlineBook> Load(CancellationToken cancellation = default) => Task.FromResult(journal.Read(_ => kept));

    public Task<bool> Save(OutlineBook book, int expectedVersion, CancellationToken cancellation = default) => journal.Write(
        session =>
        {
            var before = kept;
            if (before.Version != expectedVersion) return false;
            MemoryCounty.Change(session, () => kept = book with { Version = expectedVersion + 1 }, () => kept = before);
            return true;
        },
        cancellation);
}
