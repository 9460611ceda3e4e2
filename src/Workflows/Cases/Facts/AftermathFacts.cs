namespace GridCase.Workflows.Cases.Facts;

/// <summary>核实: looked at on the spot by someone who did not handle it, except for on-site disposal.</summary>
public sealed record Verified(bool OnSite) : Fact;

/// <summary>核实未通过: not done; back to the unit.</summary>
public sealed record VerificationFailed : Fact;

/// <summary>No visit: no citizen or no contact.</summary>
public sealed record VisitSkipped : Fact;

/// <summary>The hotline kept silent for its time; the centre visits.</summary>
public sealed record VisitHandedOver : Fact;

/// <summary>回访 reached the citizen.</summary>
/// <param name="Solved">yes, partly or no, in the citizen's words.</param>
/// <param name="Satisfaction">5 非常满意, 4 满意, 3 基本满意, 2 不满意, 1 非常不满意; null 未评价.</param>
public sealed record Visited(DateTimeOffset AttemptedAt, Solved? Solved, int? Satisfaction, bool Dissatisfied) : Fact;

/// <summary>未接通: neither satisfied nor dissatisfied.</summary>
/// <param name="Counted">False when too soon after the attempt before.</param>
/// <param name="Exhausted">True once enough spaced attempts found nobody: a person may close the case as unreachable.</param>
public sealed record VisitUnreachable(DateTimeOffset AttemptedAt, bool Counted, bool Exhausted) : Fact;

/// <summary>重办, after a dissatisfied visit or a failed verification.</summary>
/// <param name="FailedVisits">How many visits have failed so far.</param>
public sealed record ReworkOrdered(int FailedVisits) : Fact;

/// <summary>Still dissatisfied after supervision: a leader is to take the case.</summary>
public sealed record LeaderCalled : Fact;

/// <summary>结案, by a person.</summary>
/// <param name="Outcome">satisfied, unreachable, no-visit, on-site or dissatisfied.</param>
public sealed record ClosedCase(string Outcome, bool LookBack) : Fact;

/// <summary>A closed case is taken up again.</summary>
public sealed record Reopened : Fact;

/// <summary>回头看.</summary>
/// <param name="RecurrenceId">The id of the linked case that a recurrence opens.</param>
public sealed record LookedBack(bool Recurred, string? RecurrenceId) : Fact;

/// <summary>What a citizen says of the result.</summary>
public enum Solved
{
    Yes,
    Partly,
    No,
}
