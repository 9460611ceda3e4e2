using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GridCase.Engine;

/// <summary>The journal in one SQLite file (WAL), open in one process at a time.</summary>
public sealed class SqliteJournal : Journal
{
    /// <summary>Pages of the log that are worth copying while nobody waits: about 15 ms.</summary>
    private const int WorthCopying = 1_000;

    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(20);

    private readonly string path;
    private readonly FileStream held;
    private readonly ConcurrentBag<JournalSession> idleReaders = [];
    private readonly SemaphoreSlim readers;
    private readonly Statement savepoint;
    private readonly Statement release;
    private readonly Statement rollbackTo;
    private readonly Statement begin;
    private readonly Statement commit;
    private readonly Statement copy;
    private readonly ConcurrentQueue<TaskCompletionSource> copyWanted = new();
    private int copiedAt;
    private volatile bool shut;

    /// <summary>Opens or creates the file.</summary>
    /// <exception cref="JournalUnusableException">The file is corrupted, held by another process, written by a newer release, or the disk is full.</exception>
    public SqliteJournal(string path, JournalOptions? options = null)
        : base(options ?? new JournalOptions())
    {
        Options.Validate();
        this.path = Path.GetFullPath(path);
        readers = new SemaphoreSlim(Options.Readers);
        held = SqliteFile.Hold(this.path);
        try
        {
            SqliteFile.RequireRoom(this.path, Options.FreeMegabytes);
            var connection = SqliteFile.Open(this.path, Options);
            Session = new JournalSession(this, connection, writes: true);
            savepoint = Session.Statement("SAVEPOINT work");
            release = Session.Statement("RELEASE work");
            rollbackTo = Session.Statement("ROLLBACK TO work");
            begin = Session.Statement("BEGIN IMMEDIATE");
            commit = Session.Statement("COMMIT");
            copy = Session.Statement("PRAGMA wal_checkpoint(PASSIVE)");
        }
        catch (Exception)
        {
            Session?.Close();
            held.Dispose();
            throw;
        }

        StartWriter();
        if (SqliteFile.IsLarger(this.path, Options.CheckFirstMegabytes)) CheckBesideWork();
    }

    /// <inheritdoc/>
    public override void Schema(string part, int version, Action<JournalSession, int> upgrade)
    {
        Write(Bring).GetAwaiter().GetResult();

        void Bring(JournalSession session)
        {
            var statement = session.Statement("SELECT version FROM journal_part WHERE part = ?").Bind(1, part);
            var found = statement.Step() ? (int)statement.Long(0) : 0;
            statement.Reset();
            if (found == version) return;
            if (found > version) throw SqliteFile.Newer(path, part, found, version);
            upgrade(session, found);
            session.Statement("INSERT INTO journal_part (part, version) VALUES (?, ?) ON CONFLICT (part) DO UPDATE SET version = excluded.version")
                .Bind(1, part).Bind(2, version).Run();
        }
    }

    /// <summary>Copies the log into the database file as soon as the writer has a moment; what a host does before it copies the file.</summary>
    public async Task Checkpoint()
    {
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        copyWanted.Enqueue(waiter);
        await Write(_ => { }).ConfigureAwait(false);
        await waiter.Task.ConfigureAwait(false);
    }

    internal override bool Loses(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is SqliteException sqlite && SqliteFile.IsFatal(sqlite)) return true;
        }

        // SQLite ends a transaction by itself when it cannot even undo one statement.
        return raw.sqlite3_get_autocommit(Session!.Connection!.Handle) != 0;
    }

    internal override void Savepoint() => savepoint.Run();

    internal override void ReleaseSavepoint() => release.Run();

    internal override void RollbackToSavepoint()
    {
        rollbackTo.Run();
        release.Run();
    }

    /// <summary>Nothing of a batch has begun while another program has the file, so it waits its turn and nobody is refused.</summary>
    private protected override void Begin()
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                begin.Run();
                return;
            }
            catch (SqliteException busy) when (busy.SqliteErrorCode == raw.SQLITE_BUSY && Stopwatch.GetElapsedTime(began) < Options.BusyLimit)
            {
                Thread.Sleep(BusyPause);
            }
        }
    }

    private protected override void Commit() => commit.Run();

    /// <summary>
    /// Copies the log into the database file while nobody waits, so that a caller seldom has to wait for the whole of it. Under callers without end the log grows to its
    /// limit instead: the more commits are copied at once, the fewer pages there are to copy. Only ever from the connection that writes: docs/adr/0003-sqlite-pin.md.
    /// </summary>
    private protected override void Unasked()
    {
        const int CacheWrite = 9;
        raw.sqlite3_db_status(Session!.Connection!.Handle, CacheWrite, out var written, out _, 0);
        if (written - copiedAt < WorthCopying && copyWanted.IsEmpty) return;
        copiedAt = written;
        copy.Run();
        while (copyWanted.TryDequeue(out var waiter)) waiter.SetResult();
    }

    private protected override void Rollback()
    {
        if (raw.sqlite3_get_autocommit(Session!.Connection!.Handle) == 0) raw.sqlite3_exec(Session.Connection.Handle, "ROLLBACK");
    }

    private protected override JournalUnusableException Explain(Exception error) =>
        error as JournalUnusableException ?? SqliteFile.Explain(path, error);

    private protected override JournalSession BeginRead()
    {
        readers.Wait();
        try
        {
            if (shut) throw Fault!;
            if (!idleReaders.TryTake(out var session)) session = new JournalSession(this, SqliteFile.OpenReader(path), writes: false);
            session.Statement("BEGIN").Run();
            return session;
        }
        catch (Exception)
        {
            readers.Release();
            throw;
        }
    }

    private protected override void EndRead(JournalSession session)
    {
        session.EndStatements();
        if (raw.sqlite3_get_autocommit(session.Connection!.Handle) == 0) session.Statement("COMMIT").Run();
        if (shut) session.Close();
        else idleReaders.Add(session);
        readers.Release();
    }

    private protected override void Close()
    {
        shut = true;
        while (copyWanted.TryDequeue(out var waiter)) waiter.SetException(Fault!);
        while (idleReaders.TryTake(out var session)) session.Close();
        Session!.Close();
        held.Dispose();
    }

    private void CheckBesideWork() => Task.Run(() =>
    {
        using var connection = SqliteFile.OpenReader(path);
        if (SqliteFile.FirstFlaw(connection) is { } flaw) Stop(SqliteFile.Corrupted(path, flaw));
    });
}
