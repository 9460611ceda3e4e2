using GridCase.Engine;
using GridCase.Workflows.Directory.Outlines;

namespace GridCase.Local.Storage;

/// <summary>The outlines of places in SQLite, read when somebody first asks and then known until they change.</summary>
public sealed class SqliteOutlineStore(Journal journal) : IOutlineStore
{
    private volatile OutlineBook? known;

    public Task<OutlineBook> Load(CancellationToken cancellation = default)
    {
        var held = known;
        return Task.FromResult(journal.Read(session => held?.Version == VersionOf(session) ? held : known = Read(session)));
    }

    public Task<bool> Save(OutlineBook book, int expectedVersion, CancellationToken cancellation = default)
    {
        var json = OutlineJson.Write(book with { Version = expectedVersion + 1 });
        return journal.Write(
            session =>
            {
                if (VersionOf(session) != expectedVersion) return false;
                session.Statement("INSERT OR REPLACE INTO outlines (one, version, json) VALUES (1, ?, ?)").Bind(1, expectedVersion + 1).Bind(2, json.AsSpan()).Run();
                return true;
            },
            cancellation);
    }

    private static int VersionOf(JournalSession session)
    {
        var statement = session.Statement("SELECT version FROM outlines");
        var version = statement.Step() ? (int)statement.Long(0) : 0;
        statement.Reset();
        return version;
    }

    private static OutlineBook Read(JournalSession session)
    {
        var statement = session.Statement("SELECT json FROM outlines");
        var book = statement.Step() ? OutlineJson.Read(statement.Bytes(0)) : OutlineBook.Empty;
        statement.Reset();
        return book;
    }
}
