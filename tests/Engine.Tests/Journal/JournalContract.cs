namespace GridCase.Engine.Tests;

/// <summary>What a journal promises, whatever keeps it: run against each of them.</summary>
public abstract class JournalContract : IDisposable
{
    private readonly List<string> remembered = [];
    private readonly Lazy<Journal> opened;

    protected JournalContract() => opened = new Lazy<Journal>(() => Open(new JournalOptions { QueueLimit = 4, WritesPerCommit = 64, FreeMegabytes = 0 }));

    private Journal Journal => opened.Value;

    [Fact]
    public async Task A_write_returns_what_the_work_returned()
    {
        Assert.Equal(42, await Journal.Write(_ => 42));
    }

    [Fact]
    public async Task A_failing_write_faults_its_own_task_and_undoes_its_own_effect_only()
    {
        var hold = Hold();
        var first = Journal.Write(session => Add(session, "first"));
        var second = Journal.Write(session =>
        {
            Add(session, "second");
            throw new FormatException("no");
        });
        var third = Journal.Write(session => Add(session, "third"));
        hold.Set();
        await first;
        await Assert.ThrowsAsync<FormatException>(() => second);
        await third;
        Assert.Equal(["first", "third"], All());
        Assert.Null(Journal.Fault);
    }

    [Fact]
    public async Task Writes_that_wait_together_share_a_commit()
    {
        using var wide = Open(new JournalOptions { FreeMegabytes = 0 });
        await wide.Write(_ => { });
        var before = wide.Commits;
        using var hold = new ManualResetEventSlim();
        var held = wide.Write(_ => hold.Wait());
        var writes = Enumerable.Range(0, 200).Select(number => wide.Write(_ => number)).ToList();
        hold.Set();
        await held;
        Assert.Equal(Enumerable.Range(0, 200), await Task.WhenAll(writes));
        Assert.InRange(wide.Commits - before, 1, 3);
    }

    [Fact]
    public async Task A_full_queue_makes_the_caller_wait_and_loses_nothing()
    {
        var hold = Hold();
        var writes = Enumerable.Range(0, 50).Select(number => Journal.Write(session => Add(session, number.ToString("00")))).ToList();
        Assert.InRange(Journal.QueueDepth, 0, 4);
        hold.Set();
        await Task.WhenAll(writes);
        Assert.Equal(50, All().Count);
    }

