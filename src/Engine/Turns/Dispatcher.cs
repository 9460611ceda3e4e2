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

    /// <summary>Sleep is measured evenly, timers are not: a clock may be set, and a machine may have slept. So the clock is looked at this often at least.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    private readonly Queue<Instance> ready = new();
    private readonly List<OutsideTask> begun = [];
    private readonly TurnRunner runner;
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
        Mail = new Mailroom(this);
        Due = new DueWork(this);
        Rest = new RestWatch(journal.Time as VirtualClock);
        runner = new TurnRunner(this);
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

    public Mailroom Mail { get; }

    public DueWork Due { get; }

    public RestWatch Rest { get; }

    /// <summary>True while an outside activity waits or runs.</summary>
    public bool HasOutside => begun.Count > 0 || Outside.Count > 0;

    public int Outgoing => Mail.Outgoing;

    public bool IsBehind => ready.Count > Options.TurnsBehind;

    public int QueuedTurns => ready.Count;

    public int Running { get; private set; }

    public int Parked { get; private set; }

    public long Turns { get; private set; }

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
        Mail.Put(row.Key, new Message(MessageKind.Signal) { Name = signal, Payload = payload });
        return true;
    }

    /// <summary>Starts an instance whose id is free or belongs to one that has ended.</summary>
    public InstanceRow Begin(JournalSession session, string orchestration, string instanceId, byte[] input)
    {
        if (instanceId is not { Length: > 0 and <= LongestId })
            throw new ArgumentException($"An instance id has 1 to {LongestId} characters.", nameof(instanceId));
        if (Ledger.Find(session, instanceId) is { } ended) Ledger.Remove(session, ended.Key);
        var row = Ledger.Insert(session, instanceId, orchestration, session.Now);
        Mail.Put(row.Key, new Message(MessageKind.Start) { Name = orchestration, Payload = input });
        return row;
    }

    public void Forget(int outgoing) => Mail.Forget(outgoing);

    public void Deliver(JournalSession session) => Mail.Deliver(session);

    public void BeforeCommit(JournalSession session) => Mail.Save(session);

    public void RunTurns(JournalSession session)
    {
        if (!started) return;
        var began = Stopwatch.GetTimestamp();
        for (var count = 0; count < Options.TurnsPerCommit; count++)
        {
            while (ready.Count == 0 && (Due.Fire(session) || Due.StepClock(session)))
            {
            }

            if (!ready.TryDequeue(out var instance)) break;
            instance.IsReady = false;
            session.Now = Journal.Time.GetUtcNow();
            Turns++;
            EngineMeter.Turns.Add(1);
            runner.Run(session, instance);
            Journal.MayCrash(CrashPoint.InBatch);
            if (!Rest.IsVirtual && Stopwatch.GetElapsedTime(began) > Options.TurnTimePerCommit) break;
        }

        PurgeOld(session);
    }

    public void AfterCommit()
    {
        foreach (var task in begun) Outside.Add(task);
        begun.Clear();
        if (!Rest.IsVirtual) Outside.Pump(Options.OutsideAtOnce);
    }

    public TimeSpan? Idle()
    {
        if (!started) return null;
        if (ready.Count > 0) return TimeSpan.Zero;
        var session = Journal.WriterSession;
        if (!Rest.IsVirtual) return Near.Next(session) - Journal.Time.GetUtcNow() is { } sleep && sleep < LongestSleep ? sleep : LongestSleep;

        // One at a time and only when all else is still, so that the same seed gives the same order.
        Outside.Pump(1);
        if (Outside.InFlight > 0) return null;
        return Rest.Step(() => Near.Next(session)) ? TimeSpan.Zero : null;
    }

    public void Stopped(Exception cause)
    {
        started = false;
        Outside.Stop();
        Journal.Wake(() => Rest.Fail(cause));
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
        Mail.Put(row.Key, new Message(MessageKind.Resume));
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

    public void Begun() => Running++;

    public void Ended(Instance instance)
    {
        Running--;
        Residents.Remove(instance);
    }

    public void Ready(Instance instance)
    {
        if (instance.IsReady) return;
        instance.IsReady = true;
        Residents.Busy(instance);
        ready.Enqueue(instance);
    }

    /// <summary>Takes a parked instance up again with all that waits for it.</summary>
    public void Resume(JournalSession session, long key)
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

    private void PurgeOld(JournalSession session)
    {
        if (Options.KeepEnded is not { } keep || session.Now < nextPurge) return;
        const int AtOnce = 100;
        var old = Ledger.EndedBefore(session, session.Now - keep, AtOnce);
        foreach (var key in old) Ledger.Remove(session, key);
        nextPurge = old.Count == AtOnce ? session.Now : session.Now + (keep / 24);
    }
}
