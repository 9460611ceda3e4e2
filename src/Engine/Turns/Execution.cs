using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GridCase.Workflows.Durable;

namespace GridCase.Engine;

/// <summary>
/// One execution of an orchestration: its code, what it waits for, and the events of the turn under way. Replays by being told the recorded
/// events again while its steps are compared with those recorded.
/// </summary>
internal sealed class Execution : WorkflowContext
{
    private const int LongestStatus = 16 * 1024;

    private readonly JsonSerializerOptions json;
    private readonly TurnFlow flow;
    private readonly Dictionary<int, PendingStep> steps = [];
    private readonly Dictionary<int, PendingTimer> timers = [];
    private readonly Dictionary<string, SignalBox> boxes = new(StringComparer.Ordinal);
    private readonly OrchestrationEntry code;
    private readonly WorkflowLog log;
    private IReadOnlyList<HistoryEvent>? recorded;
    private int cursor;
    private Exception? mismatch;
    private Task<byte[]>? main;
    private DateTimeOffset now;
    private string run = "";
    private int step;
    private int ids;

    public Execution(string instanceId, OrchestrationEntry code, JsonSerializerOptions json, Func<Execution, WorkflowLog> log, Action<Execution> foreign)
    {
        InstanceId = instanceId;
        this.code = code;
        this.json = json;
        this.log = log(this);
        flow = new TurnFlow(() => foreign(this));
    }

    public override string InstanceId { get; }

    public override DateTimeOffset Now => Here(now);

    public override bool IsReplaying => recorded is not null;

    public override WorkflowLog Log => log;

    /// <summary>The events of the turn under way.</summary>
    public List<HistoryEvent> Events { get; } = [];

    /// <summary>What the code asked for and the engine still has to do.</summary>
    public Queue<Command> Commands { get; } = new();

    /// <summary>The last word of the code on where it is.</summary>
    public string? Status { get; private set; }

    /// <summary>The input of the next execution, once the code asked for one.</summary>
    public byte[]? Continuation { get; private set; }

    /// <summary>Turns in the history.</summary>
    public int Turns { get; private set; }

    public DateTimeOffset LastTurn => now;

    public bool IsOver => main is { IsCompleted: true };

    public bool IsCompletedSuccessfully => main is { IsCompletedSuccessfully: true };

    public bool WaitsForTimer(int timer, DateTimeOffset due) => timers.TryGetValue(timer, out var pending) && pending.Due == due;

    public int Untaken => boxes.Values.Sum(box => box.Untaken.Count);

    public bool HasUntaken(string signal, byte[] payload) =>
        boxes.TryGetValue(signal, out var box) && box.Untaken.Any(kept => kept.AsSpan().SequenceEqual(payload));

    public IEnumerable<(string Signal, byte[] Payload)> LeftOver() =>
        boxes.SelectMany(box => box.Value.Untaken.Select(payload => (box.Key, payload)));

    /// <summary>The result of a finished execution; throws what ended it.</summary>
    public byte[] Result() => main!.GetAwaiter().GetResult();

    /// <summary>Opens a turn. Time never runs backwards for an orchestration.</summary>
    public void BeginTurn(DateTimeOffset at)
    {
        if (at > now) now = at;
        Events.Clear();
        Commands.Clear();
    }

    public void EndTurn() => Turns++;

    /// <summary>Tells the code one thing and lets it run to its next wait. False when nothing waits for it any more.</summary>
    public bool Tell(HistoryEvent item)
    {
        if (!IsExpected(item)) return false;
        if (!IsReplaying) Events.Add(item);
        flow.Run((Execution: this, Item: item), told => told.Execution.Apply(told.Item));
        if (mismatch is not null) throw mismatch;
        RequireAWait();
        return true;
    }

    /// <summary>Notes an end of the execution, which is the engine's word and not the code's.</summary>
    public void Note(HistoryEvent item) => Emit(item);

    /// <summary>Brings a fresh execution to where the history leaves it.</summary>
    /// <exception cref="NondeterminismException">The code does something else than the history says.</exception>
    public void Replay(IEnumerable<HistoryTurn> turns)
    {
        foreach (var turn in turns)
        {
            BeginTurn(turn.At);
            recorded = turn.Events;
            cursor = 0;
            while (cursor < recorded.Count)
            {
                var next = recorded[cursor];
                if (next.Kind is HistoryKind.Ended or HistoryKind.Failed) EndAsRecorded(next);
                else if (!next.IsInbound) throw new NondeterminismException($"The history says {next}; the code does not do that any more.");
                cursor++;
                if (next.IsInbound && !Tell(next)) throw new NondeterminismException($"The history says {next}; the code does not wait for that any more.");
            }

            recorded = null;
            EndTurn();
        }
    }

