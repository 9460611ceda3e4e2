namespace GridCase.Workflows.Cases.Commands;

/// <summary>甄别分级. What is left out stays as registered.</summary>
/// <param name="AcceptObservedAt">Lets a grid worker's observed time count; needs a remark as reason.</param>
public sealed record Triage(CaseKind? Kind, string? Category, Grade? Grade, string? GridCode, bool? SatisfactionExempt, bool AcceptObservedAt = false) : Command;

/// <summary>不予受理, on a legal ground of the policy's list; the remark explains it to the citizen.</summary>
public sealed record Refuse(string RefusalClass) : Command;

/// <summary>调级.</summary>
public sealed record Regrade(Grade Grade) : Command;

/// <summary>并案: into another open case. As a child it keeps its own citizen clock, reply and visit; otherwise it ends here.</summary>
public sealed record Merge(string Into, bool AsChild = false) : Command;

/// <summary>拆分: what was merged or joined, by a rule or a person, goes on alone, its clocks as if it had never been joined. No rule joins it again.</summary>
public sealed record Separate : Command
{
    /// <summary>Why they are two matters, or two callers.</summary>
    public string? Reason { get; init; }
}

/// <summary>撤单 at the caller's wish.</summary>
public sealed record Withdraw : Command
{
    /// <summary>The caller's reason.</summary>
    public string? Reason { get; init; }
}

/// <summary>批注.</summary>
public sealed record Comment : Command
{
    public string? Text { get; init; }
}
