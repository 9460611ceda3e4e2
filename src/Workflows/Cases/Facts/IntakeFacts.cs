using System.Text.Json.Serialization;

namespace GridCase.Workflows.Cases.Facts;

/// <summary>报单: the case exists. Fact number 1 of every case.</summary>
/// <param name="ExternalId">The sender's own number; with the channel it names the case for ever.</param>
/// <param name="ContentHash">Hash of what was sent, so that the same id with other content is seen as a conflict.</param>
/// <param name="ReceivedAt">When the sender received it: the citizen's clock starts here.</param>
/// <param name="ObservedAt">When a grid worker says it was seen; kept, and counted only if a dispatcher accepts it.</param>
/// <param name="HotlineDueAt">The hotline's own limit: replaces the citizen's clock and is never re-derived.</param>
/// <param name="CallerKey">Keyed hash of the caller's normalised number, for finding repeats.</param>
public sealed record Registered(
    string Code,
    Channel Channel,
    string ExternalId,
    string ContentHash,
    CaseKind Kind,
    string Category,
    Urgency Urgency,
    Grade Grade,
    string? GridCode,
    double? Latitude,
    double? Longitude,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? ObservedAt,
    DateTimeOffset? HotlineDueAt,
    bool HasCitizen,
    bool HasContact,
    string? CallerKey,
    bool Confidential,
    bool SatisfactionExempt,
    IReadOnlyList<string> Attachments,
    string? LookBackOf,
    string PolicyVersion,
    string CalendarVersion) : Fact
{
    /// <summary>The last rule change that was in force when it was registered; 0 before the first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int RuleChange { get; init; }

    /// <summary>整改期限: the budget that a checklist gives the unit in place of the policy's; null as for all other cases.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Rectify { get; init; }

    /// <summary>The observed time that a phone gave and that cannot be, in the future or more than a year back: shown as such, and counted by nobody.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset? DoubtfulObservedAt { get; init; }

    /// <summary>Keyed hash of the normalised address, for finding others that speak of the same spot; null where the address names none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? AddressKey { get; init; }
}

/// <summary>补充/催办: the caller added something, or urged.</summary>
public sealed record Supplemented(bool Urge) : Fact;

/// <summary>甄别分级: what it is and how urgent, confirmed by a person or by a rule that says auto.</summary>
public sealed record Triaged(CaseKind Kind, string Category, Grade Grade, string? GridCode, bool SatisfactionExempt, bool Auto) : Fact;

/// <summary>A dispatcher let the grid worker's observed time count.</summary>
public sealed record ObservedTimeAccepted : Fact;

/// <summary>调级: the grade was changed; open clocks take the new grade's budgets from their own starts.</summary>
public sealed record Regraded(Grade Grade) : Fact;

/// <summary>不予受理: refused on a legal ground, with the path that is open to the citizen. 北京接诉即办条例 art 11.</summary>
public sealed record RefusedToAct(string RefusalClass) : Fact;

/// <summary>撤单: the caller withdrew.</summary>
public sealed record Withdrawn : Fact;

/// <summary>并案: goes on in another case.</summary>
public sealed record MergedInto(string CaseId) : Fact
{
    /// <summary>重复件: the rule found the same caller with the same matter. False where a person merged.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ByRule { get; init; }

    /// <summary>One of the two callers wished to stay unknown: who may not know the caller may not know of the link.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Confidential { get; init; }
}

/// <summary>集中诉求: shares the handling of a parent, keeps its own citizen clock, reply and visit.</summary>
public sealed record JoinedParent(string CaseId) : Fact
{
    /// <summary>The rule found another caller with the same matter at the same spot. False where a person joined them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ByRule { get; init; }
}

/// <summary>A child shares this case's handling, or (attached) was merged into it.</summary>
public sealed record ChildJoined(string CaseId, bool Attached) : Fact
{
    /// <summary>催办: the same caller again, attached by rule; it counts as an urging.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Urge { get; init; }

    /// <inheritdoc cref="MergedInto.Confidential"/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Confidential { get; init; }
}

/// <summary>拆分: goes on alone, its clocks as if it had never been joined.</summary>
/// <param name="CaseId">The case that it was attached to or a child of.</param>
/// <param name="Attached">True where it had ended in that case, false where it was a child.</param>
public sealed record Separated(string CaseId, bool Attached) : Fact
{
    /// <summary>True where the other was withdrawn and took nothing with it; false where a person separated them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ByRule { get; init; }

    /// <inheritdoc cref="MergedInto.Confidential"/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Confidential { get; init; }
}

/// <summary>One that was attached to this case, or was its child, goes on alone.</summary>
public sealed record ChildLeft(string CaseId, bool Attached) : Fact
{
    /// <summary>It had counted as an urging and no longer does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Urge { get; init; }

    /// <inheritdoc cref="MergedInto.Confidential"/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Confidential { get; init; }
}

/// <summary>The shared handling did not satisfy this child's citizen: it goes on alone, to be dispatched.</summary>
public sealed record LeftParent : Fact;

/// <summary>批注.</summary>
public sealed record Commented : Fact;
