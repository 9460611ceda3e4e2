using GridCase.Engine;
using GridCase.Workflows.Intake.Open311;

namespace GridCase.Local.Storage;

/// <summary>What is offered by Open311 in SQLite, and the snapshot of it that each request asks: replaced as soon as a new version is committed.</summary>
public sealed class SqliteCatalogueStore : ICatalogueStore
{
    private readonly Journal journal;
    private volatile ServiceCatalogue current;

    public SqliteCatalogueStore(Journal journal)
    {
        this.journal = journal;
        current = journal.Read(Read);
    }

    public ServiceCatalogue Current => current;

    public Task<bool> Save(ServiceCatalogue catalogue, int expectedVersion, CancellationToken cancellation = default)
    {
        var saved = catalogue with { Version = expectedVersion + 1 };
        var json = CatalogueJson.Write(saved);
        return journal.Write(
            session =>
            {
                if (Read(session).Version != expectedVersion) return false;
                session.Statement("INSERT OR REPLACE INTO open311 (one, version, json) VALUES (1, ?, ?)").Bind(1, saved.Version).Bind(2, json).Run();
                session.OnCommitted(() => current = saved);
                return true;
            },
            cancellation);
    }

    private static ServiceCatalogue Read(JournalSession session)
    {
        var statement = session.Statement("SELECT json FROM open311");
        var catalogue = statement.Step() ? CatalogueJson.Read(statement.Text(0)) : ServiceCatalogue.Empty;
        statement.Reset();
        return catalogue;
    }
}
