namespace GridCase.Workflows.Cases;

/// <summary>Which cases may be about the same matter as one: of the same caller, or at the same spot. Keyed hashes only, never a number or an address.</summary>
public sealed record LikenessQuery
{
    /// <summary>The most cases found by the caller, and again by the spot.</summary>
    public const int Most = 50;

    /// <summary>Keyed hash of the caller's number; null leaves the caller out.</summary>
    public string? CallerKey { get; init; }

    /// <summary>Of this caller: registered since then.</summary>
    public DateTimeOffset CallerSince { get; init; }

    /// <summary>Also those of the caller that are no longer open.</summary>
    public bool EndedToo { get; init; }

    /// <summary>Keyed hash of the address; null leaves it out.</summary>
    public string? AddressKey { get; init; }

    /// <summary>The position, with <see cref="Longitude"/>; null leaves it out.</summary>
    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    /// <summary>How far off still counts, 1 to 10,000. More may be found: whole squares are.</summary>
    public int Metres { get; init; } = 1;

    /// <summary>At this spot: open, and registered since then.</summary>
    public DateTimeOffset SpotSince { get; init; }

    /// <summary>At this spot: only of this first level of the category; null for every category.</summary>
    public string? CategoryRoot { get; init; }
}

/// <summary>What was found: ids, the newest first.</summary>
/// <param name="Seen">How far the running numbers by which the store tells what has come in since reached when it was looked for.</param>
public sealed record Relatives(IReadOnlyList<string> CaseIds, long Seen);

/// <summary>
/// What a registration was decided on. Where another case that the query may find has come in since, or the case to be joined has moved on, the append is a
/// conflict and is decided anew: of two orders at the same instant one is first, and the other finds it.
/// </summary>
/// <param name="Head">The case that is to be joined, with its version; null when none is.</param>
public sealed record RelativesSeen(LikenessQuery Query, long Seen, (string CaseId, int Version)? Head);
