using GridCase.Engine;
using GridCase.Local.Storage;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Tests.Storage;

/// <summary>The stores in SQLite, in a folder of their own.</summary>
public sealed class SqliteRig : StoreRig
{
    private readonly string path = System.IO.Directory.CreateTempSubdirectory("gridcase-local-").FullName;

    public SqliteRig() => Open();

    public DataFolder Folder { get; private set; } = null!;

    public override Journal Journal => Folder.Journal;

    public override ICaseStore Cases => cases;

    private SqliteCaseStore cases = null!;

    /// <summary>Closes everything and opens it again, as a restart does.</summary>
    public void Restart()
    {
        Folder.Dispose();
        Open();
    }

    public override void Dispose()
    {
        Folder.Dispose();
        System.IO.Directory.Delete(path, recursive: true);
    }

    private void Open()
    {
        Folder = DataFolder.Open(path, new JournalOptions { Time = Clock, SyncEveryCommit = false });
        cases = new SqliteCaseStore(Folder.Journal, Folder.Keys, Departures);
    }
}
