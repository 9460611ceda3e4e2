namespace GridCase.Workflows.Cases.Commands;

/// <summary>派单 to a lead unit, with helper units as sub-tasks.</summary>
public sealed record Dispatch(string Unit, IReadOnlyList<string>? Helpers = null) : Command;

/// <summary>签收. The person defaults to the one who signs, the promised time to none.</summary>
public sealed record SignOff(string? PersonId = null, DateTimeOffset? PromisedAt = null) : Command;

/// <summary>退单 with a reason code (属地不符 wrong-area, 权属不清 unclear-duty, 职能交叉 overlapping-duty, other) and the evidence as remark.</summary>
public sealed record Object(string ReasonCode, IReadOnlyList<string>? AttachmentIds = null) : Command
{
    public string? Reason { get; init; }
}

/// <summary>退单裁定 by the centre. Upheld, the case waits for another unit, or goes to the one named here at once.</summary>
public sealed record DecideObjection(bool Uphold, string? Unit = null) : Command;

/// <summary>仲裁: the unit named may not return the case again.</summary>
public sealed record Arbitrate(string Unit) : Command;

/// <summary>提级. Without a unit it goes to the one above the holder.</summary>
public sealed record StepUp(string? Unit = null) : Command
{
    public string? Reason { get; init; }
}
