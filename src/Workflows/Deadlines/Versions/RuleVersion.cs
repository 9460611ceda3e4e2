using System.Text.Json.Serialization;

namespace GridCase.Workflows.Deadlines.Versions;

/// <summary>Where a version stands on its way into force.</summary>
public enum RuleState
{
    /// <summary>待确认: published by one person, waits for another to confirm.</summary>
    Awaiting,

    /// <summary>已发布: confirmed; in force, to come into force at a later date, or followed by another.</summary>
    Published,

    /// <summary>已退回: another person did not confirm it.</summary>
    Rejected,

    /// <summary>已撤回: taken back by whoever published it.</summary>
    Withdrawn,
}

/// <summary>
/// One version of the policy or the calendar (版本), kept for ever with its document as it was published. Its name is never used again, whatever
/// became of it.
/// </summary>
/// <param name="Document">The policy or calendar document, JSON, the version's name in it.</param>
/// <param name="Base">The version in force when it was published: what its differences are read against. None for the first.</param>
/// <param name="DraftedBy">Who saved the draft last, or who asked for the undo.</param>
public sealed record RuleVersion(
    RuleSort Sort, string Version, [property: JsonIgnore] string Document, RuleState State, string? Base, string DraftedBy, DateTimeOffset DraftedAt)
{
    /// <summary>Who wants it in force, why, and how. None for a first version.</summary>
    public RulePublication? Publication { get; init; }

    /// <summary>How it ended: confirmed, rejected or withdrawn. None while it waits, and for a first version.</summary>
    public RuleSettlement? Settlement { get; init; }
}

/// <summary>A publication (发布): it takes a second person to make it real.</summary>
/// <param name="EffectiveFrom">When it comes into force; none means as soon as it is confirmed.</param>
/// <param name="Undoes">The number of the change that is taken back, for an undo.</param>
public sealed record RulePublication(string By, DateTimeOffset At, string Reason, OpenCases Treatment, DateTimeOffset? EffectiveFrom = null, int? Undoes = null);

/// <summary>The end of a publication: by whom, and either the change it became or why it did not.</summary>
/// <param name="Change">The number of the change, when it was confirmed.</param>
public sealed record RuleSettlement(string By, DateTimeOffset At, string? Reason = null, int? Change = null);

/// <summary>What an administrator is working on (草稿). There is one at most for the policy and one for the calendar; it may be wrong still.</summary>
/// <param name="Revision">Grows with every save, over all drafts of its sort: a page that shows an older one is stale.</param>
/// <param name="BasedOn">The version in force that it was made from.</param>
public sealed record RuleDraft(RuleSort Sort, int Revision, [property: JsonIgnore] string Document, string BasedOn, string By, DateTimeOffset At);
