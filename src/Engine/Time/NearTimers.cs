namespace GridCase.Engine;

/// <summary>
/// The timers that are due soon, in memory; the ledger holds them all. An entry is only a reminder to look: one whose timer is gone by then
/// is passed over.
/// </summary>
internal sealed class NearTimers(ILedger ledger, TimeProvider time, TimeSpan held, HostileMode? hostile)
{
    // Virtual hours pass in no time: a wider window saves asking the ledger at every step.
    private readonly TimeSpan window = time is VirtualClock ? held * 24 : held;
    private readonly PriorityQueue<Reminder, (long Ticks, long Order)> heap = new();
    private DateTimeOffset loadedUntil = DateTimeOffset.MinValue;
    private long order;

    public int Count => heap.Count;

    /// <summary>A timer just armed; one beyond the window is left to the ledger.</summary>
    public void Armed(TimerRow timer)
    {
        if (timer.Due <= loadedUntil) Push(new Reminder(timer.Key, timer.Step, timer.Due), timer.Due - Earliness(timer.Due));
    }

    /// <summary>An activity that is to be tried (again) at its time.</summary>
    public void TaskDue(TaskRow task) => Push(new Reminder(task.Key, task.Step, task.Due) { IsTask = true }, task.Due);

    /// <summary>A signal held back by the hostile mode.</summary>
    public void Delayed(long key, Message signal, DateTimeOffset until) => Push(new Reminder(key, 0, until) { Signal = signal }, until);

    /// <summary>When to look next; null for never. Loads from the ledger what the answer needs.</summary>
    public DateTimeOffset? Next(JournalSession session)
    {
        var now = time.GetUtcNow();
        if (loadedUntil < now + (window / 2)) Load(session, now + window);
        if (time is VirtualClock)
        {
            // The next timer may be months away: it is brought near, and the window with it.
            if (First is not { } near || near > loadedUntil)
            {
                if (ledger.NextTimer(session, loadedUntil) is { } far) Load(session, far + window);
            }

            return First;
        }

        var reload = loadedUntil - (window / 2);
        return First is { } first && first < reload ? first : reload;
    }

    public bool TryTake(DateTimeOffset now, out Reminder reminder)
    {
        if (heap.TryPeek(out reminder, out var first) && first.Ticks <= now.UtcTicks)
        {
            heap.Dequeue();
            return true;
        }

        return false;
    }

    private DateTimeOffset? First => heap.TryPeek(out _, out var first) ? new DateTimeOffset(first.Ticks, TimeSpan.Zero) : null;

    private void Load(JournalSession session, DateTimeOffset until)
    {
        var after = loadedUntil;
        loadedUntil = until;
        foreach (var timer in ledger.Timers(session, after, until)) Armed(timer);
    }

    private TimeSpan Earliness(DateTimeOffset due) => hostile?.Earliness(due - time.GetUtcNow()) ?? TimeSpan.Zero;

    private void Push(Reminder reminder, DateTimeOffset at) => heap.Enqueue(reminder, (at.UtcTicks, ++order));
}

/// <summary>Look at this timer, or this task, or hand over this signal.</summary>
internal readonly record struct Reminder(long Key, int Step, DateTimeOffset Due)
{
    public bool IsTask { get; init; }

    public Message? Signal { get; init; }
}
