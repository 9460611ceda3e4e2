namespace GridCase.Workflows.Cases.Commands;

/// <summary>先行联系.</summary>
public sealed record Contact : Command
{
    public string? Text { get; init; }
}

/// <summary>A word on progress.</summary>
public sealed record Progress : Command
{
    public string? Text { get; init; }
}

/// <summary>受理告知: the petitioner was told in writing that the petition is accepted; on what paper stands in the case's texts.</summary>
public sealed record TellAcceptance : Command
{
    /// <summary>The paper's number and how it was handed over.</summary>
    public string? Text { get; init; }
}

/// <summary>申请延期, before expiry. The amount is a budget such as <c>3wd</c>; <c>Days</c> is working days for short.</summary>
public sealed record RequestExtension(string? Amount = null, int? Days = null) : Command
{
    public string? Reason { get; init; }
}

/// <summary>审批延期, by someone other than the asker. A smaller amount may be granted.</summary>
public sealed record DecideExtension(bool Approve, string? Amount = null) : Command;

/// <summary>申请挂起, with a reason code of the policy's list. Without an end, the longest that the reason allows.</summary>
public sealed record RequestSuspension(string ReasonCode, DateTimeOffset? Until = null) : Command
{
    public string? Reason { get; init; }
}

/// <summary>审批挂起, by someone other than the asker.</summary>
public sealed record DecideSuspension(bool Approve) : Command;

/// <summary>恢复办理.</summary>
public sealed record Resume : Command;

/// <summary>挂账 with a reason code (seasonal, engineering, funding, policy, other).</summary>
public sealed record EnterLedger(string ReasonCode) : Command
{
    public string? Reason { get; init; }
}

/// <summary>销账.</summary>
public sealed record StrikeOff : Command;

/// <summary>协办: a part for a helper unit; the budget defaults to the policy's.</summary>
public sealed record AddSubtask(string Unit, string? Budget = null) : Command
{
    public string? Text { get; init; }
}

/// <summary>协办办结.</summary>
public sealed record CompleteSubtask(string SubtaskId) : Command
{
    public string? Text { get; init; }
}

/// <summary>督办.</summary>
public sealed record Supervise(string? ReasonCode = null) : Command
{
    public string? Reason { get; init; }
}

/// <summary>领导包案.</summary>
public sealed record TakeOver : Command
{
    public string? Reason { get; init; }
}

/// <summary>办结: what was done, and what the citizen is told; without a reply of its own the text is the reply.</summary>
public sealed record Resolve : Command
{
    public string? Text { get; init; }

    public string? Reply { get; init; }
}
