namespace GridCase.Checker;

/// <summary>One run of a clock, as the facts tell it.</summary>
internal sealed class ClockRun(string id, int cycle, DateTimeOffset startedAt, string policy, string calendar)
{
    public string Id => id;

    /// <summary>The id without a sub-task's.</summary>
    public string Kind { get; } = id.Split(':')[0];

    public int Cycle { get; private set; } = cycle;

    public DateTimeOffset StartedAt => startedAt;

    public DateTimeOffset? StoppedAt { get; set; }

    public bool IsRunning => StoppedAt is null;

    public bool IsPaused { get; set; }

    /// <summary>True where the hotline fixed the due time.</summary>
    public bool IsFixed { get; init; }

    public string Policy { get; private set; } = policy;

    public string Calendar { get; private set; } = calendar;

    /// <summary>Marks passed in this cycle: 0 the warning, 1 the due time, 2 and on the rungs.</summary>
    public List<int> Passed { get; } = [];

    /// <summary>The due time, as long as a fact has said it and nothing has moved it since.</summary>
    public DateTimeOffset? KnownDue { get; set; }

    /// <summary>The changes that this run took over, the last last.</summary>
    public List<TakenOver> Taken { get; } = [];

    /// <summary>The light of this run alone: 1 green, 2 yellow, 3 red, 4 purple.</summary>
    public int Light => 1 + Passed.DefaultIfEmpty(-1).Max(mark => Math.Min(mark, 2) + 1);

    public void BeginCycle()
    {
        Cycle++;
        Passed.Clear();
    }

    public void TakeOver(int change, RederivedText entry)
    {
        Taken.Add(new(change, entry.OldDue, Policy, Calendar));
        (Policy, Calendar, KnownDue) = (entry.Policy, entry.Calendar, entry.NewDue);
    }
}

/// <summary>What a run was under before a change of the rules.</summary>
/// <param name="Due">The due time before; null where there was none, while it stood still, or once something else has moved it since.</param>
internal sealed record TakenOver(int Change, DateTimeOffset? Due, string Policy, string Calendar);
