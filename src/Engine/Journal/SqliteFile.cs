using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GridCase.Engine;

/// <summary>Opening, checking and explaining the journal's file.</summary>
internal static class SqliteFile
{
    /// <summary>"GCJ1": stands in the header of every journal, so that some other database is not taken for one.</summary>
    private const int ApplicationId = 0x47434A31;

    /// <summary>The layout of the journal's own tables.</summary>
    private const int Layout = 1;

    static SqliteFile()
    {
        const int MultiThread = 2, MemoryCounts = 9;
        // Before the library's first use. Each connection works for one thread at a time, so it needs no locks of its own; nobody asks for its memory counts.
        Batteries_V2.Init();
        raw.sqlite3_config(MultiThread);
        raw.sqlite3_config(MemoryCounts, 0);
    }

    /// <summary>Takes the file for this process. The system lets go of it when the process ends in whatever way.</summary>
    public static FileStream Hold(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new JournalUnusableException(
                JournalTrouble.Unwritable, $"The folder of {path} cannot be written. Give this account the right to write there.", error);
        }
        catch (IOException error) when (File.Exists(path + ".lock"))
        {
            throw Locked(path, error);
        }
        catch (IOException error)
        {
            throw new JournalUnusableException(
                JournalTrouble.Unwritable, $"The folder of {path} cannot be used: {error.Message} Check the disk and the path.", error);
        }
    }

    public static void RequireRoom(string path, int megabytes)
    {
        var free = new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace >> 20;
        if (free < megabytes)
        {
            throw new JournalUnusableException(
                JournalTrouble.DiskFull, $"Only {free} MB are free on the disk of {path}; {megabytes} MB are wanted. Make room and start again.");
        }
    }

    public static bool IsLarger(string path, int megabytes) => new FileInfo(path).Length >> 20 > megabytes;

    public static SqliteConnection Open(string path, JournalOptions options)
    {
        var connection = Connect(path);
        try
        {
            var isNew = Scalar(connection, "PRAGMA page_count") == 0;
            var id = Scalar(connection, "PRAGMA application_id");
            if (!isNew && id != ApplicationId) throw Corrupted(path, "it is a database of another program");
            var layout = Scalar(connection, "PRAGMA user_version");
            if (layout > Layout) throw Newer(path, "journal", (int)layout, Layout);
            if (options.MaxPages is { } pages) Run(connection, $"PRAGMA max_page_count = {pages}");
            Run(connection, "PRAGMA journal_mode = WAL");
            Run(connection, options.SyncEveryCommit ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            Run(connection, $"PRAGMA wal_autocheckpoint = {options.CheckpointPages}");
            Run(connection, $"PRAGMA journal_size_limit = {(long)options.CheckpointPages * 4096 * 2}");
            Run(connection, $"PRAGMA cache_size = -{options.CacheMegabytes * 1024}");
            Run(connection, "PRAGMA temp_store = MEMORY");
            if (!isNew && !IsLarger(path, options.CheckFirstMegabytes) && FirstFlaw(connection) is { } flaw) throw Corrupted(path, flaw);

            // Always writes, so that a disk that cannot take a write is met now and not by the first order.
            Run(
                connection,
                $"""
                BEGIN IMMEDIATE;
                PRAGMA application_id = {ApplicationId};
                PRAGMA user_version = {Layout};
                CREATE TABLE IF NOT EXISTS journal_part (part TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
                CREATE TABLE IF NOT EXISTS journal_open (one INTEGER PRIMARY KEY CHECK (one = 1), times INTEGER NOT NULL);
                INSERT INTO journal_open (one, times) VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET times = times + 1;
                COMMIT;
                """);
            // From here on the writer waits for others by itself: this library sleeps for whole seconds only.
            Run(connection, "PRAGMA busy_timeout = 0");
            return connection;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw Explain(path, error);
        }
        catch (JournalUnusableException)
        {
            connection.Dispose();
            throw;
        }
    }

    public static SqliteConnection OpenReader(string path)
    {
        var connection = Connect(path);
        Run(connection, "PRAGMA query_only = ON");
        Run(connection, "PRAGMA wal_autocheckpoint = 0");
        Run(connection, "PRAGMA temp_store = MEMORY");
        return connection;
    }

    /// <summary>The first thing wrong with the file's structure, or null.</summary>
    public static string? FirstFlaw(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        return command.ExecuteScalar() is string answer && answer != "ok" ? answer : null;
    }

    /// <summary>True for errors after which nothing more can be written: full, unreadable, damaged, out of memory.</summary>
    public static bool IsFatal(SqliteException error) => error.SqliteErrorCode is
        raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_NOMEM or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN;

    public static JournalUnusableException Explain(string path, Exception error) => (error as SqliteException)?.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => new(JournalTrouble.DiskFull, $"The disk of {path} is full. Nothing of the last commit was kept; make room and start again.", error),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => Corrupted(path, error.Message, error),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Locked(path, error),
        raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_IOERR => new(
            JournalTrouble.Unwritable, $"{path} cannot be read or written ({error.Message}). Check the disk and the rights on the folder, then start again.", error),
        _ => new(JournalTrouble.Broken, $"The journal {path} has stopped: {error.Message} What was committed is kept; start again.", error),
    };

    public static JournalUnusableException Corrupted(string path, string flaw, Exception? error = null) => new(
        JournalTrouble.Corrupted,
        $"{path} is damaged or not a journal: {flaw}. It was not touched. Put the last backup in its place, or move it away to begin with an empty one.",
        error);

    public static JournalUnusableException Newer(string path, string part, int found, int known) => new(
        JournalTrouble.NewerSchema,
        $"{path} was written by a newer release ({part}: version {found}, this release knows {known}). Start the newer release; this one would lose data.");

    private static JournalUnusableException Locked(string path, Exception error) => new(
        JournalTrouble.Locked, $"{path} is open in another process. Stop that one first, or give this one a data folder of its own.", error);

    private static SqliteConnection Connect(string path)
    {
        // No pool: connections live as long as the journal, and a closed one must let go of the file.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 5 }.ToString());
        try
        {
            connection.Open();
            Run(connection, "PRAGMA busy_timeout = 5000");
            return connection;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw Explain(path, error);
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
