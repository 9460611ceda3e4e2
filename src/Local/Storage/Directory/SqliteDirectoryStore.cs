using GridCase.Engine;
using GridCase.Workflows.Directory;

namespace GridCase.Local.Storage;

/// <summary>The county's directory in SQLite, and the snapshot of it that everybody asks: replaced as soon as a new version is committed.</summary>
public sealed class SqliteDirectoryStore : IDirectoryStore, IDirectorySource
{
    private readonly Journal journal;
    private volatile CountyDirectory? current;

    public SqliteDirectoryStore(Journal journal)
    {
        this.journal = journal;
        if (journal.Read(Read) is { } county) current = new CountyDirectory(county);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No county has been saved yet.</exception>
    public CountyDirectory Current => current ?? throw new InvalidOperationException("No county has been saved yet.");

    public Task<County?> Load(CancellationToken cancellation = default) => Task.FromResult(journal.Read(Read));

    /// <inheritdoc/>
    /// <exception cref="InvalidCountyException">The county contradicts itself; nothing was written.</exception>
    public Task Save(County county, int expectedVersion, DirectoryChange? change = null, CancellationToken cancellation = default)
    {
        var saved = new CountyDirectory(county with { Version = expectedVersion + 1 });
        var json = CountyJson.Write(saved.County);
        var history = change is null ? null : DirectoryChanges.Write(change with { Version = saved.Version });
        return journal.Write(
            session =>
            {
                var version = VersionOf(session);
                if (version != expectedVersion) throw new DirectoryChangedException(expectedVersion, version);
                session.Statement("INSERT OR REPLACE INTO directory (one, version, json) VALUES (1, ?, ?)").Bind(1, saved.Version).Bind(2, json.AsSpan()).Run();
                if (history is not null)
                    session.Statement("INSERT INTO directory_changes (version, json) VALUES (?, ?)").Bind(1, saved.Version).Bind(2, history.AsSpan()).Run();
                session.OnCommitted(() => current = saved);
            },
            cancellation);
    }

    public Task<IReadOnlyList<DirectoryChange>> History(int? beforeVersion, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 200);
        return Task.FromResult<IReadOnlyList<DirectoryChange>>(journal.Read(session =>
        {
            var changes = new List<DirectoryChange>();
            var statement = session.Statement("SELECT json FROM directory_changes WHERE version < ? ORDER BY version DESC LIMIT ?").Bind(1, beforeVersion ?? int.MaxValue).Bind(2, limit);
            while (statement.Step()) changes.Add(DirectoryChanges.Read(statement.Bytes(0)));
            statement.Reset();
            return changes;
        }));
    }

    private static int VersionOf(JournalSession session)
    {
        var statement = session.Statement("SELECT version FROM directory");
        var version = statement.Step() ? (int)statement.Long(0) : 0;
        statement.Reset();
        return version;
    }

    private static County? Read(JournalSession session)
    {
        var statement = session.Statement("SELECT json, version FROM directory");
        var county = statement.Step() ? CountyJson.Read(statement.Bytes(0)) with { Version = (int)statement.Long(1) } : null;
        statement.Reset();
        return county;
    }
}
