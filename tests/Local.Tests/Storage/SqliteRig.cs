using System.Text;
using GridCase.Engine;
using GridCase.Local.Storage;

namespace GridCase.Local.Tests.Storage;

/// <summary>The stores in SQLite, in a folder of their own.</summary>
public sealed class SqliteRig : JournalRig
{
    private readonly string path = System.IO.Directory.CreateTempSubdirectory("gridcase-local-").FullName;

    public SqliteRig() => Open();

    public DataFolder Folder { get; private set; } = null!;

    public Books Books => new(Journal, Folder.Keys, Make.NextAt);

    /// <summary>Closes everything and opens it again, as a restart does.</summary>
    public void Restart()
    {
        Folder.Dispose();
        Open();
    }

    /// <summary>Changes the database behind the stores' back.</summary>
    public int Tamper(string sql) => Journal.Write(session => session.Statement(sql).Run()).GetAwaiter().GetResult();

    /// <summary>How many rows a table has.</summary>
    public long Count(string table) => Journal.Read(session =>
    {
        var statement = session.Statement($"SELECT count(*) FROM {table}");
        var count = statement.Step() ? statement.Long(0) : 0;
        statement.Reset();
        return count;
    });

    /// <summary>Whether a text stands anywhere in the files of the folder.</summary>
    public bool Holds(string text)
    {
        var sought = Encoding.UTF8.GetBytes(text);
        foreach (var file in System.IO.Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
        {
            // The lock is held; it is empty.
            if (file.EndsWith(".lock", StringComparison.Ordinal)) continue;
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            if (content.AsSpan().IndexOf(sought) >= 0) return true;
        }

        return false;
    }

    public override void Dispose()
    {
        Folder.Dispose();
        System.IO.Directory.Delete(path, recursive: true);
    }

    private void Open()
    {
        Folder = DataFolder.Open(path, new JournalOptions { Time = Clock, SyncEveryCommit = false });
        Kept = JournalStores.In(Folder, Departures);
    }
}
