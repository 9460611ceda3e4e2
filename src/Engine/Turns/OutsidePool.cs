using GridCase.Workflows.Durable;

namespace GridCase.Engine;

/// <summary>Runs outside activities on the thread pool, so many at once, and brings their results back to the writer.</summary>
internal sealed class OutsidePool(Dispatcher dispatcher)
{
    private readonly Queue<OutsideTask> waiting = new();
    private readonly CancellationTokenSource stop = new();

    public int InFlight { get; private set; }

    public int Count => waiting.Count + InFlight;

    public void Add(OutsideTask task) => waiting.Enqueue(task);

    /// <summary>Begins as many as may run.</summary>
    public void Pump(int atOnce)
    {
        while (InFlight < atOnce && waiting.TryDequeue(out var task))
        {
            InFlight++;
            EngineMeter.Activities.Add(1);
            var twice = dispatcher.Hostile is { } hostile && hostile.Hits(hostile.RunTwice);
            _ = Task.Run(() => Run(task, twice));
        }
    }

    public void Stop() => stop.Cancel();

    private async Task Run(OutsideTask task, bool twice)
    {
        var row = task.Row;
        var call = new ActivityCall(task.InstanceId, row.KeyFor(task.InstanceId), row.Attempt, dispatcher.Journal.Time.GetUtcNow());
        byte[]? output = null;
        Exception? failure = null;
        try
        {
            var entry = (OutsideEntry)dispatcher.Registry.Activity(row.Activity);
            if (twice) await entry.Run(row.Input, call, dispatcher.Options.Json, stop.Token).ConfigureAwait(false);
            output = await entry.Run(row.Input, call, dispatcher.Options.Json, stop.Token).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // Not swallowed: the retry policy of the call decides what becomes of it.
            failure = error;
        }

        // One cut short by the stop is neither done nor failed: its row stays and the next start runs it again.
        if (failure is null || !stop.IsCancellationRequested) dispatcher.Journal.Post(new DoneItem(this, dispatcher, row, output, failure));
    }

    private sealed class DoneItem(OutsidePool pool, Dispatcher dispatcher, TaskRow task, byte[]? output, Exception? failure) : JournalItem
    {
        public override void Run(JournalSession session)
        {
            pool.InFlight--;
            var ledger = dispatcher.Ledger;
            if (ledger.Task(session, task.Key, task.Step) is not { } row || row.Execution != task.Execution || row.Attempt != task.Attempt) return;
            if (failure is null)
            {
                ledger.RemoveTask(session, task.Key, task.Step);
                dispatcher.Mail.Put(task.Key, new Message(MessageKind.Returned, task.Execution, task.Step) { Payload = output });
                return;
            }

            var reason = Reason.Of(failure);
            EngineMeter.Faults.Add(1);
            EngineLog.Faulted(dispatcher.Log, task.Activity, ledger.Find(session, task.Key)!.Id, task.Attempt, failure.GetType().Name);
            if (failure is not UnretryableException && task.Retry?.DelayAfter(task.Attempt) is { } delay)
            {
                var again = task with { Attempt = task.Attempt + 1, Due = session.Now + delay };
                ledger.PutTask(session, again);
                dispatcher.Near.TaskDue(again);
                return;
            }

            ledger.RemoveTask(session, task.Key, task.Step);
            dispatcher.Mail.Put(task.Key, new Message(MessageKind.Faulted, task.Execution, task.Step) { Name = task.Activity, Reason = reason });
        }

        public override void Complete()
        {
        }

        public override void Fail(Exception error)
        {
        }
    }
}

/// <summary>An outside activity to run, with the id of the instance that asked for it.</summary>
internal sealed record OutsideTask(TaskRow Row, string InstanceId);

/// <summary>How a failure is put into a history.</summary>
internal static class Reason
{
    public static string Of(Exception error) => $"{error.GetType().Name}: {error.Message}";
}
