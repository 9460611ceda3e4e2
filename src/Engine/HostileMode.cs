namespace GridCase.Engine;

/// <summary>
/// For tests: does all that the port allows an engine to do. The same seed with the same calls does the same. Shares lie between 0 and 1.
/// </summary>
public sealed class HostileMode(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>Share of signals that come twice. Default 0.2.</summary>
    public double Doubled { get; init; } = 0.2;

    /// <summary>Share of signals that never come. Default 0.1.</summary>
    public double Dropped { get; init; } = 0.1;

    /// <summary>Share of signals that come late. Default 0.2.</summary>
    public double Delayed { get; init; } = 0.2;

    /// <summary>Share of signals that overtake those waiting. Default 0.2.</summary>
    public double Reordered { get; init; } = 0.2;

    /// <summary>The longest delay of a signal. Default 30 seconds.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Share of timers that fire early, by less than a second. Default 0.3.</summary>
    public double Early { get; init; } = 0.3;

    /// <summary>Share of activities that run twice; one in the transaction is undone between the two. Default 0.3.</summary>
    public double RunTwice { get; init; } = 0.3;

    /// <summary>Share of turns after which the instance is dropped from memory and must be replayed. Default 0.2.</summary>
    public double Evicted { get; init; } = 0.2;

    internal bool Hits(double share) => random.NextDouble() < share;

    internal TimeSpan Delay() => LongestDelay * random.NextDouble();

    /// <summary>
    /// How much before its time a timer fires that has <paramref name="remaining"/> to go. Short ones are left alone, or a code that arms the
    /// rest again would never get there.
    /// </summary>
    internal TimeSpan Earliness(TimeSpan remaining) =>
        remaining > TimeSpan.FromSeconds(1) && Hits(Early) ? TimeSpan.FromMilliseconds(random.Next(1, 1_000)) : TimeSpan.Zero;
}
