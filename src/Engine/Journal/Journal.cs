namespace GridCase.Engine;

/// <summary>
/// The single writer. Everything that changes goes through one thread, which gathers what is queued into one transaction, a savepoint for
/// each piece of work, and answers the callers only after the commit is on the disk.
/// </summary>
public abstract class Journal : IDisposable
{
    [ThreadStatic]
    private static JournalSession? ambient;

    private readonly JournalQueue queue;
    private readonly List<JournalItem> batch = [];
    private readonly Thread writer;
    private readonly object closing = new();
    private bool closed;
    private long commits;

    private protected Journal(JournalOptions options)
    {
        Options = options;
        queue = new JournalQueue(options.QueueLimit);
        writer = new Thread(Loop) { IsBackground = true, Name = "journal writer" };
    }

    /// <summary>Where the journal and all that is built on it take their time from.</summary>
    public TimeProvider Time => Options.Time;

    /// <summary>Why the journal has stopped; null while it works. A stopped journal answers every write with this.</summary>
    public JournalUnusableException? Fault { get; private set; }

    /// <summary>Commits since it was opened.</summary>
    public long Commits => Interlocked.Read(ref commits);

    /// <summary>Writes that wait for the writer now.</summary>
    public int QueueDepth => queue.Count;

    internal ITurns? Turns { get; private set; }

    /// <summary>The session of the writer, for what it does between batches.</summary>
    internal JournalSession WriterSession => Session!;

    /// <summary>For tests: asked at each point of a batch; true ends the journal there as a killed process would.</summary>
    internal Func<CrashPoint, bool>? CrashHook { get; set; }

    private protected JournalOptions Options { get; }

    private protected JournalSession? Session { get; set; }

    /// <summary>
    /// Runs <paramref name="work"/> in the next transaction and completes once that is committed. If the work throws, only its own effect is
    /// undone and the task faults. Called from inside a piece of work it runs at once in the same transaction.
    /// </summary>
    /// <remarks>The work runs on the writer thread: it must be quick and must not wait for anything. Waits for room when the queue is full.</remarks>
    /// <exception cref="JournalUnusableException">The journal has stopped; nothing was kept.</exception>
    public Task<T> Write<T>(Func<JournalSession, T> work, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (typeof(T).IsAssignableTo(typeof(Task))) throw new ArgumentException("The work of a write must not be asynchronous.", nameof(work));
        if (ambient is { } running && running.Journal == this)
        {
            if (!running.Writes) throw new InvalidOperationException("A write inside a read would wait for itself.");
            return Task.FromResult(running.Attempt(() => work(running)));
        }

        return Queued(new WriteItem<T>(work, cancellation), cancellation);
    }

    /// <inheritdoc cref="Write{T}"/>
    public Task Write(Action<JournalSession> work, CancellationToken cancellation = default) =>
        Write<object?>(
            session =>
            {
                work(session);
                return null;
            },
            cancellation);

    /// <summary>
    /// Runs <paramref name="work"/> on a snapshot of what is committed, on the calling thread. Inside a piece of work it sees that work's own
    /// changes.
    /// </summary>
    public T Read<T>(Func<JournalSession, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (typeof(T).IsAssignableTo(typeof(Task))) throw new ArgumentException("The work of a read must not be asynchronous.", nameof(work));
        if (ambient is { } running && running.Journal == this) return work(running);
        var session = BeginRead();
        var outer = ambient;
        ambient = session;
        session.Now = Time.GetUtcNow();
        try
        {
            return work(session);
        }
        finally
        {
            ambient = outer;
            EndRead(session);
        }
    }

    /// <summary>
    /// Brings the tables of one part of the program to <paramref name="version"/>: <paramref name="upgrade"/> gets the version found (0 for
    /// none) and runs in one transaction. Call it before the part is used. The journal in memory has no tables and does nothing.
    /// </summary>
    /// <exception cref="JournalUnusableException">A newer release has written this part.</exception>
    public abstract void Schema(string part, int version, Action<JournalSession, int> upgrade);

    /// <summary>Commits what is queued and closes.</summary>
    public void Dispose()
    {
        queue.Shut();
        if (writer.IsAlive && Thread.CurrentThread != writer) writer.Join();
        CloseOnce();
        GC.SuppressFinalize(this);
    }

    internal void Attach(ITurns turns)
    {
        if (Turns is not null) throw new InvalidOperationException("An engine is attached to this journal already.");
        Turns = turns;
    }

    /// <summary>Queues engine work without waiting for room: its amount is bounded by the engine.</summary>
    internal void Post(JournalItem item)
    {
        if (!queue.Put(item)) item.Fail(Closed());
    }

