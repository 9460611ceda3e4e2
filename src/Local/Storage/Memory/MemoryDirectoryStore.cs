using GridCase.Engine;
using GridCase.Workflows.Directory;

namespace GridCase.Local.Storage.Memory;

/// <summary>The county's directory in memory, with the snapshot that everybody asks.</summary>
public sealed class MemoryDirectoryStore(MemoryJournal journal) : IDirectoryStore, IDirectorySource
{
    private readonly List<DirectoryChange> changes = [];
    private CountyDirectory? saved;
    private volatile CountyDirectory? current;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No county has been saved yet.</exception>
    public CountyDirectory Current => current ?? throw new InvalidOperationException("No county has been saved yet.");

    public Task<County?> Load(CancellationToken cancellation = default) => Task.FromResult(journal.Read(_ => saved?.County));

    /// <inheritdoc/>
    /// <exception cref="InvalidCountyException">The county contradicts itself; nothing was kept.</exception>
    public Task Save(County county, int expectedVersion, DirectoryChange? change = null, CancellationToken cancellation = default)
    {
        var next = new CountyDirectory(county with { Version = expectedVersion + 1 });
        return journal.Write(
            session =>
            {
                var before = saved;
                var version = before?.Version ?? 0;
                if (version != expectedVersion) throw new DirectoryChangedException(expectedVersion, version);
                MemoryCounty.Change(session, () => saved = next, () => saved = before);
                if (change is not null)
                    MemoryCounty.Change(session, () => changes.Add(change with { Version = next.Version }), () => changes.RemoveAt(changes.Count - 1));
                session.OnCommitted(() => current = next);
            },
            cancellation);
    }

    public Task<IReadOnlyList<DirectoryChange>> History(int? beforeVersion, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 200);
        return Task.FromResult<IReadOnlyList<DirectoryChange>>(
            journal.Read(_ => changes.Where(change => beforeVersion is null || change.Version < beforeVersion).OrderByDescending(change => change.Version).Take(limit).ToList()));
    }
}
