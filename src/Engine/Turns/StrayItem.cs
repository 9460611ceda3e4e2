namespace GridCase.Engine;

/// <summary>Parks an instance whose code went on outside its turns.</summary>
internal sealed class StrayItem(Dispatcher dispatcher, long key, Execution stray) : JournalItem
{
    public override void Run(JournalSession session)
    {
        // An execution that was dropped from memory since is of no interest: its like is replayed.
        if (dispatcher.Residents.Find(key)?.Execution == stray) dispatcher.Park(session, key, new ForeignAwaitException());
    }

    public override void Complete()
    {
    }

    public override void Fail(Exception error)
    {
    }
}
