using System.Collections.Immutable;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Inspections;

/// <summary>One round of inspections (巡查任务): of a plan's period, or a campaign started now.</summary>
/// <param name="Id">Of a planned one it follows from plan, colour and period, so that a period has one only.</param>
/// <param name="Code">As people see it: <c>XC-260216-7KQ2M</c>.</param>
/// <param name="PlanId">Null for one that no plan brought.</param>
/// <param name="Colour">The colour whose rhythm brought it; null for grids and campaigns.</param>
/// <param name="IsCampaign">专项行动, started by a person.</param>
/// <param name="Terms">What it looks at and how, as of its opening: later edits of the plan do not touch it.</param>
/// <param name="StartedBy">The person, or <c>system:inspections</c>.</param>
/// <param name="Version">Grows with each write of the sweep itself; 1 for a new one. Its counts move without it.</param>
public sealed record Sweep(
    string Id,
    string Code,
    string Name,
    string? PlanId,
    int? PlanVersion,
    RiskColour? Colour,
    bool IsCampaign,
    SweepTerms Terms,
    DateTimeOffset OpensAt,
    DateTimeOffset DueAt,
    string StartedBy,
    SweepState State,
    int Version)
{
    /// <summary>What its inspections have come to. Kept by the store, in the same commit as the inspections.</summary>
    public SweepCounts Counts { get; init; } = SweepCounts.None;

    /// <summary>While it is prepared: the last place or grid that has its inspection.</summary>
    public string? PreparedUpTo { get; init; }

    /// <summary>Marks that were reached, in order.</summary>
    public ImmutableArray<SweepMark> Marks { get; init => field = value.IsDefault ? [] : value; } = [];

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who cancelled it; the reason is a private text of the sweep.</summary>
    public string? CancelledBy { get; init; }

    public bool IsOver => State is SweepState.Done or SweepState.Lapsed or SweepState.Cancelled;
}

/// <summary>What a sweep looks at and how, with the versions that it was opened under.</summary>
public sealed record SweepTerms(
    PlanTarget Target, string Window, string Checklist, int ChecklistVersion, string Ladder, ImmutableArray<string> Departments, string PolicyVersion, string CalendarVersion)
{
    public ImmutableArray<string> Departments { get; init; } = Departments.IsDefault ? [] : Departments;
}

/// <summary>Where a sweep is.</summary>
public enum SweepState
{
    /// <summary>Its inspections are being made.</summary>
    Preparing,

    Open,

    /// <summary>Every inspection was done or need not be.</summary>
    Done,

    /// <summary>Some were missed for good: the whole ladder was climbed long ago. One that is handed in all the same is still taken.</summary>
    Lapsed,

    Cancelled,
}

/// <summary>How its inspections stand. What is late counts among the done as well.</summary>
/// <param name="Open">To be done, not yet due.</param>
/// <param name="Missed">Past due and not done.</param>
/// <param name="Late">Done after the due time.</param>
/// <param name="Findings">Items that were not in order.</param>
public sealed record SweepCounts(int Total, int Open, int Done, int Missed, int Cancelled, int Late, int Findings, int HouseholdsDone, int HouseholdsTotal)
{
    public static SweepCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0);
}

/// <summary>A mark that a sweep has reached.</summary>
/// <param name="At">The mark's own instant, not the time a timer woke.</param>
/// <param name="Told">How many people were told; 0 for one that a stand-still passed over.</param>
/// <param name="Unseen">Of those who are to acknowledge, the ones who have not.</param>
public sealed record SweepMark(MarkName Mark, DateTimeOffset At, int Told, ImmutableArray<string> Unseen)
{
    public ImmutableArray<string> Unseen { get; init; } = Unseen.IsDefault ? [] : Unseen;
}
