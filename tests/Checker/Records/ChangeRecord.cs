namespace GridCase.Checker;

/// <summary>A confirmed change of the rules.</summary>
/// <param name="Sort"><c>policy</c> or <c>calendar</c>.</param>
/// <param name="Version">The version that comes into force.</param>
/// <param name="At">From when.</param>
/// <param name="Treatment">Of open cases: <c>new-only</c>, <c>from-start</c>, <c>from-now</c> or <c>keep-warned</c>.</param>
/// <param name="Undoes">The number of the change that it takes back.</param>
public sealed record ChangeRecord(int Number, string Sort, string Version, DateTimeOffset At, string Treatment, int? Undoes);

/// <summary>How the rollout of a change stands.</summary>
public sealed record RolloutRecord(int Change, RolloutStanding Standing, RolloutCounts Counts);

/// <summary>What a rollout counted. The names are those of its row.</summary>
public sealed record RolloutCounts(int Rederived, int Moved, int Sooner, int Later, int BecameOverdue, int NoLongerOverdue, int ColourChanged, int MarksAtOnce);

/// <summary>The numbers are those of its row.</summary>
public enum RolloutStanding
{
    Waiting,
    Running,
    Paused,
    Done,
    Superseded,
}
