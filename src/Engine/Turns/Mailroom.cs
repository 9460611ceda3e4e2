using GridCase.Workflows.Durable;

namespace GridCase.Engine;

/// <summary>
/// Carries messages to instances. What a piece of work puts out is handed over when the work is kept; what is not taken within the same
/// commit is written into the inbox table by then, and the rest never touches it.
/// </summary>
internal sealed class Mailroom(Dispatcher dispatcher)
{
    private readonly List<(long Key, Message Message)> outgoing = [];
    private readonly List<(long Key, Message Message)> unsaved = [];

    /// <summary>Messages of the work under way.</summary>
    public int Outgoing => outgoing.Count;

    public void Put(long key, Message message) => outgoing.Add((key, message));

    /// <summary>Drops those beyond the count: the work that put them out was undone.</summary>
    public void Forget(int count) => outgoing.RemoveRange(count, outgoing.Count - count);

    public void Deliver(JournalSession session)
    {
        foreach (var (key, message) in outgoing)
        {
            if (message.Kind == MessageKind.Start) dispatcher.Begun();
            if (message.Kind == MessageKind.Resume) dispatcher.Resume(session, key);
            else if (message.Kind == MessageKind.Signal && dispatcher.Hostile is { } hostile) HandTampered(session, key, message, hostile);
            else Hand(session, key, message);
        }

        outgoing.Clear();
    }

    /// <summary>Puts a message into the inbox of its instance and the instance into the queue; one that has ended gets nothing.</summary>
    public void Hand(JournalSession session, long key, Message message)
    {
        if (Resident(session, key, message) is not { } instance) return;
        if (message.Kind == MessageKind.Signal && !MayKeep(instance.Inbox, instance.Row, message)) return;
        if (message.NeedsRow) unsaved.Add((key, message));
        var last = instance.Inbox.Count - 1;
        if (Overtakes(message) && last >= 0 && instance.Inbox[last].Kind == MessageKind.Signal) instance.Inbox.Insert(last, message);
        else instance.Inbox.Add(message);
        dispatcher.Ready(instance);
    }

    /// <summary>Messages that an instance has left itself for its next execution.</summary>
    public void Leave(Instance instance, IReadOnlyList<Message> messages)
    {
        instance.Inbox.InsertRange(0, messages);
        foreach (var message in messages) unsaved.Add((instance.Row.Key, message));
    }

    /// <summary>Writes down what nobody has taken yet.</summary>
    public void Save(JournalSession session)
    {
        foreach (var (key, message) in unsaved)
        {
            if (!message.IsTaken && message.Row == 0) message.Row = dispatcher.Ledger.AddMessage(session, key, message);
        }

        unsaved.Clear();
    }

    public void Dropped(string instanceId, string signal)
    {
        EngineMeter.SignalsDropped.Add(1);
        EngineLog.Dropped(dispatcher.Log, instanceId, signal);
    }

    private bool Overtakes(Message message) =>
        message.Kind == MessageKind.Signal && dispatcher.Hostile is { } hostile && hostile.Hits(hostile.Reordered);

    private void HandTampered(JournalSession session, long key, Message message, HostileMode hostile)
    {
        if (hostile.Hits(hostile.Dropped)) return;
        if (hostile.Hits(hostile.Delayed)) dispatcher.Near.Delayed(key, message, session.Now + hostile.Delay());
        else Hand(session, key, message);
        if (hostile.Hits(hostile.Doubled)) Hand(session, key, new Message(MessageKind.Signal) { Name = message.Name, Payload = message.Payload });
    }

    private bool MayKeep(IReadOnlyList<Message> inbox, InstanceRow row, Message signal)
    {
        if (inbox.Any(kept => kept.SaysTheSame(signal))) return false;
        if (inbox.Count(kept => kept.Kind == MessageKind.Signal) < dispatcher.Options.SignalsKept) return true;
        Dropped(row.Id, signal.Name!);
        return false;
    }

    /// <summary>The running instance in memory; null when it has ended, or is parked and has got the message into its inbox.</summary>
    private Instance? Resident(JournalSession session, long key, Message message)
    {
        if (dispatcher.Residents.Find(key) is { } resident) return resident;
        if (dispatcher.Ledger.Find(session, key) is not { IsOver: false } row) return null;
        if (row.State == InstanceState.Running) return dispatcher.Residents.Add(row);
        if (!message.NeedsRow) return null;
        if (message.Kind != MessageKind.Signal || MayKeep(dispatcher.Ledger.Messages(session, key), row, message))
            dispatcher.Ledger.AddMessage(session, key, message);
        return null;
    }
}
