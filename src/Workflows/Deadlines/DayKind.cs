namespace GridCase.Workflows.Deadlines;

/// <summary>Which days a budget counts (期限口径): 日 means working or calendar days by statute, so each rule says which. domain.md §2.3.</summary>
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
