using GridCase.Engine;

namespace GridCase.Local.Storage;

/// <summary>
/// The one folder that holds a county: the database, the keys in <c>keys/</c>, attachments in <c>attachments/</c>. Open in one process at a time;
/// dispose it to let go of it.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private const string Database = "gridcase.db";

    private DataFolder(string path, KeyRing keys, SqliteJournal journal)
    {
        Path = path;
        Keys = keys;
        Journal = journal;
    }

    public string Path { get; }

    public KeyRing Keys { get; }

    public SqliteJournal Journal { get; }

    /// <summary>Where the contents of attachments are kept, encrypted.</summary>
    public string Attachments => System.IO.Path.Combine(Path, "attachments");

    /// <summary>Whether a county is kept in this folder.</summary>
    public static bool Exists(string path) => File.Exists(System.IO.Path.Combine(path, Database));

    /// <summary>Opens the folder, or makes it; brings the tables to this release.</summary>
    /// <exception cref="DataFolderUnusableException">The folder or its keys cannot be used.</exception>
    /// <exception cref="JournalUnusableException">The database is corrupted, open in another process, written by a newer release, or the disk is full.</exception>
    public static DataFolder Open(string path, JournalOptions? options = null)
    {
        path = System.IO.Path.GetFullPath(path);
        Create(path);
        var database = System.IO.Path.Combine(path, Database);
        var isNew = new FileInfo(database) is not { Exists: true, Length: > 0 };
        var keys = KeyFolder.Open(System.IO.Path.Combine(path, "keys"), isNew);
        var journal = new SqliteJournal(database, options);
        try
        {
            CountySchema.Bring(journal);
            CountySchema.RequireKeys(journal, keys, path);
            return new DataFolder(path, keys, journal);
        }
        catch (Exception)
        {
            journal.Dispose();
            throw;
        }
    }

    public void Dispose() => Journal.Dispose();

    private static void Create(string path)
    {
        try
        {
            PrivateFiles.CreateFolder(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderUnusableException(
                DataFolderTrouble.Unusable, $"{path} cannot be used as the data folder: {error.Message} Name another folder, or give this account the right to write there.", error);
        }
    }
}
