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
    private readonly ConcurrentDictionary<(string Key, string Signature), long> firstSeen = new();

    /// <summary>True for a signature that was first seen a few seconds ago at most; the first call for one answers false.</summary>
    public bool IsRepeatedAtOnce(string key, string signature)
    {
        var now = TimeProvider.System.GetTimestamp();
        if (firstSeen.Count > Most) Forget();
        return !firstSeen.TryAdd((key, signature.ToLowerInvariant()), now) && TimeProvider.System.GetElapsedTime(firstSeen.GetValueOrDefault((key, signature.ToLowerInvariant()), 0)) <= AtOnce;
    }

    private void Forget()
    {
        foreach (var (entry, at) in firstSeen)
            if (TimeProvider.System.GetElapsedTime(at) > AtOnce) firstSeen.TryRemove(entry, out _);
    }
}
