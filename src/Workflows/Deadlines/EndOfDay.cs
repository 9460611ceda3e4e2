namespace GridCase.Workflows.Deadlines;

/// <summary>At what time of its last day a budget in days ends.</summary>
public enum EndOfDay
{
    /// <summary>The close of office hours.</summary>
    Close,

    /// <summary>24:00.</summary>
    Midnight,

    /// <summary>The time of day at which the clock started.</summary>
    SameTime,
}
