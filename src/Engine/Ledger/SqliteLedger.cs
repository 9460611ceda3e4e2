using System.Text.Json;
using GridCase.Workflows.Durable;

namespace GridCase.Engine;

/// <summary>The ledger in the journal's SQLite file. Instants are UTC ticks; instances have a number, never used again, that everything else hangs on.</summary>
internal sealed class SqliteLedger : ILedger
{
    public const int Version = 2;

    private const string Columns = "key, id, orchestration, started_at, execution, state, ended_at, status, parked_reason";

    /// <summary>Who has not ended is counted at each start, and that must not cost a look at all who ever were.</summary>
    private const string AliveIndex = "CREATE INDEX engine_instance_alive ON engine_instance (state, ended_at) WHERE ended_at IS NULL";

    private static readonly string[] Tables =
    [
        """
        CREATE TABLE engine_instance (
            key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, orchestration TEXT NOT NULL, started_at INTEGER NOT NULL,
            execution INTEGER NOT NULL, state INTEGER NOT NULL, ended_at INTEGER, status TEXT, parked_reason TEXT)
        """,
        "CREATE INDEX engine_instance_ended ON engine_instance (ended_at) WHERE ended_at IS NOT NULL",
        "CREATE TABLE engine_turn (key INTEGER NOT NULL, turn INTEGER NOT NULL, events BLOB NOT NULL, PRIMARY KEY (key, turn)) WITHOUT ROWID",
        """
        CREATE TABLE engine_inbox (
            row INTEGER PRIMARY KEY, key INTEGER NOT NULL, kind INTEGER NOT NULL, execution INTEGER NOT NULL, step INTEGER NOT NULL,
            name TEXT, payload BLOB, reason TEXT)
        """,
        "CREATE INDEX engine_inbox_key ON engine_inbox (key)",
        "CREATE TABLE engine_timer (key INTEGER NOT NULL, step INTEGER NOT NULL, due INTEGER NOT NULL, PRIMARY KEY (key, step)) WITHOUT ROWID",
        "CREATE INDEX engine_timer_due ON engine_timer (due)",
        """
        CREATE TABLE engine_task (
            key INTEGER NOT NULL, step INTEGER NOT NULL, execution INTEGER NOT NULL, activity TEXT NOT NULL, input BLOB NOT NULL,
            attempt INTEGER NOT NULL, retry TEXT, due INTEGER NOT NULL, PRIMARY KEY (key, step)) WITHOUT ROWID
        """,
        """
        CREATE TABLE engine_join (
            child INTEGER NOT NULL, parent INTEGER NOT NULL, execution INTEGER NOT NULL, step INTEGER NOT NULL,
            PRIMARY KEY (child, parent, execution, step)) WITHOUT ROWID
        """,
    ];

    public static void Upgrade(JournalSession session, int from)
    {
        string[] missing = from < 1 ? [.. Tables, AliveIndex] : from < 2 ? [AliveIndex] : [];
        foreach (var statement in missing) session.Prepare(statement).ExecuteNonQuery();
    }

    public InstanceRow? Find(JournalSession session, string id) =>
        One(session.Statement($"SELECT {Columns} FROM engine_instance WHERE id = ?").Bind(1, id), ReadInstance);

    public InstanceRow? Find(JournalSession session, long key) =>
        One(session.Statement($"SELECT {Columns} FROM engine_instance WHERE key = ?").Bind(1, key), ReadInstance);

    public InstanceRow Insert(JournalSession session, string id, string orchestration, DateTimeOffset startedAt)
    {
        session.Statement("INSERT INTO engine_instance (id, orchestration, started_at, execution, state) VALUES (?, ?, ?, 1, ?)")
            .Bind(1, id).Bind(2, orchestration).Bind(3, startedAt.UtcTicks).Bind(4, (long)InstanceState.Running).Run();
        return new InstanceRow(LastRow(session), id, orchestration, startedAt);
    }

    public void Update(JournalSession session, InstanceRow row) =>
        session.Statement("UPDATE engine_instance SET execution = ?, state = ?, ended_at = ?, status = ?, parked_reason = ? WHERE key = ?")
            .Bind(1, row.Execution).Bind(2, (long)row.State).Bind(3, row.EndedAt?.UtcTicks).Bind(4, row.Status).Bind(5, row.ParkedReason)
            .Bind(6, row.Key).Run();

    public void UpdateStatus(JournalSession session, InstanceRow row) =>
        session.Statement("UPDATE engine_instance SET status = ? WHERE key = ?").Bind(1, row.Status).Bind(2, row.Key).Run();

    public void Remove(JournalSession session, long key)
    {
        RemoveTurns(session, key);
        RemoveWaits(session, key);
        RemoveMessages(session, key);
        session.Statement("DELETE FROM engine_join WHERE child = ?").Bind(1, key).Run();
        session.Statement("DELETE FROM engine_instance WHERE key = ?").Bind(1, key).Run();
    }

