using System.Text.Json.Serialization;

namespace GridCase.Workflows.Care;

/// <summary>What was done about an entry.</summary>
public enum CareDeedKind
{
    Added,
    Changed,
    Ended,

    /// <summary>Something happened that asks for a visit soon. What it was is not written down.</summary>
    EventTold,

    Visited,

    /// <summary>A rung of the ladder was reached without a visit.</summary>
    Escalated,

    /// <summary>The terms changed, and with them the next date.</summary>
    Rederived,
}

/// <summary>One line of an entry's history: who did what when. Append-only; no words of anybody.</summary>
/// <param name="Number">1 for the first; equals the version of the entry that it made.</param>
/// <param name="At">The server's receipt.</param>
/// <param name="By">The person, or <c>clock</c>.</param>
public sealed record CareDeed(string CareId, int Number, CareDeedKind Kind, DateTimeOffset At, string By)
{
    /// <summary>The sender's key, hashed with sender and entry; a repeat finds the deed by it. Null for what no phone sends.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    /// <summary>Of what was sent with the key.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ContentHash { get; init; }

    /// <summary>When the visit was made, as the visitor says.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? DoneAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CareOutcome? Outcome { get; init; }

    /// <summary>When the next visit is due after this.</summary>
    public DateTimeOffset Due { get; init; }

    /// <summary>The rung, from 1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Rung { get; init; }

    /// <summary>The tier and grid as they are from now on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CareTier? Tier { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? GridCode { get; init; }
}
