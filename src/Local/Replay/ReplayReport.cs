using System.Text.Json.Serialization;
using GridCase.Local.Replay.Orders;

namespace GridCase.Local.Replay;

/// <summary>All that a replay says at its end; <c>--json</c> writes it whole.</summary>
public sealed record ReplayReport
{
    public required string File { get; init; }

    /// <summary>The mapping by which the file was read.</summary>
    public required string Map { get; init; }

    public required int ShiftWeeks { get; init; }

    public required int Seed { get; init; }

    public required string PolicyVersion { get; init; }

    public required string CalendarVersion { get; init; }

    /// <summary>First and last order, as shifted.</summary>
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>The virtual time at which the last case ended.</summary>
    public required DateTimeOffset Ended { get; init; }

    /// <summary>Different orders in the file.</summary>
    public required int Orders { get; init; }

    public required int RepeatedRows { get; init; }

    public required int OutOfOrderRows { get; init; }

    public required IReadOnlyList<WordCount> Kinds { get; init; }

    public required IReadOnlyList<WordCount> Channels { get; init; }

    public required ReplayFigures Figures { get; init; }

    public required IReadOnlyList<UnitShare> Units { get; init; }

    /// <summary>How far the replay is from the file at worst, among units with orders enough to tell.</summary>
    public required double LargestDifference { get; init; }

    public required IReadOnlyDictionary<string, int> Refusals { get; init; }

    /// <summary>What went otherwise than it should, in words; empty when all is well.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>Real time, from the first order to the last case's end. Differs from run to run, as the next one does.</summary>
    public required double Seconds { get; init; }

    public required double EventsPerSecond { get; init; }

    /// <summary>True when every order of the file is a case and every case has ended, with nothing out of order.</summary>
    [JsonIgnore]
    public bool IsWhole => Faults.Count == 0;

    /// <summary>What does not add up: orders against cases, cases against ends.</summary>
    internal static IEnumerable<string> Unaccounted(int orders, ReplayFigures figures, int stillOpen, bool toTheEnd)
    {
        if (figures.Cases - figures.Recurrences != orders) yield return $"{orders} orders became {figures.Cases - figures.Recurrences} cases.";
        if (figures.Closed + figures.EndedOtherwise + stillOpen != figures.Cases)
            yield return $"{figures.Cases} cases, but {figures.Closed} closed, {figures.EndedOtherwise} ended otherwise and {stillOpen} open.";
        if (!toTheEnd) yield break;
        if (stillOpen > 0) yield return $"{stillOpen} cases are still open, the first: {string.Join("; ", figures.Open.Take(5))}.";
        if (figures.AwaitingLookBack > 0) yield return $"{figures.AwaitingLookBack} closed cases still wait for their look-back.";
    }
}
