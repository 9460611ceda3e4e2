using System.Collections.Immutable;

namespace GridCase.Workflows.Directory;

/// <summary>A directory that contradicts itself is not taken over; <see cref="Findings"/> says everything that is wrong, in words an administrator can act on.</summary>
public sealed class InvalidCountyException(ImmutableArray<CountyFinding> findings)
    : Exception($"The directory has {findings.Length} fault(s): {string.Join("; ", findings.Take(5).Select(finding => finding.ToString()))}{(findings.Length > 5 ? "; …" : "")}")
{
    public ImmutableArray<CountyFinding> Findings { get; } = findings;
}

/// <summary>One fault in a directory.</summary>
/// <param name="Entry">Where: <c>grid 440804100201001</c>.</param>
/// <param name="Fault">What: <c>its village 440804100999 does not exist</c>.</param>
public sealed record CountyFinding(string Entry, string Fault)
{
    public override string ToString() => $"{Entry}: {Fault}";
}
