namespace GridCase.Engine;

/// <summary>One try of an activity, as its handler sees it.</summary>
/// <param name="InstanceId">The orchestration that asked for it.</param>
/// <param name="IdempotencyKey">The same for every try of this step and for no other step ever: hand it to whoever must do the thing only once.</param>
/// <param name="Attempt">1 for the first try.</param>
/// <param name="Now">The time of this try. UTC.</param>
public readonly record struct ActivityCall(string InstanceId, string IdempotencyKey, int Attempt, DateTimeOffset Now);
