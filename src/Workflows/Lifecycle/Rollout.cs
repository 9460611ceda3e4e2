using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Lifecycle;

/// <summary>How the rollout of a rule change stands (推行). The change itself is in force from its instant; the rollout sees to it that no open case waits for it.</summary>
/// <param name="Change">The number of the rule change.</param>
/// <param name="Cases">Open cases when it began.</param>
/// <param name="AfterCaseId">The last case that was visited.</param>
/// <param name="WaitsFor">The earlier change whose rollout comes first, if that is what it waits for.</param>
/// <param name="Revision">Grows with each write.</param>
public sealed record Rollout(
    int Change,
    RolloutState State,
    int Cases,
    RederivedCounts Counts,
    string? AfterCaseId,
    int? WaitsFor,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    int Revision)
{
    /// <summary>Open cases visited so far, and those that ended meanwhile.</summary>
    public int Visited { get; init; }

    public bool IsOver => State is RolloutState.Done or RolloutState.Superseded;

    /// <summary>One that has not begun.</summary>
    public static Rollout Of(int change) => new(change, RolloutState.Waiting, 0, RederivedCounts.None, null, null, null, null, 0);
}

/// <summary>Where a rollout is.</summary>
public enum RolloutState
{
    /// <summary>For its date, or for an earlier rollout to end.</summary>
    Waiting,

    Running,

    /// <summary>By an administrator. Cases that move meanwhile take the change over all the same: it is in force.</summary>
    Paused,

    Done,

    /// <summary>The change was taken back before every case was visited; the rollout of the undo visits the rest.</summary>
    Superseded,
}

/// <summary>Where rollouts are kept.</summary>
public interface IRolloutStore
{
    Task<Rollout?> Find(int change, CancellationToken cancellation = default);

    /// <summary>Writes a rollout if it is still at the revision before; 0 writes a new one. False when somebody else was first.</summary>
    Task<bool> Save(Rollout rollout, CancellationToken cancellation = default);

    /// <summary>The latest first, at most <paramref name="limit"/> (1 to 200) before that change number.</summary>
    Task<IReadOnlyList<Rollout>> List(int? beforeChange, int limit, CancellationToken cancellation = default);

    /// <summary>Those that have begun and are not over, for the watchdog.</summary>
    Task<IReadOnlyList<Rollout>> Unfinished(CancellationToken cancellation = default);
}
