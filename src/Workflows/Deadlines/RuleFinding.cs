namespace GridCase.Workflows.Deadlines;

/// <summary>How much a finding weighs.</summary>
public enum FindingSeverity
{
    /// <summary>The document cannot be published.</summary>
    Error,

    /// <summary>It can, but somebody should have looked.</summary>
    Warning,
}

/// <summary>What a check says of a policy or calendar document: how bad, where, what, and what to do about it.</summary>
public sealed record RuleFinding(FindingSeverity Severity, string Path, string Problem, string Remedy)
{
    /// <summary>A fault that keeps the document from being read, as a finding.</summary>
    public static RuleFinding Of(RuleFault fault) => new(FindingSeverity.Error, fault.Path, fault.Problem, fault.Remedy);

    internal static RuleFinding Error(string path, string problem, string remedy) => new(FindingSeverity.Error, path, problem, remedy);

    internal static RuleFinding Warning(string path, string problem, string remedy) => new(FindingSeverity.Warning, path, problem, remedy);
}

/// <summary>What a difference does to its place in the document.</summary>
public enum DifferenceKind
{
    Changed,
    Added,
    Removed,
}

/// <summary>One difference between two versions of a policy or calendar, in the words of the field. The path says where it stands in the document.</summary>
public sealed record RuleDifference(string Path, string Zh, string En)
{
    public DifferenceKind Kind { get; init; }

    /// <summary>As it stood in the document, where it is one value.</summary>
    public string? Before { get; init; }

    /// <summary>As it is to stand in the document, where it is one value.</summary>
    public string? After { get; init; }
}
