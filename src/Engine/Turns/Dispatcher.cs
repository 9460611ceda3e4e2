using System.Diagnostics;
using System.Text.Json;
using GridCase.Workflows.Durable;
using Microsoft.Extensions.Logging;

namespace GridCase.Engine;

/// <summary>
/// Stands between the journal's writer and the instances: hands messages over, lets due timers fire, and decides whose turn is next. All of it
/// runs on the writer thread.
/// </summary>
internal sealed class Dispatcher : ITurns
{
    private const int LongestId = 200;
    private const int FiredAtOnce = 64;

    private readonly Queue<Instance> ready = new();
    private readonly List<(long Key, Message Message)> outgoing = [];
    private readonly List<(long Key, Message Message)> unsaved = [];
    private readonly List<OutsideTask> begun = [];
    private readonly TurnRunner runner;
    private readonly RestWatch rest;
    private DateTimeOffset nextPurge = DateTimeOffset.MinValue;
    private bool started;

    public Dispatcher(Journal journal, WorkflowRegistry registry, EngineOptions options, HostileMode? hostile, ILoggerFactory logs)
    {
        Journal = journal;
        Registry = registry;
        Options = options;
        Hostile = hostile;
        Log = logs.CreateLogger(EngineMeter.Name);
        OrchestrationLog = logs.CreateLogger("GridCase.Orchestration");
        Ledger = journal is SqliteJournal ? new SqliteLedger() : new MemoryLedger();
        Residents = new Residents(options.InstancesInMemory);
        Near = new NearTimers(Ledger, journal.Time, options.TimersInMemory, hostile);
        Outside = new OutsidePool(this);
        runner = new TurnRunner(this);
        rest = new RestWatch(journal.Time as VirtualClock);
    }

    public Journal Journal { get; }

    public WorkflowRegistry Registry { get; }

    public EngineOptions Options { get; }

    public HostileMode? Hostile { get; }

    public ILogger Log { get; }

    public ILogger OrchestrationLog { get; }

    public ILedger Ledger { get; }

    public Residents Residents { get; }

    public NearTimers Near { get; }

    public OutsidePool Outside { get; }

    public RestWatch Rest => rest;

    public Lateness Lateness { get; } = new();

    public int Outgoing => outgoing.Count;

    public bool IsBehind => ready.Count > Options.TurnsBehind;

    public int QueuedTurns => ready.Count;

    public int Running { get; private set; }

    public int Parked { get; private set; }

    public long Turns { get; private set; }

    public long TimersFired { get; private set; }

    public bool Start<TInput, TOutput>(JournalSession session, Orchestration<TInput, TOutput> orchestration, string instanceId, TInput input)
    {
        Registry.Orchestration(orchestration.Name);
        if (Ledger.Find(session, instanceId) is { IsOver: false }) return false;
        Begin(session, orchestration.Name, instanceId, JsonSerializer.SerializeToUtf8Bytes(input, Options.Json));
        return true;
    }

    public bool Send<T>(JournalSession session, string instanceId, Signal<T> signal, T payload) =>
        Send(session, instanceId, signal.Name, JsonSerializer.SerializeToUtf8Bytes(payload, Options.Json));

    public bool Send(JournalSession session, string instanceId, string signal, byte[] payload)
    {
        if ((Residents.Find(instanceId)?.Row ?? Ledger.Find(session, instanceId)) is not { IsOver: false } row) return false;
        Put(row.Key, new Message(MessageKind.Signal) { Name = signal, Payload = payload });
        return true;
    }

    /// <summary>Starts an instance whose id is free or belongs to one that has ended.</summary>
    public InstanceRow Begin(JournalSession session, string orchestration, string instanceId, byte[] input)
    {
        if (instanceId is not { Length: > 0 and <= LongestId })
            throw new ArgumentException($"An instance id has 1 to {LongestId} characters.", nameof(instanceId));
        if (Ledger.Find(session, instanceId) is { } ended) Ledger.Remove(session, ended.Key);
        var row = Ledger.Insert(session, instanceId, orchestration, session.Now);
        Put(row.Key, new Message(MessageKind.Start) { Name = orchestration, Payload = input });
        return row;
    }

    /// <summary>Puts out a message; it is handed over when the work under way is kept.</summary>
    public void Put(long key, Message message) => outgoing.Add((key, message));

    public void Forget(int count) => outgoing.RemoveRange(count, outgoing.Count - count);

    public void Deliver(JournalSession session)
    {
        foreach (var (key, message) in outgoing)
        {
            if (message.Kind == MessageKind.Start) Running++;
            if (message.Kind == MessageKind.Resume) Resume(session, key);
            else HandTampered(session, key, message);
        }

        outgoing.Clear();
    }

    public void RunTurns(JournalSession session)
    {
        if (!started) return;
        var began = Stopwatch.GetTimestamp();
        for (var count = 0; count < Options.TurnsPerCommit; count++)
        {
            while (ready.Count == 0 && (FireDue(session) || StepClock(session)))
            {
            }

            if (!ready.TryDequeue(out var instance)) break;
            instance.IsReady = false;
            session.Now = Journal.Time.GetUtcNow();
            Turns++;
            EngineMeter.Turns.Add(1);
            runner.Run(session, instance);
            Journal.MayCrash(CrashPoint.InBatch);
            if (!rest.IsVirtual && Stopwatch.GetElapsedTime(began) > Options.TurnTimePerCommit) break;
        }

        PurgeOld(session);
    }