    public IReadOnlyList<InstanceRow> List(JournalSession session, string prefix, string? after, int limit) =>
        All(
            session.Statement($"SELECT {Columns} FROM engine_instance WHERE id >= ? AND id > ? AND id < ? ORDER BY id LIMIT ?")
                .Bind(1, prefix).Bind(2, after ?? "").Bind(3, prefix + "\U0010FFFF").Bind(4, limit),
            ReadInstance);

    public IReadOnlyList<long> EndedBefore(JournalSession session, DateTimeOffset before, int limit) =>
        All(
            session.Statement("SELECT key FROM engine_instance WHERE ended_at IS NOT NULL AND ended_at < ? ORDER BY ended_at LIMIT ?")
                .Bind(1, before.UtcTicks).Bind(2, limit),
            row => row.Long(0));

    public (int Running, int Parked) Count(JournalSession session)
    {
        var counts = All(session.Statement("SELECT state, count(*) FROM engine_instance WHERE ended_at IS NULL GROUP BY state"), row => (State: row.Long(0), Count: (int)row.Long(1)));
        return (Of(InstanceState.Running), Of(InstanceState.Parked));

        int Of(InstanceState state) => counts.Where(count => count.State == (long)state).Sum(count => count.Count);
    }

    public void AddTurn(JournalSession session, long key, int turn, ReadOnlySpan<byte> events) =>
        session.Statement("INSERT INTO engine_turn (key, turn, events) VALUES (?, ?, ?)").Bind(1, key).Bind(2, turn).Bind(3, events).Run();

    public IReadOnlyList<byte[]> Turns(JournalSession session, long key) =>
        All(session.Statement("SELECT events FROM engine_turn WHERE key = ? ORDER BY turn").Bind(1, key), row => row.Bytes(0));

    public void RemoveTurns(JournalSession session, long key) => session.Statement("DELETE FROM engine_turn WHERE key = ?").Bind(1, key).Run();

    public void RemoveWaits(JournalSession session, long key)
    {
        session.Statement("DELETE FROM engine_timer WHERE key = ?").Bind(1, key).Run();
        session.Statement("DELETE FROM engine_task WHERE key = ?").Bind(1, key).Run();
    }

    public long AddMessage(JournalSession session, long key, Message message)
    {
        session.Statement("INSERT INTO engine_inbox (key, kind, execution, step, name, payload, reason) VALUES (?, ?, ?, ?, ?, ?, ?)")
            .Bind(1, key).Bind(2, (long)message.Kind).Bind(3, message.Execution).Bind(4, message.Step).Bind(5, message.Name)
            .Bind(6, message.Payload.AsSpan()).Bind(7, message.Reason).Run();
        return LastRow(session);
    }

    public void RemoveMessage(JournalSession session, long row) => session.Statement("DELETE FROM engine_inbox WHERE row = ?").Bind(1, row).Run();

    public void RemoveMessages(JournalSession session, long key) => session.Statement("DELETE FROM engine_inbox WHERE key = ?").Bind(1, key).Run();

    public IReadOnlyList<Message> Messages(JournalSession session, long key) =>
        All(
            session.Statement("SELECT row, kind, execution, step, name, payload, reason FROM engine_inbox WHERE key = ? ORDER BY row").Bind(1, key),
            row => new Message((MessageKind)row.Long(1), (int)row.Long(2), (int)row.Long(3))
            {
                Row = row.Long(0),
                Name = row.TextOrNull(4),
                Payload = row.BytesOrNull(5),
                Reason = row.TextOrNull(6),
            });

    public IReadOnlyList<long> Awaited(JournalSession session) =>
        All(
            session.Statement("SELECT key FROM engine_instance WHERE state = ? AND key IN (SELECT key FROM engine_inbox) ORDER BY key")
                .Bind(1, (long)InstanceState.Running),
            row => row.Long(0));

    public void AddTimer(JournalSession session, TimerRow timer) =>
        session.Statement("INSERT INTO engine_timer (key, step, due) VALUES (?, ?, ?)").Bind(1, timer.Key).Bind(2, timer.Step).Bind(3, timer.Due.UtcTicks).Run();

    public void RemoveTimer(JournalSession session, long key, int step) =>
        session.Statement("DELETE FROM engine_timer WHERE key = ? AND step = ?").Bind(1, key).Bind(2, step).Run();

    public bool HasTimer(JournalSession session, TimerRow timer) =>
        One(
            session.Statement("SELECT 1 FROM engine_timer WHERE key = ? AND step = ? AND due = ?")
                .Bind(1, timer.Key).Bind(2, timer.Step).Bind(3, timer.Due.UtcTicks),
            _ => this) is not null;

    public IReadOnlyList<TimerRow> Timers(JournalSession session, long key) =>
        All(session.Statement("SELECT key, step, due FROM engine_timer WHERE key = ? ORDER BY due, step").Bind(1, key), ReadTimer);

