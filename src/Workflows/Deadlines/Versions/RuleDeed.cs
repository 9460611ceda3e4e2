namespace GridCase.Workflows.Deadlines.Versions;

/// <summary>What was done with a draft or a version.</summary>
public enum RuleDeedKind
{
    /// <summary>The first versions, as they came with the program.</summary>
    Begun,

    DraftSaved,

    DraftDiscarded,

    Published,

    /// <summary>A publication that takes the last change back.</summary>
    UndoAsked,

    Confirmed,

    Rejected,

    Withdrawn,
}

/// <summary>One line of the history of the rules (变更记录): who did what and when, and why where a reason is asked for.</summary>
/// <param name="Version">The version it was done to; for a draft, the version it is based on.</param>
/// <param name="Change">The number of the change that came of it.</param>
public sealed record RuleDeed(RuleSort Sort, RuleDeedKind Kind, DateTimeOffset At, string By, string? Version, string? Reason = null, int? Change = null);
