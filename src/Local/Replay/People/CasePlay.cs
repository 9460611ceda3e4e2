namespace GridCase.Local.Replay.People;

/// <summary>What a replay remembers of one case while it runs: chance, the unit that will do it, and what was tried already and leaves no trace in the case.</summary>
/// <param name="unit">The unit that the file says handled it.</param>
/// <param name="inTime">Whether that unit is in time.</param>
/// <param name="share">The share in time of the unit, for what is drawn anew in a rework.</param>
public sealed class CasePlay(string caseId, string unit, bool inTime, double share, Dice dice)
{
    private readonly HashSet<string> noticed = [];

    public string CaseId { get; } = caseId;

    public string Unit { get; } = unit;

    public bool InTime { get; } = inTime;

    public double Share { get; } = share;

    public Dice Dice { get; } = dice;

    /// <summary>How often the unit has resolved it.</summary>
    public int Results { get; set; }

    /// <summary>How often it has been looked at on the spot.</summary>
    public int Looks { get; set; }

    public bool ProgressTold { get; set; }

    public bool ExtensionAsked { get; set; }

    public bool SuspensionAsked { get; set; }

    public bool WasInLedger { get; set; }

    /// <summary>The next instant at which something happens to it by itself, as far as the replay has looked.</summary>
    public DateTimeOffset? WatchedUntil { get; set; }

    /// <summary>True the first time a notice is met.</summary>
    public bool Meets(string noticeId) => noticed.Add(noticeId);
}
