using GridCase.Workflows.Durable;

namespace GridCase.Engine;

/// <summary>
/// Runs the activities that a turn asks for: those of the transaction at once, in a savepoint of their own, so that a fault undoes the effect
/// but not the turn; the others after the commit.
/// </summary>
internal sealed class ActivityRunner(Dispatcher dispatcher)
{
    private readonly List<OutsideTask> begun = [];
    private readonly List<TaskRow> delayed = [];
    private int steps;

    private ILedger Ledger => dispatcher.Ledger;

    /// <summary>Begins a turn.</summary>
    public void Clear()
    {
        begun.Clear();
        delayed.Clear();
        steps = 0;
    }

    /// <summary>False when the turn has done enough and must leave the rest to the next.</summary>
    public bool MayStep() => ++steps <= dispatcher.Options.StepsPerTurn;

    /// <summary>The turn is kept: what it began may be known outside.</summary>
    public void Publish()
    {
        foreach (var task in begun) dispatcher.Publish(task);
        foreach (var task in delayed) dispatcher.Near.TaskDue(task);
    }

    /// <summary>Tries an activity of the transaction again.</summary>
    public void Again(JournalSession session, Execution execution, TaskRow task) => RunInTransaction(session, execution, task, isKept: true);

    /// <summary>Runs a call of this turn, or sees to it that it is run.</summary>
    public void Call(JournalSession session, Execution execution, TaskRow task)
    {
        if (!dispatcher.Registry.IsInTransaction(task.Activity))
        {
            Ledger.PutTask(session, task);
            begun.Add(new OutsideTask(task, execution.InstanceId));
        }
        else if (MayStep())
        {
            RunInTransaction(session, execution, task, isKept: false);
        }
        else
        {
            Later(session, task);
        }
    }

    private void RunInTransaction(JournalSession session, Execution execution, TaskRow task, bool isKept)
    {
        var entry = (TransactionEntry)dispatcher.Registry.Activity(task.Activity);
        var call = new ActivityCall(execution.InstanceId, task.KeyFor(execution.InstanceId), task.Attempt, session.Now);
        if (dispatcher.Hostile is { } hostile && hostile.Hits(hostile.RunTwice)) RunInVain(session, entry, task, call);
        EngineMeter.Activities.Add(1);
        var mark = session.Begin();
        byte[] output;
        try
        {
            output = entry.Run(task.Input, call, dispatcher.Options.Json);
        }
        catch (Exception error) when (error is not (BatchLostException or CrashedException))
        {
            session.Undo(mark, error);
            if (error is NotCompleteException) throw;
            Fault(session, execution, task, error, isKept);
            return;
        }

        session.Keep();
        if (isKept) Ledger.RemoveTask(session, task.Key, task.Step);
        execution.Tell(new HistoryEvent(HistoryKind.Returned, task.Step) { Payload = output });
    }

    private void RunInVain(JournalSession session, TransactionEntry entry, TaskRow task, ActivityCall call)
    {
        var mark = session.Begin();
        Exception? failure = null;
        try
        {
            entry.Run(task.Input, call, dispatcher.Options.Json);
        }
        catch (Exception error) when (error is not (BatchLostException or CrashedException))
        {
            failure = error;
        }

        session.Undo(mark, failure);
    }

    private void Fault(JournalSession session, Execution execution, TaskRow task, Exception error, bool isKept)
    {
        var reason = Reason.Of(error);
        EngineMeter.Faults.Add(1);
        EngineLog.Faulted(dispatcher.Log, task.Activity, execution.InstanceId, task.Attempt, error.GetType().Name);
        if (error is not UnretryableException && task.Retry?.DelayAfter(task.Attempt) is { } delay)
        {
            Later(session, task with { Attempt = task.Attempt + 1, Due = session.Now + delay });
            return;
        }

        if (isKept) Ledger.RemoveTask(session, task.Key, task.Step);
        execution.Tell(new HistoryEvent(HistoryKind.Faulted, task.Step) { Name = task.Activity, Reason = reason });
    }

    private void Later(JournalSession session, TaskRow task)
    {
        Ledger.PutTask(session, task);
        delayed.Add(task);
    }
}
