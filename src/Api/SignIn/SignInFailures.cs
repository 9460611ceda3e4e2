using System.Collections.Concurrent;
using GridCase.Api.Hosting;
using GridCase.Api.Problems;
using Microsoft.Extensions.Options;

namespace GridCase.Api.SignIn;

/// <summary>Counts wrong passwords, per user and address and per address, in the world's time. Too many, and even the right one has to wait.</summary>
internal sealed class SignInFailures(IOptions<ApiOptions> options)
{
    private const int Most = 50_000;
    private readonly ConcurrentDictionary<string, Window> windows = new();

    /// <exception cref="ProblemException">429 with the time to wait.</exception>
    public void RefuseIfTooMany(string user, string address)
    {
        Refuse(KeyOf(user, address), options.Value.SignInFailuresPerUser);
        Refuse(address, options.Value.SignInFailuresPerAddress);
    }

    public void Add(string user, string address)
    {
        if (windows.Count > Most) Forget();
        Count(KeyOf(user, address));
        Count(address);
    }

    /// <summary>The right password clears the user's own failures, not those of the address.</summary>
    public void Clear(string user, string address) => windows.TryRemove(KeyOf(user, address), out _);

    private void Refuse(string key, int most)
    {
        if (!windows.TryGetValue(key, out var window) || window.Count < most) return;
        var left = options.Value.SignInWindow - TimeProvider.System.GetElapsedTime(window.Since);
        if (left <= TimeSpan.Zero) return;
        throw new ProblemException(StatusCodes.Status429TooManyRequests, "too-many-attempts", "Too many wrong passwords; wait, then try again.") { RetryAfter = left };
    }

    private void Count(string key)
    {
        var now = TimeProvider.System.GetTimestamp();
        windows.AddOrUpdate(key, _ => new(now, 1), (_, window) => TimeProvider.System.GetElapsedTime(window.Since, now) > options.Value.SignInWindow ? new(now, 1) : window with { Count = window.Count + 1 });
    }

    private void Forget()
    {
        foreach (var (key, window) in windows)
            if (TimeProvider.System.GetElapsedTime(window.Since) > options.Value.SignInWindow) windows.TryRemove(key, out _);
    }

    private static string KeyOf(string user, string address) => $"{address}\n{user}";

    private sealed record Window(long Since, int Count);
}