    public override Task<TOutput> Call<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input, RetryPolicy? retry = null)
    {
        Emit(new HistoryEvent(HistoryKind.Called, Here(++step)) { Name = activity.Name });
        if (!IsReplaying) Commands.Enqueue(new CallCommand(step, activity.Name, JsonSerializer.SerializeToUtf8Bytes(input, json), retry));
        return Pend<TOutput>();
    }

    public override Task TimerUntil(DateTimeOffset instant, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return Task.FromCanceled(cancellation);
        var number = Here(++step);
        var due = instant.ToUniversalTime();
        Emit(new HistoryEvent(HistoryKind.Armed, number) { Due = due });
        if (!IsReplaying) Commands.Enqueue(new ArmCommand(number, due));
        var timer = new PendingTimer(due);
        timers.Add(number, timer);
        timer.Registration = cancellation.Register(() => Disarm(number, cancellation));
        return timer.Task;
    }

    public override Task<T> WaitFor<T>(Signal<T> signal)
    {
        var box = Box(signal.Name);
        if (box.Waiter is not null) throw new InvalidOperationException($"A wait for {signal.Name} is pending already.");
        Emit(new HistoryEvent(HistoryKind.Waiting, Here(++step)) { Name = signal.Name });
        var waiter = new PendingStep<T>();
        if (box.Untaken.TryDequeue(out var payload)) waiter.Return(payload, json);
        else box.Waiter = waiter;
        return waiter.Task;
    }

    public override Task<TOutput> CallChild<TInput, TOutput>(Orchestration<TInput, TOutput> child, string instanceId, TInput input)
    {
        Emit(new HistoryEvent(HistoryKind.ChildCalled, Here(++step)) { Name = child.Name, Target = instanceId });
        if (!IsReplaying) Commands.Enqueue(new ChildCommand(step, child.Name, instanceId, JsonSerializer.SerializeToUtf8Bytes(input, json)));
        return Pend<TOutput>();
    }

    public override void Signal<T>(string instanceId, Signal<T> signal, T payload)
    {
        Emit(new HistoryEvent(HistoryKind.Sent, Here(++step)) { Name = signal.Name, Target = instanceId });
        if (!IsReplaying) Commands.Enqueue(new SendCommand(instanceId, signal.Name, JsonSerializer.SerializeToUtf8Bytes(payload, json)));
    }

    public override void ContinueAsNew<TInput>(TInput input)
    {
        Emit(new HistoryEvent(HistoryKind.Continued, Here(++step)));
        Continuation = JsonSerializer.SerializeToUtf8Bytes(input, json);
    }

    public override Guid NewId()
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{InstanceId}\n{run}\n{Here(++ids)}"), hash);
        // Marked as a name-based id (version 8) so that nobody takes it for a random one.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    public override void SetStatus(string status)
    {
        if (Encoding.UTF8.GetByteCount(status) > LongestStatus) throw new ArgumentException("A status is at most 16 KB.", nameof(status));
        Status = Here(status);
    }

    private void EndedElsewhere(Task<byte[]> ended)
    {
        if (!flow.IsHere) flow.ReportForeign();
    }

    private bool IsExpected(HistoryEvent item) => item.Kind switch
    {
        HistoryKind.Started => main is null,
        HistoryKind.Signalled => main is not null,
        HistoryKind.Fired => timers.ContainsKey(item.Step),
        _ => steps.ContainsKey(item.Step),
    };

    private void Apply(HistoryEvent item)
    {
        switch (item.Kind)
        {
            case HistoryKind.Started:
                run = item.Target ?? "";
                if (item.Name != code.Name) throw new NondeterminismException($"The history is one of {item.Name}, not of {code.Name}.");
                main = code.Run(this, item.Payload!, json);
                if (!main.IsCompleted) main.ContinueWith(EndedElsewhere, TaskContinuationOptions.ExecuteSynchronously);
                break;
            case HistoryKind.Signalled:
                var box = Box(item.Name!);
                var waiter = box.Waiter;
                box.Waiter = null;
                if (waiter is null) box.Untaken.Enqueue(item.Payload!);
                else waiter.Return(item.Payload!, json);
                break;
            case HistoryKind.Fired:
                timers.Remove(item.Step, out var timer);
                timer!.Fire();
                break;
            default:
                steps.Remove(item.Step, out var pending);
                if (item.Kind is HistoryKind.Returned or HistoryKind.ChildReturned) pending!.Return(item.Payload!, json);
                else if (item.Kind is HistoryKind.Faulted) pending!.Throw(new ActivityFailedException(item.Name!, item.Reason!));
                else pending!.Throw(new ChildFailedException(item.Target!, item.Reason!));
                break;
        }
    }

    private void Emit(HistoryEvent item)
    {
        if (recorded is null)
        {
            Events.Add(item);
            return;
        }

        if (cursor < recorded.Count && recorded[cursor].IsSameStep(item))
        {
            cursor++;
            return;
        }

        var expected = cursor < recorded.Count ? recorded[cursor].ToString() : "nothing more in this turn";
        mismatch ??= new NondeterminismException($"The code now does {item}; the history says {expected}.");
        throw mismatch;
    }

    private void EndAsRecorded(HistoryEvent end)
    {
        if (!IsOver || (end.Kind == HistoryKind.Ended) != main!.IsCompletedSuccessfully)
            throw new NondeterminismException($"The history says {end}; the code does not end so any more.");
    }

    private void Disarm(int number, CancellationToken cancellation)
    {
        // Outside a turn only the garbage of an evicted execution can cancel.
        if (!flow.IsHere || !timers.Remove(number, out var timer)) return;
        Emit(new HistoryEvent(HistoryKind.Disarmed, number));
        if (!IsReplaying) Commands.Enqueue(new DisarmCommand(number));
        timer.Cancel(cancellation);
    }

    private Task<T> Pend<T>()
    {
        var pending = new PendingStep<T>();
        steps.Add(step, pending);
        return pending.Task;
    }

    private SignalBox Box(string signal)
    {
        if (!boxes.TryGetValue(signal, out var box)) boxes.Add(signal, box = new SignalBox());
        return box;
    }

    private void RequireAWait()
    {
        if (IsOver) return;
        if (Continuation is not null) throw new InvalidOperationException("After ContinueAsNew the orchestration must return and wait for nothing more.");
        if (steps.Count == 0 && timers.Count == 0 && boxes.Values.All(box => box.Waiter is null)) throw new ForeignAwaitException();
    }

    private T Here<T>(T value)
    {
        if (flow.IsHere) return value;
        flow.ReportForeign();
        throw new InvalidOperationException("The context may be used only on the orchestration's own flow of control.");
    }
}
