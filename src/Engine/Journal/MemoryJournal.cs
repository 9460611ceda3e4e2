namespace GridCase.Engine;

/// <summary>
/// A journal with the same order and the same undoing as the one on disk but nothing to keep it: for tests and rehearsals. Those who take
/// part keep their own dictionaries, check before they change, and put changes back in <see cref="JournalSession.OnRolledBack"/>.
/// </summary>
public sealed class MemoryJournal : Journal
{
    private readonly object state = new();

    public MemoryJournal(JournalOptions? options = null)
        : base(options ?? new JournalOptions())
    {
        Options.Validate();
        Session = new JournalSession(this, connection: null, writes: true);
        StartWriter();
    }

    public MemoryJournal(TimeProvider time)
        : this(new JournalOptions { Time = time })
    {
    }

    /// <inheritdoc/>
    public override void Schema(string part, int version, Action<JournalSession, int> upgrade)
    {
    }

    internal override bool Loses(Exception error) => false;

    internal override void Savepoint()
    {
    }

    internal override void ReleaseSavepoint()
    {
    }

    internal override void RollbackToSavepoint()
    {
    }

    private protected override void Begin() => Monitor.Enter(state);

    private protected override void Commit() => Monitor.Exit(state);

    private protected override void Rollback()
    {
        if (Monitor.IsEntered(state)) Monitor.Exit(state);
    }

    private protected override void Unasked()
    {
    }

    private protected override JournalUnusableException Explain(Exception error) =>
        new(JournalTrouble.Broken, $"The journal in memory has stopped: {error.Message}", error);

    private protected override JournalSession BeginRead()
    {
        Monitor.Enter(state);
        return new JournalSession(this, connection: null, writes: false);
    }

    private protected override void EndRead(JournalSession session) => Monitor.Exit(state);

    private protected override void Close()
    {
    }
}
