using System.Collections.Immutable;

namespace GridCase.Workflows.Deadlines;

/// <summary>What is wrong with a policy or calendar document: where, what, and what to do about it.</summary>
public sealed record RuleFault(string Path, string Problem, string Remedy)
{
    public override string ToString() => $"{Path}: {Problem} {Remedy}";
}

/// <summary>A policy or calendar document cannot be used. Every fault found is listed.</summary>
public sealed class RuleDocumentException(string document, ImmutableArray<RuleFault> faults)
    : Exception($"The {document} cannot be used:{Environment.NewLine}{string.Join(Environment.NewLine, faults)}")
{
    public ImmutableArray<RuleFault> Faults { get; } = faults;
}