    public void BeforeCommit(JournalSession session)
    {
        foreach (var (key, message) in unsaved)
        {
            if (!message.IsTaken && message.Row == 0) message.Row = Ledger.AddMessage(session, key, message);
        }

        unsaved.Clear();
    }

    public void AfterCommit()
    {
        foreach (var task in begun) Outside.Add(task);
        begun.Clear();
        if (!rest.IsVirtual) Outside.Pump(Options.OutsideAtOnce);
    }

    public TimeSpan? Idle()
    {
        if (!started) return null;
        if (ready.Count > 0) return TimeSpan.Zero;
        var session = Journal.WriterSession;
        if (!rest.IsVirtual) return Near.Next(session) - Journal.Time.GetUtcNow();

        // One at a time and only when all else is still, so that the same seed gives the same order.
        Outside.Pump(1);
        if (Outside.InFlight > 0) return null;
        return rest.Step(() => Near.Next(session)) ? TimeSpan.Zero : null;
    }

    public void Stopped(Exception cause)
    {
        started = false;
        Outside.Stop();
        rest.Fail(cause);
        if (cause is not JournalUnusableException { Trouble: JournalTrouble.Closed }) EngineLog.Stopped(Log, cause);
    }

    /// <summary>Takes up what was under way when the journal was last closed, in whatever way.</summary>
    public void Open(JournalSession session)
    {
        if (started) return;
        (Running, Parked) = Ledger.Count(session);
        var awaited = Ledger.Awaited(session);
        foreach (var key in awaited) Reload(session, key);
        var tasks = Ledger.Tasks(session, key: null);
        foreach (var task in tasks) Near.TaskDue(task);
        started = true;
        EngineLog.Started(Log, Running, Parked, awaited.Count, tasks.Count);
    }

    public void Close() => started = false;

    public bool Unpark(JournalSession session, string instanceId)
    {
        if (Ledger.Find(session, instanceId) is not { State: InstanceState.Parked } row) return false;
        row.State = InstanceState.Running;
        row.ParkedReason = null;
        Ledger.Update(session, row);
        Put(row.Key, new Message(MessageKind.Resume));
        return true;
    }

    /// <summary>Sets an instance aside with the reason. What its last turn took is in the inbox again.</summary>
    public void Park(JournalSession session, long key, Exception error)
    {
        if (Residents.Find(key) is { } resident) Residents.Remove(resident);
        if (Ledger.Find(session, key) is not { State: InstanceState.Running } row) return;
        row.State = InstanceState.Parked;
        row.ParkedReason = error is NondeterminismException or ForeignAwaitException or NotCompleteException or UnknownOrchestrationException
            ? error.Message
            : $"{error.GetType().Name}: {error.Message}";
        Ledger.Update(session, row);
        Running--;
        Parked++;
        EngineMeter.Parked.Add(1);
        EngineLog.Parked(Log, row.Id, error.GetType().Name);
    }

    /// <summary>An outside activity to publish after the commit.</summary>
    public void Publish(OutsideTask task) => begun.Add(task);

    public void Ended(Instance instance)
    {
        Running--;
        Residents.Remove(instance);
    }

    /// <summary>Messages an instance has left itself, for the next turn.</summary>
    public void Keep(Instance instance, IEnumerable<Message> messages)
    {
        foreach (var message in messages) unsaved.Add((instance.Row.Key, message));
    }

    public void Ready(Instance instance)
    {
        if (instance.IsReady) return;
        instance.IsReady = true;
        Residents.Busy(instance);
        ready.Enqueue(instance);
    }

    private void Resume(JournalSession session, long key)
    {
        Running++;
        Parked--;
        Reload(session, key);
        foreach (var timer in Ledger.Timers(session, key)) Near.Armed(timer);
        foreach (var task in Ledger.Tasks(session, key).Where(task => Registry.IsInTransaction(task.Activity))) Near.TaskDue(task);
        EngineLog.Unparked(Log, Residents.Find(key)?.Row.Id ?? "");
    }

    private void Reload(JournalSession session, long key)
    {
        if (Ledger.Find(session, key) is not { State: InstanceState.Running } row) return;
        var instance = Residents.Find(key) ?? Residents.Add(row);
        var missing = Ledger.Messages(session, key).Where(message => instance.Inbox.TrueForAll(known => known.Row != message.Row));
        instance.Inbox.InsertRange(0, missing);
        if (instance.Inbox.Count > 0) Ready(instance);
        else Residents.Idle(instance);
    }

