using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Cases;

/// <summary>Where a case stands: codes, ids and instants, nothing that anybody said and nobody's name from outside the house.</summary>
public record CaseState
{
    public required string CaseId { get; init; }

    /// <summary>一案一码.</summary>
    public required string Code { get; init; }

    /// <summary>How many facts there are; a command may name it as expectedVersion.</summary>
    public required int Version { get; init; }

    public required Channel Channel { get; init; }

    /// <summary>The sender's own number.</summary>
    public required string? OrderNo { get; init; }

    public required CaseKind Kind { get; init; }

    public required string Category { get; init; }

    public required string? CategoryName { get; init; }

    public required Urgency Urgency { get; init; }

    public required Grade Grade { get; init; }

    public required Stage Stage { get; init; }

    public required CaseStatus State { get; init; }

    public required Light Light { get; init; }

    /// <summary>What to do at once in a matter of life and death; null otherwise.</summary>
    public required string? Advice { get; init; }

    /// <summary>The unit that holds the case.</summary>
    public required string? Unit { get; init; }

    public required string? UnitName { get; init; }

    public required UnitTier? Tier { get; init; }

    /// <summary>The person named at sign-off.</summary>
    public required PersonName? Holder { get; init; }

    public required DateTimeOffset? PromisedAt { get; init; }

    public required string? GridCode { get; init; }

    public required double? Lat { get; init; }

    public required double? Lon { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required DateTimeOffset? ObservedAt { get; init; }

    /// <summary>The observed time that the phone gave and that cannot be; null otherwise.</summary>
    public required DateTimeOffset? DoubtfulObservedAt { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>When the citizen is to be answered; null while that clock stands still or where there is no citizen.</summary>
    public required DateTimeOffset? CitizenDueAt { get; init; }

    public required DateTimeOffset? ClosedAt { get; init; }

    /// <summary>satisfied, unreachable, no-visit, on-site or dissatisfied.</summary>
    public required string? Outcome { get; init; }

    /// <summary>保密: the caller is shown to nobody but the hotline.</summary>
    public required bool Confidential { get; init; }

    public required bool SatisfactionExempt { get; init; }

    public required bool Supervised { get; init; }

    public required bool LeaderCalled { get; init; }

    public required int Objections { get; init; }

    public required int Urges { get; init; }

    /// <summary>What waits for a decision.</summary>
    public required IReadOnlyList<PendingDecision> Pending { get; init; }

    public required IReadOnlyList<ClockLine> Clocks { get; init; }

    public required IReadOnlyList<SubtaskLine> Subtasks { get; init; }

    public required IReadOnlyList<VisitLine> Visits { get; init; }

    public required string? Parent { get; init; }

    public required IReadOnlyList<string> Children { get; init; }

    public required IReadOnlyList<string> Attached { get; init; }

    public required string? MergedInto { get; init; }

    /// <summary>The case that this one is the recurrence of.</summary>
    public required string? RecurrenceOf { get; init; }

    public required string? Recurrence { get; init; }

    public required IReadOnlyList<string> AttachmentIds { get; init; }

    /// <summary>The commands that the caller may try now.</summary>
    public required IReadOnlyList<string> AllowedCommands { get; init; }

    public required IReadOnlyDictionary<string, string> Links { get; init; }
}

/// <summary>Someone of the house.</summary>
public sealed record PersonName(string PersonId, string? Name);

/// <summary>A request that waits: objection, arbitration, extension or suspension.</summary>
public sealed record PendingDecision(string What, string By, string? Unit, DateTimeOffset At, string? Detail, DateTimeOffset? Until);

/// <summary>A helper unit's part (协办).</summary>
public sealed record SubtaskLine(string SubtaskId, string Unit, string? UnitName, bool Done, DateTimeOffset? Due);

/// <summary>One attempt to reach the citizen since the last verification.</summary>
public sealed record VisitLine(DateTimeOffset At, string Outcome, bool Counted, bool Dissatisfied);

/// <summary>A clock in short; <c>/clocks</c> explains it.</summary>
/// <param name="Due">Null while it stands still.</param>
/// <param name="State">running, paused or stopped.</param>
/// <param name="Met">For a stopped clock: whether it was met in time.</param>
public sealed record ClockLine(
    string Id, ClockKind Kind, int Cycle, DateTimeOffset StartedAt, DateTimeOffset? Due, DateTimeOffset OriginalDue, string State, Light Light, DateTimeOffset? StoppedAt, bool? Met, bool HorizonExceeded);
