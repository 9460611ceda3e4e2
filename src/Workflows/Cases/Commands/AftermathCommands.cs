using GridCase.Workflows.Cases.Facts;

namespace GridCase.Workflows.Cases.Commands;

/// <summary>核实 on the spot.</summary>
public sealed record Verify(bool Ok = true) : Command
{
    public string? Text { get; init; }
}

/// <summary>Whether the citizen could be reached.</summary>
public enum VisitOutcome
{
    Reached,
    Unreachable,
}

/// <summary>回访: one attempt.</summary>
/// <param name="AttemptedAt">When; the receipt if left out. Not in the future, not before the verification.</param>
/// <param name="Satisfaction">5 非常满意 to 1 非常不满意.</param>
public sealed record Visit(VisitOutcome Outcome, DateTimeOffset? AttemptedAt = null, Solved? Solved = null, int? Satisfaction = null) : Command;

/// <summary>结案.</summary>
public sealed record CloseCase : Command;

/// <summary>A closed case is taken up again.</summary>
public sealed record Reopen : Command
{
    public string? Reason { get; init; }
}

/// <summary>回头看: whether the matter came back.</summary>
public sealed record LookBack(bool Recurred) : Command
{
    public string? Text { get; init; }
}

/// <summary>补充/催办 by the caller, through the hotline or the counter. Not among a person's commands on the case page.</summary>
public sealed record Supplement(string Text, bool Urge) : Command;

/// <summary>签阅 of a rung by a supervisor it was sent to; the notice says which. Not among a person's commands on the case page.</summary>
public sealed record AcknowledgeRung(string Clock, int Cycle, int Rung) : Command;
