namespace GridCase.Workflows.Deadlines;

/// <summary>Which days a budget counts (期限口径): the same word 日 means working or calendar days by statute, so each rule says which. domain.md §2.3.</summary>
public enum DayKind
{
    /// <summary>Runs from the moment, around the clock; never rolls.</summary>
    Elapsed,

    /// <summary>自然日: start day not counted; an end on a day off rolls to the next working day.</summary>
    Calendar,

    /// <summary>工作日: start day not counted.</summary>
    Working,

    /// <summary>工作时: office minutes only, from the next opening if after hours.</summary>
    WorkingHours,
}

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

/// <summary>
/// How much time a clock has. Written <c>5wd</c>, <c>0.5wd</c>, <c>7cd</c>, <c>0cd</c> (不过夜, the same day), <c>4wh</c>, or an ISO 8601 duration such as
/// <c>PT30M</c> for elapsed time. Days are 0 to 3,650; hours and durations above zero and at most 3,650 days. A fraction is allowed for <c>wd</c> and <c>wh</c> only.
/// </summary>
public readonly partial record struct Budget
{
    public DayKind Kind { get; private init; }

    /// <summary>Days for <see cref="DayKind.Calendar"/> and <see cref="DayKind.Working"/>; zero for the others.</summary>
    public decimal Days { get; private init; }

    /// <summary>Time for <see cref="DayKind.Elapsed"/> and <see cref="DayKind.WorkingHours"/>; zero for the others.</summary>
    public TimeSpan Time { get; private init; }
}
