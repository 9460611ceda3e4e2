using System.Buffers;
using System.Text.Json;
using GridCase.Workflows.Durable;

namespace GridCase.Engine;

/// <summary>Runs one turn of one instance: takes its inbox, lets the code run to its next wait, and writes down what came of it.</summary>
internal sealed class TurnRunner(Dispatcher dispatcher)
{
    private readonly List<Message> taken = [];
    private readonly Dictionary<int, DateTimeOffset> armed = [];
    private readonly ActivityRunner activities = new(dispatcher);
    private readonly ArrayBufferWriter<byte> buffer = new();
    private Utf8JsonWriter? writer;

    private ILedger Ledger => dispatcher.Ledger;

    public void Run(JournalSession session, Instance instance)
    {
        using var trace = EngineMeter.Source.StartActivity("turn");
        trace?.SetTag("instance", instance.Row.Id);
        taken.Clear();
        armed.Clear();
        activities.Clear();
        var mark = session.Begin();
        IReadOnlyList<Message> next;
        try
        {
            next = Turn(session, instance);
        }
        catch (Exception error) when (error is not (BatchLostException or CrashedException))
        {
            // Poison: nothing of the turn is kept, and the instance waits for a person with everything it had in its inbox.
            session.Undo(mark, error);
            foreach (var message in taken) message.IsTaken = false;
            dispatcher.Park(session, instance.Row.Key, error);
            return;
        }

        session.Keep();
        Publish(session, instance, next);
    }

    private IReadOnlyList<Message> Turn(JournalSession session, Instance instance)
    {
        var execution = instance.Execution ??= Load(session, instance.Row);
        execution.BeginTurn(session.Now);
        while (taken.Count < instance.Inbox.Count && !execution.IsOver)
        {
            var message = instance.Inbox[taken.Count];
            taken.Add(message);
            message.IsTaken = true;
            if (message.Row != 0) Ledger.RemoveMessage(session, message.Row);
            Take(session, instance, execution, message);
            while (execution.Commands.TryDequeue(out var command)) Do(session, instance, execution, command);
        }

        if (execution.IsOver) return End(session, instance, execution);
        foreach (var (step, due) in armed) Ledger.AddTimer(session, new TimerRow(instance.Row.Key, step, due));
        Write(session, instance.Row, execution);
        if (instance.Row.Status != execution.Status)
        {
            instance.Row.Status = execution.Status;
            Ledger.UpdateStatus(session, instance.Row);
        }

        return [];
    }

    private Execution Load(JournalSession session, InstanceRow row)
    {
        var code = dispatcher.Registry.Orchestration(row.Orchestration);
        var execution = new Execution(row.Id, code, dispatcher.Options.Json, made => new ExecutionLog(made, dispatcher.OrchestrationLog), Foreign);
        var turns = Ledger.Turns(session, row.Key);
        if (turns.Count == 0) return execution;
        EngineMeter.Replays.Add(1);
        execution.Replay(turns.Select(turn => HistoryJson.Read(turn)));
        return execution;

        void Foreign(Execution stray) => dispatcher.Journal.Post(new StrayItem(dispatcher, row.Key, stray));
    }

    private void Take(JournalSession session, Instance instance, Execution execution, Message message)
    {
        var isOfThisRun = message.Execution == instance.Row.Execution;
        switch (message.Kind)
        {
            case MessageKind.Start:
                Tell(new HistoryEvent(HistoryKind.Started, 0) { Name = message.Name, Target = instance.Row.Run, Payload = message.Payload });
                break;
            case MessageKind.Signal:
                if (execution.HasUntaken(message.Name!, message.Payload!)) break;
                if (execution.Untaken >= dispatcher.Options.SignalsKept) dispatcher.Mail.Dropped(instance.Row.Id, message.Name!);
                else Tell(new HistoryEvent(HistoryKind.Signalled, 0) { Name = message.Name, Payload = message.Payload });
                break;
            case MessageKind.TimerDue:
                if (!execution.WaitsForTimer(message.Step, message.Due)) break;
                if (!armed.Remove(message.Step)) Ledger.RemoveTimer(session, instance.Row.Key, message.Step);
                Tell(new HistoryEvent(HistoryKind.Fired, message.Step));
                break;
            case MessageKind.TaskDue:
                if (Ledger.Task(session, instance.Row.Key, message.Step) is { } task && task.Execution == instance.Row.Execution && isOfThisRun)
                    activities.Again(session, execution, task);
                break;
            default:
                if (!isOfThisRun) break;
                var kind = message.Kind switch
                {
                    MessageKind.Returned => HistoryKind.Returned,
                    MessageKind.Faulted => HistoryKind.Faulted,
                    MessageKind.ChildReturned => HistoryKind.ChildReturned,
                    _ => HistoryKind.ChildFailed,
                };
                var isChild = kind is HistoryKind.ChildReturned or HistoryKind.ChildFailed;
                Tell(new HistoryEvent(kind, message.Step)
                {
                    Name = kind == HistoryKind.Faulted ? message.Name : null,
                    Target = isChild ? message.Name : null,
                    Payload = kind is HistoryKind.Returned or HistoryKind.ChildReturned ? message.Payload : null,
                    Reason = message.Reason,
                });
                break;
        }

        void Tell(HistoryEvent item) => execution.Tell(item);
    }

