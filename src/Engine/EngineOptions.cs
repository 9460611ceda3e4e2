using System.Text.Json;

namespace GridCase.Engine;

/// <summary>How much the engine keeps in memory and does at once. Checked when the engine is built.</summary>
public sealed class EngineOptions
{
    /// <summary>Instances kept in memory between turns; the longest idle is dropped first and replayed when it is needed. 1 to 1,000,000. Default 10,000.</summary>
    public int InstancesInMemory { get; init; } = 10_000;

    /// <summary>Outside activities that run at once; 1 to 1,000. Default 16. Under a virtual clock always one.</summary>
    public int OutsideAtOnce { get; init; } = 16;

    /// <summary>
    /// Signals that one instance may leave untaken; 1 to 10,000. Default 256. Signals are hints: one equal to an untaken one is not kept twice,
    /// and past the limit a new one is dropped, since those before it already make the instance look.
    /// </summary>
    public int SignalsKept { get; init; } = 256;

    /// <summary>Timers due within this time are held in memory, the others in the ledger only; 1 minute to 30 days. Default 1 hour.</summary>
    public TimeSpan TimersInMemory { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Turns run before a commit is made, so that nobody waits long for it; 1 to 100,000. Default 512.</summary>
    public int TurnsPerCommit { get; init; } = 512;

    /// <summary>Time spent on turns before a commit is made; 1 ms to 10 s. Default 5 ms. Not heeded under a virtual clock.</summary>
    public TimeSpan TurnTimePerCommit { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Activities and passed timers handled in one turn before the rest is left to the next; 1 to 10,000. Default 200.</summary>
    public int StepsPerTurn { get; init; } = 200;

    /// <summary>Turns that may wait before callers get fewer writes per commit; 1 to 1,000,000. Default 5,000.</summary>
    public int TurnsBehind { get; init; } = 5_000;

    /// <summary>How long the history of an ended instance is kept; 1 hour to 10 years, or null for as long as nobody purges. Default 30 days.</summary>
    public TimeSpan? KeepEnded { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How inputs, results and signals are written.</summary>
    public JsonSerializerOptions Json { get; init; } = EngineJson.Default;

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Json);
        Within(InstancesInMemory, 1, 1_000_000, nameof(InstancesInMemory));
        Within(OutsideAtOnce, 1, 1_000, nameof(OutsideAtOnce));
        Within(SignalsKept, 1, 10_000, nameof(SignalsKept));
        Within(TimersInMemory, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30), nameof(TimersInMemory));
        Within(TurnsPerCommit, 1, 100_000, nameof(TurnsPerCommit));
        Within(TurnTimePerCommit, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(10), nameof(TurnTimePerCommit));
        Within(StepsPerTurn, 1, 10_000, nameof(StepsPerTurn));
        Within(TurnsBehind, 1, 1_000_000, nameof(TurnsBehind));
        if (KeepEnded is { } keep) Within(keep, TimeSpan.FromHours(1), TimeSpan.FromDays(3_660), nameof(KeepEnded));
    }

    private static void Within<T>(T value, T least, T most, string name)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must lie between {least} and {most}.");
    }
}
