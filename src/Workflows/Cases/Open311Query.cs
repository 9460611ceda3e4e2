using System.Collections.Immutable;

namespace GridCase.Workflows.Cases;

/// <summary>Which cases that came in by Open311 are looked for: for answers to anybody, newest registration first.</summary>
/// <param name="Categories">Only these, each by its whole code; none finds nothing.</param>
/// <param name="From">Registered at this instant or later…</param>
/// <param name="To">…and at this instant or earlier.</param>
public sealed record Open311Query(ImmutableArray<string> Categories, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>How many cases at most are passed over and given together.</summary>
    public const int Deepest = 10_000;

    /// <summary>True: only cases that go on; false: only those that do not (closed, withdrawn, refused, merged); null: all.</summary>
    public bool? Open { get; init; }

    /// <summary>How many are passed over first.</summary>
    public int Skip { get; init; }

    /// <summary>1 to 1,000.</summary>
    public int Limit { get; init; } = 1_000;
}
