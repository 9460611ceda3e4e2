using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Escalation;

/// <summary>
/// The cap on what reaches one person by one outgoing channel (design §7): of the notices that may wait for office hours, so many leave one by one in a window,
/// the others together as one digest at its end. Urgent ones are neither counted nor held. In the inbox every notice stands by itself.
/// </summary>
/// <param name="Over">How many leave one by one; 1 to 1,000, default 10.</param>
/// <param name="Window">Five minutes to a day, and a whole part of a day; default one hour. Windows lie end to end from midnight in China.</param>
public sealed record DigestRule(int Over, TimeSpan Window)
{
    public const int LeastOver = 1;
    public const int MostOver = 1_000;

    public static readonly TimeSpan ShortestWindow = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);

    public static DigestRule Default { get; } = new(10, TimeSpan.FromHours(1));

    /// <summary>Whether windows of this length lie end to end in each day.</summary>
    public static bool IsWindow(TimeSpan window) => window >= ShortestWindow && window <= LongestWindow && TimeSpan.TicksPerDay % window.Ticks == 0;

    /// <summary>The window in which something that leaves at this instant lies.</summary>
    public DigestWindow WindowOf(DateTimeOffset at)
    {
        var local = at.UtcTicks + ChinaTime.Offset.Ticks;
        var from = new DateTimeOffset(local - (local % Window.Ticks) - ChinaTime.Offset.Ticks, TimeSpan.Zero);
        return new(from, from + Window);
    }
}

/// <summary>A stretch of time from <paramref name="From"/> until just before <paramref name="To"/>.</summary>
public readonly record struct DigestWindow(DateTimeOffset From, DateTimeOffset To)
{
    public DigestWindow Next => new(To, To + (To - From));

    /// <summary>The key of the digest for a person; by each channel there is one of it at most.</summary>
    public string KeyFor(string personId) => $"digest/{personId}/{From.UtcDateTime:yyyyMMdd'T'HHmm}Z";
}