    /// <summary>Makes the writer look again whether there is something to do. <paramref name="change"/> runs under the queue's gate.</summary>
    internal void Wake(Action change) => queue.Wake(change);

    /// <summary>Asks under the queue's gate; false at once when writes are waiting.</summary>
    internal bool WhenNothingIsQueued(Func<bool> question) => queue.WhenEmpty(question);

    internal void MayCrash(CrashPoint point)
    {
        if (CrashHook?.Invoke(point) == true) throw new CrashedException();
    }

    internal abstract bool Loses(Exception error);

    internal abstract void Savepoint();

    internal abstract void ReleaseSavepoint();

    internal abstract void RollbackToSavepoint();

    private protected void StartWriter() => writer.Start();

    private protected abstract void Begin();

    private protected abstract void Commit();

    private protected abstract void Rollback();

    private protected abstract void Unasked();

    private protected abstract JournalUnusableException Explain(Exception error);

    private protected abstract JournalSession BeginRead();

    private protected abstract void EndRead(JournalSession session);

    private protected abstract void Close();

    /// <summary>Stops the journal from another thread, for what was found behind its back.</summary>
    private protected void Stop(JournalUnusableException fault)
    {
        Fault ??= fault;
        queue.Fail(fault);
    }

    private JournalUnusableException Closed() => Fault ?? new JournalUnusableException(JournalTrouble.Closed, "The journal is closed.");

    private void CloseOnce()
    {
        lock (closing)
        {
            if (closed) return;
            closed = true;
        }

        Fault ??= Closed();
        Close();
    }

    private async Task<T> Queued<T>(WriteItem<T> item, CancellationToken cancellation)
    {
        if (!await queue.Add(item, cancellation).ConfigureAwait(false)) throw Closed();
        return await item.Task.ConfigureAwait(false);
    }

    private void Loop()
    {
        try
        {
            while (queue.Await(Idle)) RunBatch();
        }
        catch (Exception error)
        {
            // Whatever a batch dies of, the next one cannot be trusted: the file is closed as it was after the last commit.
            Lose(error);
            return;
        }

        End();
    }

    private TimeSpan? Idle() => Turns is null ? null : Turns.Idle();

    private void RunBatch()
    {
        var session = Session!;
        // A backlog of turns goes first, but never shuts callers out altogether.
        queue.TakeInto(batch, Turns is { IsBehind: true } ? Math.Max(1, Options.WritesPerCommit / 8) : Options.WritesPerCommit);
        Begin();
        ambient = session;
        try
        {
            foreach (var item in batch)
            {
                MayCrash(CrashPoint.InBatch);
                RunItem(session, item);
            }

            session.Now = Time.GetUtcNow();
            Turns?.RunTurns(session);
            Turns?.BeforeCommit(session);
        }
        finally
        {
            ambient = null;
        }

        MayCrash(CrashPoint.BeforeCommit);
        session.EndStatements();
        Commit();
        Interlocked.Increment(ref commits);
        EngineMeter.Commits.Add(1);
        EngineMeter.Writes.Add(batch.Count);
        MayCrash(CrashPoint.AfterCommit);
        try
        {
            session.Committed();
        }
        finally
        {
            foreach (var item in batch) item.Complete();
            batch.Clear();
        }

        Turns?.AfterCommit();
        if (QueueDepth == 0) Unasked();
    }

    private void RunItem(JournalSession session, JournalItem item)
    {
        session.Now = Time.GetUtcNow();
        var mark = session.Begin();
        try
        {
            item.Run(session);
        }
        catch (Exception error) when (error is not (CrashedException or BatchLostException))
        {
            session.EndStatements();
            session.Undo(mark, error);
            item.Failure = error;
            return;
        }

        session.EndStatements();
        session.Keep();
        Turns?.Deliver(session);
    }

    private void Lose(Exception error)
    {
        var fault = error is CrashedException
            ? new JournalUnusableException(JournalTrouble.Closed, "The journal was ended.", error)
            : Explain(error is BatchLostException { InnerException: { } cause } ? cause : error);
        Fault ??= fault;
        Session!.RolledBack();
        Rollback();
        foreach (var item in batch) item.Fail(Fault!);
        batch.Clear();
        End();
        CloseOnce();
    }

    /// <summary>The writer ends: nothing that is queued will be run.</summary>
    private void End()
    {
        Fault ??= Closed();
        queue.Fail(Fault);
        Turns?.Stopped(Fault);
    }
}
