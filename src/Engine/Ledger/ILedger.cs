namespace GridCase.Engine;

/// <summary>Where the engine writes its instances. Every member works inside the session it is given and is undone with it.</summary>
internal interface ILedger
{
    InstanceRow? Find(JournalSession session, string id);

    InstanceRow? Find(JournalSession session, long key);

    InstanceRow Insert(JournalSession session, string id, string orchestration, DateTimeOffset startedAt);

    void Update(JournalSession session, InstanceRow row);

    /// <summary>Writes of a row only the last word of its code on where it is.</summary>
    void UpdateStatus(JournalSession session, InstanceRow row);

    /// <summary>Removes the instance and all that hangs on it.</summary>
    void Remove(JournalSession session, long key);

    IReadOnlyList<InstanceRow> List(JournalSession session, string prefix, string? after, int limit);

    IReadOnlyList<long> EndedBefore(JournalSession session, DateTimeOffset before, int limit);

    (int Running, int Parked) Count(JournalSession session);

    void AddTurn(JournalSession session, long key, int turn, ReadOnlySpan<byte> events);

    IReadOnlyList<byte[]> Turns(JournalSession session, long key);

    void RemoveTurns(JournalSession session, long key);

    /// <summary>Removes the timers and tasks of an execution that is over.</summary>
    void RemoveWaits(JournalSession session, long key);

    long AddMessage(JournalSession session, long key, Message message);

    void RemoveMessage(JournalSession session, long row);

    void RemoveMessages(JournalSession session, long key);

    IReadOnlyList<Message> Messages(JournalSession session, long key);

    /// <summary>Running instances that have messages.</summary>
    IReadOnlyList<long> Awaited(JournalSession session);

    void AddTimer(JournalSession session, TimerRow timer);

    void RemoveTimer(JournalSession session, long key, int step);

    bool HasTimer(JournalSession session, TimerRow timer);

    IReadOnlyList<TimerRow> Timers(JournalSession session, long key);

    /// <summary>Timers due later than the one instant and not later than the other.</summary>
    IReadOnlyList<TimerRow> Timers(JournalSession session, DateTimeOffset after, DateTimeOffset until);

    /// <summary>Ids of the running instances whose timers are due by an instant, in the order in which they will fire.</summary>
    IReadOnlyList<string> Upcoming(JournalSession session, DateTimeOffset until, int limit);

    DateTimeOffset? NextTimer(JournalSession session, DateTimeOffset after);

    void PutTask(JournalSession session, TaskRow task);

    bool RemoveTask(JournalSession session, long key, int step);

    TaskRow? Task(JournalSession session, long key, int step);

    /// <summary>All tasks, or those of one instance.</summary>
    IReadOnlyList<TaskRow> Tasks(JournalSession session, long? key);

    void AddJoin(JournalSession session, long child, JoinRow join);

    IReadOnlyList<JoinRow> TakeJoins(JournalSession session, long child);
}
