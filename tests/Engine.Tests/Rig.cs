using GridCase.Workflows.Durable;

namespace GridCase.Engine.Tests;

/// <summary>An engine under a virtual clock, over either journal, with a book in the journal in which in-transaction activities leave their effect.</summary>
public sealed class Rig : IDisposable
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 8, 30, 0, TimeSpan.Zero);

    private readonly Folder folder = new();
    private readonly bool onDisk;
    private readonly Action<WorkflowRegistry, Rig> register;
    private readonly EngineOptions? options;
    private readonly Func<HostileMode?> hostile;

    private Rig(bool onDisk, Action<WorkflowRegistry, Rig> register, EngineOptions? options, Func<HostileMode?> hostile)
    {
        this.onDisk = onDisk;
        this.register = register;
        this.options = options;
        this.hostile = hostile;
        Clock = new VirtualClock(Monday);
        Book = new Book();
    }

    public static TheoryData<string> Journals => ["memory", "sqlite"];

    public VirtualClock Clock { get; private set; }

    public Journal Journal { get; private set; } = null!;

    public DurableEngine Engine { get; private set; } = null!;

    public Book Book { get; private set; }

    public HeardLog Log { get; } = new();

    public string Path => folder.File();

    public static async Task<Rig> Start(
        string journal, Action<WorkflowRegistry, Rig> register, EngineOptions? options = null, Func<HostileMode?>? hostile = null, bool started = true)
    {
        var rig = new Rig(journal == "sqlite", register, options, hostile ?? (() => null));
        rig.Open();
        if (started) await rig.Engine.Start();
        return rig;
    }

    /// <summary>Lets go of everything as a killed process would, and opens the file again. The clock goes on where it stood.</summary>
    public async Task Restart()
    {
        Journal.CrashHook = _ => true;
        await Assert.ThrowsAsync<JournalUnusableException>(() => Journal.Write(_ => { }));
        await Reopen();
    }

    public async Task Reopen()
    {
        Journal.Dispose();
        Book = new Book();
        Open();
        await Engine.Start();
    }

    public async Task<InstanceView> View(string instanceId) => await Engine.Find(instanceId) ?? throw new InvalidOperationException($"{instanceId} is not there.");

    public string Result(string instanceId)
    {
        var end = Engine.ExportHistory(instanceId)!.Turns[^1].Events[^1];
        return end.Payload is { } payload ? System.Text.Encoding.UTF8.GetString(payload) : end.Reason ?? end.ToString();
    }

    public void Dispose()
    {
        Journal.Dispose();
        folder.Dispose();
    }

    private void Open()
    {
        var options = new JournalOptions { Time = Clock, SyncEveryCommit = false, FreeMegabytes = 0 };
        Journal = onDisk ? new SqliteJournal(Path, options) : new MemoryJournal(options);
        Book.Open(Journal);
        var registry = new WorkflowRegistry();
        register(registry, this);
        Engine = new DurableEngine(Journal, registry, this.options, hostile(), Log);
    }
}

/// <summary>Lines kept in the journal: a table, or a list that is put back when undone.</summary>
public sealed class Book
{
    private readonly List<string> lines = [];
    private Journal journal = null!;

    public IReadOnlyList<string> Lines => journal.Read(session =>
    {
        if (session.Connection is null) return (IReadOnlyList<string>)[.. lines];
        var read = new List<string>();
        var statement = session.Statement("SELECT line FROM book ORDER BY rowid");
        while (statement.Step()) read.Add(statement.Text(0));
        statement.Reset();
        return read;
    });

    public void Open(Journal opened)
    {
        journal = opened;
        journal.Schema("book", 1, (session, _) => session.Prepare("CREATE TABLE book (line TEXT NOT NULL)").ExecuteNonQuery());
    }

    /// <summary>Works the same from outside and inside an activity: that is how the stores are written.</summary>
    public Task Add(string line) => journal.Write(session =>
    {
        if (session.Connection is null)
        {
            lines.Add(line);
            session.OnRolledBack(() => lines.RemoveAt(lines.Count - 1));
        }
        else
        {
            session.Statement("INSERT INTO book (line) VALUES (?)").Bind(1, line).Run();
        }
    });
}