    private void Do(JournalSession session, Instance instance, Execution execution, Command command)
    {
        var row = instance.Row;
        switch (command)
        {
            case CallCommand call:
                activities.Call(session, execution, new TaskRow(row.Key, row.Execution, call.Step, call.Activity, call.Input, 1, call.Retry, session.Now));
                break;
            case ArmCommand arm when !execution.WaitsForTimer(arm.Step, arm.Due):
                break;
            case ArmCommand arm when arm.Due <= execution.LastTurn && activities.MayStep():
                execution.Tell(new HistoryEvent(HistoryKind.Fired, arm.Step));
                break;
            case ArmCommand arm:
                armed.Add(arm.Step, arm.Due);
                break;
            case DisarmCommand disarm:
                if (!armed.Remove(disarm.Step)) Ledger.RemoveTimer(session, row.Key, disarm.Step);
                break;
            case ChildCommand child:
                StartChild(session, row, child);
                break;
            case SendCommand send:
                dispatcher.Send(session, send.InstanceId, send.Signal, send.Payload);
                break;
        }
    }

    private void StartChild(JournalSession session, InstanceRow parent, ChildCommand command)
    {
        dispatcher.Registry.Orchestration(command.Orchestration);
        var child = Ledger.Find(session, command.InstanceId) is { IsOver: false } running
            ? running
            : dispatcher.Begin(session, command.Orchestration, command.InstanceId, command.Input);
        Ledger.AddJoin(session, child.Key, new JoinRow(parent.Key, parent.Execution, command.Step));
    }

    /// <summary>Ends the execution, or the instance with it. Returns the inbox of the next execution.</summary>
    private IReadOnlyList<Message> End(JournalSession session, Instance instance, Execution execution)
    {
        var row = instance.Row;
        row.Status = execution.Status;
        if (execution.Continuation is { } input && execution.IsCompletedSuccessfully)
        {
            if (execution.Turns > 0) Ledger.RemoveTurns(session, row.Key);
            Ledger.RemoveWaits(session, row.Key);
            row.Execution++;
            Ledger.Update(session, row);
            var kept = execution.LeftOver().Select(signal => new Message(MessageKind.Signal) { Name = signal.Signal, Payload = signal.Payload });
            return [new Message(MessageKind.Start) { Name = row.Orchestration, Payload = input }, .. kept];
        }

        var (output, reason) = Outcome(execution);
        execution.Note(reason is null
            ? new HistoryEvent(HistoryKind.Ended, 0) { Payload = output }
            : new HistoryEvent(HistoryKind.Failed, 0) { Reason = reason });
        Write(session, row, execution);
        Ledger.RemoveWaits(session, row.Key);
        foreach (var message in instance.Inbox) message.IsTaken = true;
        Ledger.RemoveMessages(session, row.Key);
        row.State = reason is null ? InstanceState.Completed : InstanceState.Failed;
        row.EndedAt = session.Now;
        Ledger.Update(session, row);
        foreach (var join in Ledger.TakeJoins(session, row.Key))
        {
            dispatcher.Mail.Put(join.Parent, new Message(reason is null ? MessageKind.ChildReturned : MessageKind.ChildFailed, join.Execution, join.Step)
            {
                Name = row.Id,
                Payload = output,
                Reason = reason,
            });
        }

        if (reason is not null) EngineLog.Failed(dispatcher.Log, row.Id);
        return [];
    }

    /// <summary>The result, or the reason of a failure that is the business's own. Anything else the code threw is a bug and parks the instance.</summary>
    private static (byte[]? Output, string? Reason) Outcome(Execution execution)
    {
        try
        {
            return (execution.Result(), null);
        }
        catch (ActivityFailedException error)
        {
            return (null, error.Message);
        }
        catch (ChildFailedException error)
        {
            return (null, error.Message);
        }
    }

    private void Write(JournalSession session, InstanceRow row, Execution execution)
    {
        if (execution.Events.Count == 0) return;
        buffer.ResetWrittenCount();
        writer ??= HistoryJson.Writer(buffer);
        writer.Reset(buffer);
        HistoryJson.Write(writer, execution.LastTurn, execution.Events);
        Ledger.AddTurn(session, row.Key, execution.Turns, buffer.WrittenSpan);
        execution.EndTurn();
    }

    private void Publish(JournalSession session, Instance instance, IReadOnlyList<Message> next)
    {
        foreach (var (step, due) in armed) dispatcher.Near.Armed(new TimerRow(instance.Row.Key, step, due));
        activities.Publish();
        if (instance.Row.IsOver) dispatcher.Ended(instance);
        instance.Inbox.RemoveRange(0, taken.Count);
        if (next.Count > 0)
        {
            instance.Execution = null;
            dispatcher.Mail.Leave(instance, next);
        }

        dispatcher.Mail.Deliver(session);
        if (instance.Row.IsOver) return;
        if (dispatcher.Hostile is { } hostile && hostile.Hits(hostile.Evicted)) instance.Execution = null;
        if (instance.Inbox.Count > 0) dispatcher.Ready(instance);
        else if (!instance.IsReady) dispatcher.Residents.Idle(instance);
    }
}
