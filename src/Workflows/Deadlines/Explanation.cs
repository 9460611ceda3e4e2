using System.Collections.Immutable;

namespace GridCase.Workflows.Deadlines;

/// <summary>Why a clock is due when it is: stretches of time one after the other, from its start to its due time, and remarks.</summary>
/// <param name="Due">Null while the clock is paused; then the last segment is open.</param>
public sealed record Explanation(
    DateTimeOffset StartedAt,
    Budget Budget,
    DateTimeOffset? Due,
    DateTimeOffset OriginalDue,
    string RulePath,
    string PolicyVersion,
    string CalendarVersion,
    ImmutableArray<Segment> Segments,
    ImmutableArray<ExplanationNote> Notes);

/// <summary>What happens to a clock in a stretch of time.</summary>
public enum SegmentKind
{
    /// <summary>The day it started, which does not count.</summary>
    StartDay,

    /// <summary>Counted.</summary>
    Running,

    /// <summary>调休上班: a weekend day, counted.</summary>
    MakeUpDay,

    /// <summary>周末, not counted.</summary>
    DayOff,

    /// <summary>节假日, not counted.</summary>
    Holiday,

    /// <summary>非办公时间, not counted.</summary>
    AfterHours,

    /// <summary>挂起: stood still, given back.</summary>
    Pause,

    /// <summary>延期: counted towards an extension.</summary>
    Extension,

    /// <summary>Past the due time already, before a suspension that gives nothing back.</summary>
    Overdue,
}

/// <summary>
/// One stretch. <see cref="Days"/> count towards budgets in days, <see cref="Time"/> towards hours and durations; the sums over all segments are
/// the budget and its extensions. <see cref="To"/> is null while a pause is open.
/// </summary>
public sealed record Segment(DateTimeOffset From, DateTimeOffset? To, SegmentKind Kind, decimal Days, TimeSpan Time, string Zh, string En);

/// <summary>A remark on a due time, such as <c>rolled-to-working-day</c>.</summary>
public sealed record ExplanationNote(string Code, string Zh, string En);
