namespace GridCase.Engine;

/// <summary>How the engine is doing at this moment.</summary>
/// <param name="Running">Instances that have neither ended nor been parked.</param>
/// <param name="Parked">Poison instances that wait for a person.</param>
/// <param name="InMemory">Instances held in memory.</param>
/// <param name="QueuedWrites">Writes that wait for the writer.</param>
/// <param name="QueuedTurns">Instances that wait for a turn.</param>
/// <param name="Outside">Outside activities that wait or run.</param>
/// <param name="Commits">Since the journal was opened.</param>
/// <param name="Turns">Since the engine was built.</param>
/// <param name="TimersFired">Since the engine was built.</param>
/// <param name="LatenessP50">Half of the timers fired within this time of their instant.</param>
/// <param name="LatenessP99">All but one in a hundred did.</param>
/// <param name="LatenessMax">The latest one.</param>
/// <param name="Fault">Why the journal has stopped; null while it works.</param>
public sealed record EngineSnapshot(
    int Running,
    int Parked,
    int InMemory,
    int QueuedWrites,
    int QueuedTurns,
    int Outside,
    long Commits,
    long Turns,
    long TimersFired,
    TimeSpan LatenessP50,
    TimeSpan LatenessP99,
    TimeSpan LatenessMax,
    string? Fault);
