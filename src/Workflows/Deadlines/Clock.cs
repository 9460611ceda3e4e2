using System.Collections.Immutable;

namespace GridCase.Workflows.Deadlines;

/// <summary>A stretch in which a clock stood still (挂起). Open while <see cref="To"/> is null.</summary>
public sealed record Pause(DateTimeOffset From, DateTimeOffset? To, string ReasonCode);

/// <summary>Time granted after the due time (延期).</summary>
public sealed record Extension(Budget Amount, DateTimeOffset GrantedAt);

/// <summary>When a clock warns: so many working days before a due time further off than that, else when this share of the time is used.</summary>
public sealed record MarkPlan(int WarnDaysLeft, int WarnPercentUsed)
{
    /// <summary>1 wd left, 75 % used; design §5.</summary>
    public static MarkPlan Usual { get; } = new(1, 75);
}

/// <summary>What a policy says of one clock of one case: the rule has been found, only counting is left.</summary>
public sealed record ClockTerms(Budget Budget, EndOfDay EndOfDay, MarkPlan Marks, string Ladder, string RulePath)
{
    /// <summary>The rule path of a budget that an inspection's checklist gave (整改期限); all else is the policy's.</summary>
    public const string OfChecklist = "checklist";
}

/// <summary>
/// All that a due time follows from; the due time itself is derived by <see cref="ClockReader"/> and never stored as the answer. Pauses are in order
/// and do not overlap. A <see cref="FixedDue"/> came with the order from the hotline: it replaces the derivation, only pauses move it.
/// </summary>
public sealed record Clock(
    string Id,
    ClockKind Kind,
    int Cycle,
    DateTimeOffset StartedAt,
    ClockTerms Terms,
    DateTimeOffset? FixedDue,
    ImmutableArray<Pause> Pauses,
    ImmutableArray<Extension> Extensions,
    DateTimeOffset? StoppedAt,
    string PolicyVersion,
    string CalendarVersion)
{
    /// <summary>True while the clock runs or stands still and nobody has met it.</summary>
    public bool IsOpen => StoppedAt is null;

    /// <summary>True while a pause is open.</summary>
    public bool IsPaused => StoppedAt is null && !Pauses.IsDefaultOrEmpty && Pauses[^1].To is null;
}