    private void Hand(JournalSession session, long key, Message message)
    {
        if (Resident(session, key, message) is not { } instance) return;
        if (message.Kind == MessageKind.Signal && !MayKeep(instance.Inbox, instance.Row, message)) return;
        if (message.NeedsRow) unsaved.Add((key, message));
        var overtakes = message.Kind == MessageKind.Signal && Hostile is { } hostile && hostile.Hits(hostile.Reordered);
        var last = instance.Inbox.Count - 1;
        if (overtakes && last >= 0 && instance.Inbox[last].Kind == MessageKind.Signal) instance.Inbox.Insert(last, message);
        else instance.Inbox.Add(message);
        Ready(instance);
    }

    private bool MayKeep(IReadOnlyList<Message> inbox, InstanceRow row, Message signal)
    {
        if (inbox.Any(kept => kept.SaysTheSame(signal))) return false;
        if (inbox.Count(kept => kept.Kind == MessageKind.Signal) < Options.SignalsKept) return true;
        Dropped(row.Id, signal.Name!);
        return false;
    }

    public void Dropped(string instanceId, string signal)
    {
        EngineMeter.SignalsDropped.Add(1);
        EngineLog.Dropped(Log, instanceId, signal);
    }

    /// <summary>The running instance in memory; null when it has ended, or is parked and has got the message into its inbox.</summary>
    private Instance? Resident(JournalSession session, long key, Message message)
    {
        if (Residents.Find(key) is { } resident) return resident;
        if (Ledger.Find(session, key) is not { IsOver: false } row) return null;
        if (row.State == InstanceState.Running) return Residents.Add(row);
        if (!message.NeedsRow) return null;
        if (message.Kind != MessageKind.Signal || MayKeep(Ledger.Messages(session, key), row, message)) Ledger.AddMessage(session, key, message);
        return null;
    }

    /// <summary>Hands a message over; in hostile mode a signal may be lost, late or doubled on the way.</summary>
    private void HandTampered(JournalSession session, long key, Message message)
    {
        if (Hostile is null || message.Kind != MessageKind.Signal)
        {
            Hand(session, key, message);
            return;
        }

        if (Hostile.Hits(Hostile.Dropped)) return;
        if (Hostile.Hits(Hostile.Delayed)) Near.Delayed(key, message, session.Now + Hostile.Delay());
        else Hand(session, key, message);
        if (Hostile.Hits(Hostile.Doubled)) Hand(session, key, new Message(MessageKind.Signal) { Name = message.Name, Payload = message.Payload });
    }

    private bool FireDue(JournalSession session)
    {
        var now = Journal.Time.GetUtcNow();
        Near.Next(session);
        var fired = 0;
        while (fired < FiredAtOnce && Near.TryTake(now, out var reminder))
        {
            fired++;
            if (reminder.Signal is { } signal) Hand(session, reminder.Key, signal);
            else if (reminder.IsTask) BeginTask(session, reminder);
            else FireTimer(session, new TimerRow(reminder.Key, reminder.Step, reminder.Due), now);
        }

        return fired > 0;
    }

    /// <summary>Under a virtual clock one commit may hold many instants, as long as nobody outside is to hear of one before the next.</summary>
    private bool StepClock(JournalSession session)
    {
        if (!rest.IsVirtual || begun.Count > 0 || Outside.Count > 0) return false;
        var next = Near.Next(session);
        var clock = (VirtualClock)Journal.Time;
        var before = clock.GetUtcNow();
        if (!Journal.WhenNothingIsQueued(() => rest.StepInBatch(next))) return false;
        session.OnRolledBack(() => clock.TakeBack(before));
        return true;
    }

    private void FireTimer(JournalSession session, TimerRow timer, DateTimeOffset now)
    {
        var stands = Residents.Find(timer.Key)?.Execution is { } execution
            ? execution.WaitsForTimer(timer.Step, timer.Due)
            : Ledger.HasTimer(session, timer);
        if (!stands) return;
        TimersFired++;
        if (now > timer.Due) EngineMeter.TimerLateness.Record((now - timer.Due).TotalMilliseconds);
        Lateness.Add(now > timer.Due ? now - timer.Due : TimeSpan.Zero);
        Hand(session, timer.Key, new Message(MessageKind.TimerDue, step: timer.Step) { Due = timer.Due });
    }

    private void BeginTask(JournalSession session, Reminder reminder)
    {
        if (Ledger.Task(session, reminder.Key, reminder.Step) is not { } task || task.Due != reminder.Due) return;
        if (!Registry.HasActivity(task.Activity)) Park(session, task.Key, WorkflowRegistry.Unknown(task.Activity));
        else if (Registry.IsInTransaction(task.Activity)) Hand(session, task.Key, new Message(MessageKind.TaskDue, task.Execution, task.Step));
        else if (Ledger.Find(session, task.Key) is { } row) Publish(new OutsideTask(task, row.Id));
    }

    private void PurgeOld(JournalSession session)
    {
        if (Options.KeepEnded is not { } keep || session.Now < nextPurge) return;
        const int AtOnce = 100;
        var old = Ledger.EndedBefore(session, session.Now - keep, AtOnce);
        foreach (var key in old) Ledger.Remove(session, key);
        nextPurge = old.Count == AtOnce ? session.Now : session.Now + (keep / 24);
    }
}
