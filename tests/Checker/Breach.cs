namespace GridCase.Checker;

/// <summary>One promise that a record does not keep.</summary>
/// <param name="Invariant">Which promise: one of <see cref="Promises"/>.</param>
/// <param name="CaseId">The case it was broken for; null where it concerns no single one.</param>
/// <param name="What">What was found, with numbers and instants.</param>
public sealed record Breach(string Invariant, string? CaseId, string What)
{
    public override string ToString() => CaseId is null ? $"{Invariant}: {What}" : $"{Invariant} ({CaseId}): {What}";
}
