using System.Collections.Concurrent;
using GridCase.Local.Replay.People;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Replay;

/// <summary>How far a replay has come, and what went wrong in it. Read while it runs.</summary>
public sealed class ReplayProgress
{
    private const int FaultsKept = 20;

    private readonly ConcurrentQueue<string> faults = new();
    private readonly ConcurrentDictionary<string, int> refusals = new();
    private int registered;
    private int closed;
    private int faultCount;
    private long nowTicks;

    /// <summary>The virtual time.</summary>
    public DateTimeOffset Now
    {
        get => new(Interlocked.Read(ref nowTicks), Workflows.Deadlines.ChinaTime.Offset);
        internal set => Interlocked.Exchange(ref nowTicks, value.ToOffset(Workflows.Deadlines.ChinaTime.Offset).Ticks);
    }

    /// <summary>Orders of the file that became cases.</summary>
    public int RegisteredCases => Volatile.Read(ref registered);

    /// <summary>Closes, those of recurrences included.</summary>
    public int ClosedCases => Volatile.Read(ref closed);

    /// <summary>Whether anything went otherwise than the model means it to.</summary>
    public bool HasFaults => Volatile.Read(ref faultCount) > 0;

    public int FaultCount => Volatile.Read(ref faultCount);

    /// <summary>The first few faults, in words.</summary>
    public IReadOnlyCollection<string> Faults => faults;

    /// <summary>Refusals by step and code.</summary>
    public IReadOnlyDictionary<string, int> Refusals => refusals;

    internal void Registered() => Interlocked.Increment(ref registered);

    internal void Moved(CaseFile before, CaseFile after)
    {
        if (before.Status != CaseStatus.Closed && after.Status == CaseStatus.Closed) Interlocked.Increment(ref closed);
    }

    internal void Refused(string step, string caseId, Refusal refusal)
    {
        refusals.AddOrUpdate($"{step}: {refusal.Code}", 1, (_, count) => count + 1);
        Fault($"case {caseId}: {step} was refused, {refusal.Code}: {refusal.Detail}");
    }

    internal void Lost(string caseId, Step step) => Fault($"case {caseId}: it is not in the record, though its next step is {KebabCase.Of(step)}.");

    internal void MarkMissed(string caseId, AgendaItem item) =>
        Fault($"case {caseId}: {item.Fact.GetType().Name} of {item.Instant:yyyy-MM-dd HH:mm} was not in the record at its instant.");

    private void Fault(string fault)
    {
        if (Interlocked.Increment(ref faultCount) <= FaultsKept) faults.Enqueue(fault);
    }
}
