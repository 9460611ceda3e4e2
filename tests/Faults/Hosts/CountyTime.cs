using System.Globalization;

namespace GridCase.Faults;

/// <summary>
/// The clock of the machine that a county runs on, as the county sees it: set and moved by libfaketime (Debian's package <c>faketime</c>) under the running host.
/// The clock by which waits are measured goes on evenly, as it does on a real machine whose time is corrected. Without the library it is the machine's own.
/// </summary>
internal sealed class CountyTime
{
    private static readonly string? Library = new[] { "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib" }
        .Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists);

    private readonly string file;
    private readonly object moving = new();
    private long seconds;

    /// <param name="file">Tells the library how far the clock is off.</param>
    public CountyTime(string file, DateTimeOffset begins)
    {
        this.file = file;
        if (Library is not null) Set((long)(begins - DateTimeOffset.UtcNow).TotalSeconds);
    }

    /// <summary>Whether the clock can be moved here.</summary>
    public static bool CanJump => Library is not null;

    public DateTimeOffset Now => DateTimeOffset.UtcNow.AddSeconds(Interlocked.Read(ref seconds));

    /// <summary>What the host's surroundings must say so that it goes by this clock.</summary>
    public IReadOnlyDictionary<string, string> Surroundings => Library is null ? new Dictionary<string, string>() : new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = Library,
        ["FAKETIME_TIMESTAMP_FILE"] = file,
        ["FAKETIME_NO_CACHE"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        ["DONT_FAKE_MONOTONIC"] = "1",
        // With the mending on, waits of this runtime turn into spinning.
        ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
        ["NO_FAKE_STAT"] = "1",
    };

    /// <summary>Lets the clock jump by whole seconds.</summary>
    public void Jump(TimeSpan by)
    {
        lock (moving) Set(Interlocked.Read(ref seconds) + (long)by.TotalSeconds);
    }

    private void Set(long off)
    {
        var next = file + ".next";
        File.WriteAllText(next, off.ToString("+0;-0", CultureInfo.InvariantCulture) + "\n");
        File.Move(next, file, true);
        Interlocked.Exchange(ref seconds, off);
    }
}