    [Fact]
    public async Task A_caller_who_gives_up_while_the_queue_is_full_writes_nothing()
    {
        var hold = Hold();
        var queued = Enumerable.Range(0, 4).Select(_ => Journal.Write(_ => { })).ToList();
        using var patience = new CancellationTokenSource();
        var waiting = Journal.Write(session => Add(session, "late"), patience.Token);
        Assert.False(waiting.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        hold.Set();
        await Task.WhenAll(queued);
        Assert.Empty(All());
    }

    [Fact]
    public async Task Inside_a_write_reads_and_writes_run_at_once_in_the_same_transaction()
    {
        var seen = await Journal.Write(session =>
        {
            Add(session, "outer");
            var inner = Journal.Write(nested => Add(nested, "inner"));
            Assert.True(inner.IsCompletedSuccessfully);
            return Journal.Read(Load);
        });
        Assert.Equal(["inner", "outer"], seen);
    }

    [Fact]
    public async Task A_read_sees_nothing_of_a_write_that_is_not_committed()
    {
        using var inside = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var write = Journal.Write(session =>
        {
            Add(session, "x");
            inside.Set();
            go.Wait();
        });
        inside.Wait();
        var read = Task.Run(() => Journal.Read(Load).Count);
        // On disk the read answers at once from its snapshot; in memory it waits for the commit. Either way it never sees half of it.
        if (this is SqliteJournalTests) Assert.Equal(0, await read);
        go.Set();
        await write;
        Assert.InRange(await read, 0, 1);
        Assert.Equal(["x"], All());
    }

    [Fact]
    public void A_write_inside_a_read_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => Journal.Read(session =>
        {
            Journal.Write(_ => { }).Wait();
            return 0;
        }));
    }

    [Fact]
    public async Task Callbacks_tell_what_became_of_the_work()
    {
        var told = new List<string>();
        await Journal.Write(session =>
        {
            session.OnCommitted(() => told.Add("committed"));
            session.OnRolledBack(() => told.Add("wrong"));
            Assert.Throws<FormatException>(() => session.Attempt<int>(() =>
            {
                session.OnCommitted(() => told.Add("wrong"));
                session.OnRolledBack(() => told.Add("inner undone first"));
                session.OnRolledBack(() => told.Add("inner undone last"));
                throw new FormatException();
            }));
        });
        await Assert.ThrowsAsync<FormatException>(() => Journal.Write(session =>
        {
            session.OnRolledBack(() => told.Add("outer undone"));
            throw new FormatException();
        }));
        Assert.Equal(["inner undone last", "inner undone first", "committed", "outer undone"], told);
    }

    [Fact]
    public async Task A_write_inside_a_write_that_fails_is_undone_alone_when_its_caller_goes_on()
    {
        await Journal.Write(session =>
        {
            Add(session, "before");
            Assert.Throws<FormatException>(() =>
            {
                _ = Journal.Write(inner =>
                {
                    Add(inner, "inner");
                    throw new FormatException();
                });
            });
            Add(session, "after");
        });
        Assert.Equal(["after", "before"], All());
    }

    [Fact]
    public async Task Asynchronous_work_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Journal.Write(_ => Task.CompletedTask));
    }

    [Fact]
    public async Task A_closed_journal_says_so()
    {
        Journal.Dispose();
        var refusal = await Assert.ThrowsAsync<JournalUnusableException>(() => Journal.Write(_ => { }));
        Assert.Equal(JournalTrouble.Closed, refusal.Trouble);
    }

    [Fact]
    public async Task When_the_batch_is_lost_every_waiter_hears_it_and_callbacks_undo()
    {
        var undone = 0;
        Journal.CrashHook = point => point == CrashPoint.BeforeCommit;
        var write = Journal.Write(session =>
        {
            session.OnRolledBack(() => undone++);
            Add(session, "gone");
        });
        await Assert.ThrowsAsync<JournalUnusableException>(() => write);
        await Assert.ThrowsAsync<JournalUnusableException>(() => Journal.Write(_ => { }));
        Assert.Equal(1, undone);
        Assert.NotNull(Journal.Fault);
    }

    public void Dispose()
    {
        if (opened.IsValueCreated) opened.Value.Dispose();
        Clean();
        GC.SuppressFinalize(this);
    }

    protected abstract Journal Open(JournalOptions options);

    protected virtual void Clean()
    {
    }

    /// <summary>A store with the same behaviour over both: a table, or a list that is put back when undone.</summary>
    protected void Add(JournalSession session, string text)
    {
        if (session.Connection is null)
        {
            remembered.Add(text);
            session.OnRolledBack(() => remembered.Remove(text));
            return;
        }

        session.Statement("CREATE TABLE IF NOT EXISTS note (text TEXT)").Run();
        var command = session.Prepare("INSERT INTO note (text) VALUES ($text)");
        command.Parameters.AddWithValue("$text", text);
        command.ExecuteNonQuery();
    }

    protected IReadOnlyList<string> Load(JournalSession session)
    {
        if (session.Connection is null) return [.. remembered.Order()];
        var table = session.Statement("SELECT count(*) FROM sqlite_master WHERE name = 'note'");
        table.Step();
        var exists = table.Long(0) == 1;
        table.Reset();
        if (!exists) return [];
        using var reader = session.Prepare("SELECT text FROM note ORDER BY text").ExecuteReader();
        var texts = new List<string>();
        while (reader.Read()) texts.Add(reader.GetString(0));
        return texts;
    }

    private IReadOnlyList<string> All() => Journal.Read(Load);

    /// <summary>Keeps the writer busy until it is let go, and returns when it is.</summary>
    private ManualResetEventSlim Hold()
    {
        var started = new ManualResetEventSlim();
        var hold = new ManualResetEventSlim();
        _ = Journal.Write(_ =>
        {
            started.Set();
            hold.Wait();
        });
        started.Wait();
        return hold;
    }
}
