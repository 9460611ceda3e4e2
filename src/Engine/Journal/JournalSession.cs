using GridCase.Workflows.Durable;
using Microsoft.Data.Sqlite;

namespace GridCase.Engine;

/// <summary>
/// One piece of work inside a transaction of the journal (or, from <see cref="Journal.Read{T}"/>, inside a snapshot). Valid only while the
/// work runs; not to be kept or used on another thread.
/// </summary>
public sealed class JournalSession
{
    private readonly Dictionary<string, SqliteCommand> commands = [];
    private readonly Dictionary<string, Statement> statements = [];
    private readonly List<Statement> stepping = [];
    private readonly List<Action> committed = [];
    private readonly List<Action> rolledBack = [];

    internal JournalSession(Journal journal, SqliteConnection? connection, bool writes)
    {
        Journal = journal;
        Connection = connection;
        Writes = writes;
    }

    /// <summary>The open connection; null for the journal in memory.</summary>
    public SqliteConnection? Connection { get; }

    /// <summary>The time of this piece of work: one instant from its beginning to its end. UTC.</summary>
    public DateTimeOffset Now { get; internal set; }

    /// <summary>False in a read snapshot.</summary>
    public bool Writes { get; }

    internal Journal Journal { get; }

    /// <summary>
    /// A command for this SQL, compiled once per connection and handed out again with no parameters. Close its reader before the work ends
    /// and before asking for the same SQL again.
    /// </summary>
    public SqliteCommand Prepare(string sql)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = Required().CreateCommand();
            command.CommandText = sql;
            commands.Add(sql, command);
        }

        command.Parameters.Clear();
        return command;
    }

    /// <summary>The same with positional parameters and less cost per call.</summary>
    public Statement Statement(string sql)
    {
        if (statements.TryGetValue(sql, out var statement)) return statement;
        statement = new Statement(Required().Handle!, sql, stepping);
        statements.Add(sql, statement);
        return statement;
    }

    /// <summary>Starts an orchestration in this transaction; false when the id is running (or parked) already.</summary>
    /// <exception cref="UnknownOrchestrationException">The engine has no orchestration of this name.</exception>
    public bool Start<TInput, TOutput>(Orchestration<TInput, TOutput> orchestration, string instanceId, TInput input) =>
        Turns().Start(this, orchestration, instanceId, input);

    /// <summary>Sends a signal in this transaction; false when no such instance runs.</summary>
    public bool Send<T>(string instanceId, Signal<T> signal, T payload) => Turns().Send(this, instanceId, signal, payload);

    /// <summary>Runs <paramref name="action"/> on the writer thread once the transaction is on the disk. It must not throw.</summary>
    public void OnCommitted(Action action)
    {
        RequireWriting();
        committed.Add(action);
    }

    /// <summary>
    /// Runs <paramref name="action"/> if this piece of work, or the commit it went into, is undone: latest first. For caches and for stores
    /// in memory.
    /// </summary>
    public void OnRolledBack(Action action)
    {
        RequireWriting();
        rolledBack.Add(action);
    }

    /// <summary>Undoes what <paramref name="work"/> did, in the database and by the callbacks, if it throws; the rest of the transaction stands.</summary>
    public T Attempt<T>(Func<T> work)
    {
        RequireWriting();
        var mark = Begin();
        try
        {
            var result = work();
            Keep();
            return result;
        }
        catch (Exception error)
        {
            Undo(mark, error);
            throw;
        }
    }

    internal SessionMark Begin()
    {
        Journal.Savepoint();
        return new SessionMark(committed.Count, rolledBack.Count, Journal.Turns?.Outgoing ?? 0);
    }

    internal void Keep() => Journal.ReleaseSavepoint();

    /// <summary>Back to the mark. An error after which the database cannot go on ends the whole batch instead.</summary>
    internal void Undo(SessionMark mark, Exception? error)
    {
        if (error is BatchLostException) return;
        if (error is not null && Journal.Loses(error)) throw new BatchLostException(error);
        Journal.RollbackToSavepoint();
        RunBack(mark.RolledBack);
        committed.RemoveRange(mark.Committed, committed.Count - mark.Committed);
        Journal.Turns?.Forget(mark.Outgoing);
    }

    /// <summary>Ends the statements that the work left in the middle: they would hold on to its snapshot.</summary>
    internal void EndStatements()
    {
        while (stepping.Count > 0) stepping[^1].Reset();
    }

    internal void Committed()
    {
        rolledBack.Clear();
        // A callback may not write, so the list cannot grow under the loop.
        foreach (var action in committed) action();
        committed.Clear();
    }

    internal void RolledBack()
    {
        committed.Clear();
        RunBack(0);
    }

    internal void Close()
    {
        foreach (var command in commands.Values) command.Dispose();
        foreach (var statement in statements.Values) statement.Close();
        commands.Clear();
        statements.Clear();
        Connection?.Dispose();
    }

    private void RunBack(int from)
    {
        for (var index = rolledBack.Count - 1; index >= from; index--) rolledBack[index]();
        rolledBack.RemoveRange(from, rolledBack.Count - from);
    }

    private SqliteConnection Required() =>
        Connection ?? throw new InvalidOperationException("The journal in memory has no connection; ask Connection first.");

    private ITurns Turns()
    {
        RequireWriting();
        return Journal.Turns ?? throw new InvalidOperationException("No engine is attached to this journal yet.");
    }

    private void RequireWriting()
    {
        if (!Writes) throw new InvalidOperationException("This session only reads; use Write.");
    }
}

/// <summary>How far the lists of a session had grown when a savepoint was set.</summary>
internal readonly record struct SessionMark(int Committed, int RolledBack, int Outgoing);

/// <summary>The whole batch is lost: the database cannot go on.</summary>
internal sealed class BatchLostException(Exception cause) : Exception(cause.Message, cause);
