using System.Text.Json.Serialization;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Cases.Facts;

/// <summary>派单 to a lead unit.</summary>
/// <param name="Restarts">True when another unit held it before or none: the unit's clocks start anew. A repeat to the same unit starts nothing.</param>
public sealed record Dispatched(string UnitCode, UnitTier Tier, bool Restarts) : Fact
{
    /// <summary>Which of the units proposed it was when the case was first dispatched: 1 to 3, 0 for another; null where nothing was proposed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int? ProposalRank { get; init; }
}

/// <summary>签收: names the person and the promised time (定人、定责、定时).</summary>
public sealed record SignedOff(string PersonId, DateTimeOffset? PromisedAt) : Fact;

/// <summary>退单: the unit says it is not its duty.</summary>
public sealed record Objected(string ReasonCode, int Count, bool ToArbitration) : Fact
{
    /// <summary>The files that show it, by their ids; null where none were named.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Attachments { get; init; }
}

/// <summary>The centre agrees: the case waits for another unit. The citizen's clock ran on.</summary>
public sealed record ObjectionUpheld : Fact;

/// <summary>The centre does not agree: the unit goes on; its clock never stopped.</summary>
public sealed record ObjectionRejected : Fact;

/// <summary>仲裁: the unit named here may not return the case again, unless the policy of the day let it. 潍坊条例 art 22.</summary>
public sealed record Arbitrated(string UnitCode, UnitTier Tier, bool Restarts) : Fact
{
    /// <summary>True where the policy lets the unit named object again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MayReturn { get; init; }
}