    public IReadOnlyList<TimerRow> Timers(JournalSession session, DateTimeOffset after, DateTimeOffset until) =>
        All(
            session.Statement("SELECT key, step, due FROM engine_timer WHERE due > ? AND due <= ? ORDER BY due, key, step")
                .Bind(1, after.UtcTicks).Bind(2, until.UtcTicks),
            ReadTimer);

    public IReadOnlyList<string> Upcoming(JournalSession session, DateTimeOffset until, int limit) =>
        All(
            session.Statement("SELECT i.id FROM engine_timer t JOIN engine_instance i ON i.key = t.key WHERE t.due <= ? AND i.state = ? ORDER BY t.due, t.key, t.step LIMIT ?")
                .Bind(1, until.UtcTicks).Bind(2, (int)InstanceState.Running).Bind(3, limit),
            row => row.Text(0));

    public DateTimeOffset? NextTimer(JournalSession session, DateTimeOffset after)
    {
        var statement = session.Statement("SELECT min(due) FROM engine_timer WHERE due > ?").Bind(1, after.UtcTicks);
        var due = statement.Step() ? statement.LongOrNull(0) : null;
        statement.Reset();
        return due is { } ticks ? Instant(ticks) : null;
    }

    public void PutTask(JournalSession session, TaskRow task) =>
        session.Statement("INSERT OR REPLACE INTO engine_task (key, step, execution, activity, input, attempt, retry, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
            .Bind(1, task.Key).Bind(2, task.Step).Bind(3, task.Execution).Bind(4, task.Activity).Bind(5, task.Input.AsSpan()).Bind(6, task.Attempt)
            .Bind(7, task.Retry is null ? null : JsonSerializer.Serialize(task.Retry, EngineJson.Default)).Bind(8, task.Due.UtcTicks).Run();

    public bool RemoveTask(JournalSession session, long key, int step) =>
        session.Statement("DELETE FROM engine_task WHERE key = ? AND step = ?").Bind(1, key).Bind(2, step).Run() > 0;

    public TaskRow? Task(JournalSession session, long key, int step) =>
        One(
            session.Statement("SELECT key, step, execution, activity, input, attempt, retry, due FROM engine_task WHERE key = ? AND step = ?")
                .Bind(1, key).Bind(2, step),
            ReadTask);

    public IReadOnlyList<TaskRow> Tasks(JournalSession session, long? key) =>
        All(
            session.Statement(
                "SELECT key, step, execution, activity, input, attempt, retry, due FROM engine_task WHERE ?1 IS NULL OR key = ?1 ORDER BY due, key, step")
                .Bind(1, key),
            ReadTask);

    public void AddJoin(JournalSession session, long child, JoinRow join) =>
        session.Statement("INSERT INTO engine_join (child, parent, execution, step) VALUES (?, ?, ?, ?)")
            .Bind(1, child).Bind(2, join.Parent).Bind(3, join.Execution).Bind(4, join.Step).Run();

    public IReadOnlyList<JoinRow> TakeJoins(JournalSession session, long child)
    {
        var joins = All(
            session.Statement("SELECT parent, execution, step FROM engine_join WHERE child = ? ORDER BY parent, step").Bind(1, child),
            row => new JoinRow(row.Long(0), (int)row.Long(1), (int)row.Long(2)));
        if (joins.Count > 0) session.Statement("DELETE FROM engine_join WHERE child = ?").Bind(1, child).Run();
        return joins;
    }

    private static T? One<T>(Statement statement, Func<Statement, T> read)
        where T : class
    {
        var row = statement.Step() ? read(statement) : null;
        statement.Reset();
        return row;
    }

    private static List<T> All<T>(Statement statement, Func<Statement, T> read)
    {
        var rows = new List<T>();
        while (statement.Step()) rows.Add(read(statement));
        statement.Reset();
        return rows;
    }

    private static long LastRow(JournalSession session) => SQLitePCL.raw.sqlite3_last_insert_rowid(session.Connection!.Handle);

    private static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);

    private static InstanceRow ReadInstance(Statement row) => new(row.Long(0), row.Text(1), row.Text(2), Instant(row.Long(3)))
    {
        Execution = (int)row.Long(4),
        State = (InstanceState)row.Long(5),
        EndedAt = row.LongOrNull(6) is { } ended ? Instant(ended) : null,
        Status = row.TextOrNull(7),
        ParkedReason = row.TextOrNull(8),
    };

    private static TimerRow ReadTimer(Statement row) => new(row.Long(0), (int)row.Long(1), Instant(row.Long(2)));

    private static TaskRow ReadTask(Statement row) => new(
        row.Long(0),
        (int)row.Long(2),
        (int)row.Long(1),
        row.Text(3),
        row.Bytes(4),
        (int)row.Long(5),
        row.TextOrNull(6) is { } retry ? JsonSerializer.Deserialize<RetryPolicy>(retry, EngineJson.Default) : null,
        Instant(row.Long(7)));
}
