using System.Collections.Concurrent;

namespace GridCase.Api.SignIn;

/// <summary>
/// Signatures of the last few seconds. A time stamp counts whole seconds, so an integrator who sends an order twice at once, or tries again at
/// once, sends the same signature and is to be answered, not accused; every write that a system may make answers a repeat as the first.
/// </summary>
internal sealed class SeenSignatures
{
    private const int Most = 100_000;
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);

    /// <summary>A little over the second for which one signature is all that a sender can make.</summary>
    private static readonly TimeSpan SameSecond = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<(string Key, string Signature), (long At, string IdempotencyKey)> firstSeen = new();

    /// <summary>For tests: what the seconds are measured by. Never the county's clock, which may stand still.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// True for a signature that was first seen a few seconds ago at most, with the same Idempotency-Key: that header is not signed, and under another one the
    /// write would be done twice. Within the same second another key is taken too, for there is no other signature then. The first call for one answers false.
    /// </summary>
    public bool IsRepeatedAtOnce(string key, string signature, string idempotencyKey)
    {
        if (firstSeen.Count > Most) Forget();
        var seen = (key, signature.ToLowerInvariant());
        if (firstSeen.TryAdd(seen, (Time.GetTimestamp(), idempotencyKey))) return false;
        return firstSeen.TryGetValue(seen, out var first) && Time.GetElapsedTime(first.At) <= (first.IdempotencyKey == idempotencyKey ? AtOnce : SameSecond);
    }

    private void Forget()
    {
        foreach (var (entry, first) in firstSeen)
            if (Time.GetElapsedTime(first.At) > AtOnce) firstSeen.TryRemove(entry, out _);
    }
}
