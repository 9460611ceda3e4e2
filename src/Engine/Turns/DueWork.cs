namespace GridCase.Engine;

/// <summary>Lets what is due happen: timers fire, activities are tried again, held back signals arrive. Moves a virtual clock on inside a batch.</summary>
internal sealed class DueWork(Dispatcher dispatcher)
{
    private const int AtOnce = 64;

    public long Fired { get; private set; }

    public Lateness Lateness { get; } = new();

    /// <summary>True when something was due and has been set going.</summary>
    public bool Fire(JournalSession session)
    {
        var now = dispatcher.Journal.Time.GetUtcNow();
        dispatcher.Near.Next(session);
        var fired = 0;
        while (fired < AtOnce && dispatcher.Near.TryTake(now, out var reminder))
        {
            fired++;
            if (reminder.Signal is { } signal) dispatcher.Mail.Hand(session, reminder.Key, signal);
            else if (reminder.IsTask) Begin(session, reminder);
            else Fire(session, new TimerRow(reminder.Key, reminder.Step, reminder.Due), now);
        }

        return fired > 0;
    }

    /// <summary>Under a virtual clock one commit may hold many instants, as long as nobody outside is to hear of one before the next.</summary>
    public bool StepClock(JournalSession session)
    {
        if (dispatcher.Journal.Time is not VirtualClock clock || dispatcher.HasOutside) return false;
        var next = dispatcher.Near.Next(session);
        var before = clock.GetUtcNow();
        if (!dispatcher.Journal.WhenNothingIsQueued(() => dispatcher.Rest.StepInBatch(next))) return false;
        session.OnRolledBack(() => clock.TakeBack(before));
        return true;
    }

    private void Fire(JournalSession session, TimerRow timer, DateTimeOffset now)
    {
        var stands = dispatcher.Residents.Find(timer.Key)?.Execution is { } execution
            ? execution.WaitsForTimer(timer.Step, timer.Due)
            : dispatcher.Ledger.HasTimer(session, timer);
        if (!stands) return;
        Fired++;
        var late = now > timer.Due ? now - timer.Due : TimeSpan.Zero;
        Lateness.Add(late);
        EngineMeter.TimerLateness.Record(late.TotalMilliseconds);
        dispatcher.Mail.Hand(session, timer.Key, new Message(MessageKind.TimerDue, step: timer.Step) { Due = timer.Due });
    }

    private void Begin(JournalSession session, Reminder reminder)
    {
        if (dispatcher.Ledger.Task(session, reminder.Key, reminder.Step) is not { } task || task.Due != reminder.Due) return;
        if (!dispatcher.Registry.HasActivity(task.Activity))
            dispatcher.Park(session, task.Key, WorkflowRegistry.Unknown(task.Activity));
        else if (dispatcher.Registry.IsInTransaction(task.Activity))
            dispatcher.Mail.Hand(session, task.Key, new Message(MessageKind.TaskDue, task.Execution, task.Step));
        else if (dispatcher.Ledger.Find(session, task.Key) is { } row)
            dispatcher.Publish(new OutsideTask(task, row.Id));
    }
}
