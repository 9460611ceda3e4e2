namespace GridCase.Local.Replay;

/// <summary>What a replay came to, counted from the record alone. The same file, mapping and seed give the same figures.</summary>
public sealed record ReplayFigures
{
    /// <summary>Cases in the record.</summary>
    public int Cases { get; init; }

    /// <summary>Of them the linked cases that a look-back opened.</summary>
    public int Recurrences { get; init; }

    public int Closed { get; init; }

    /// <summary>Closed cases by outcome: satisfied, dissatisfied, unreachable, no-visit.</summary>
    public IReadOnlyDictionary<string, int> Outcomes { get; init; } = new SortedDictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Cases that ended otherwise than by a close: withdrawn, refused, merged.</summary>
    public int EndedOtherwise { get; init; }

    /// <summary>Cases that have not ended, each with where it stands.</summary>
    public IReadOnlyList<string> Open { get; init; } = [];

    /// <summary>Closed cases that still wait for their look-back.</summary>
    public int AwaitingLookBack { get; init; }

    /// <summary>Cases whose unit had not finished by its due time.</summary>
    public int OverdueAtUnit { get; init; }

    /// <summary>Cases of which any clock fell due.</summary>
    public int Overdue { get; init; }

    /// <summary>Clocks that fell due, by clock.</summary>
    public IReadOnlyDictionary<string, int> FellDue { get; init; } = new SortedDictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Escalations by rung, the first at index 0.</summary>
    public IReadOnlyList<int> Escalations { get; init; } = [];

    /// <summary>Escalations that silence on the rung below brought forward.</summary>
    public int Climbed { get; init; }

    /// <summary>Rungs that a supervisor acknowledged while the clock still ran.</summary>
    public int Acknowledged { get; init; }

    /// <summary>Notices of rungs, and how many of them were acknowledged, in time or later.</summary>
    public int RungNotices { get; init; }

    public int NoticesAcknowledged { get; init; }

    public int Visits { get; init; }

    public int VisitsUnreachable { get; init; }

    public int VisitsDissatisfied { get; init; }

    public int VerificationsFailed { get; init; }

    public int Reworks { get; init; }

    public int Objections { get; init; }

    public int ObjectionsUpheld { get; init; }

    public int Arbitrations { get; init; }

    public int Extensions { get; init; }

    public int Suspensions { get; init; }

    public int LedgerEntries { get; init; }

    public int Subtasks { get; init; }

    public int LedByLeader { get; init; }

    public int LookBacks { get; init; }

    /// <summary>Facts in the record: what happened, the events of the table's last line.</summary>
    public int Events { get; init; }
}
