namespace GridCase.Engine;

/// <summary>How late timers fired: counts in buckets that each reach a fifth further than the one before, from 0.1 ms to about an hour.</summary>
internal sealed class Lateness
{
    private const double Least = 0.1;
    private const double Growth = 1.2;

    private readonly long[] buckets = new long[100];
    private long longest;

    public void Add(TimeSpan lateness)
    {
        var milliseconds = lateness.TotalMilliseconds;
        var bucket = milliseconds <= Least ? 0 : Math.Min(buckets.Length - 1, (int)Math.Ceiling(Math.Log(milliseconds / Least, Growth)));
        Interlocked.Increment(ref buckets[bucket]);
        if (lateness.Ticks > Interlocked.Read(ref longest)) Interlocked.Exchange(ref longest, lateness.Ticks);
    }

    /// <summary>The lateness that a share of the timers kept to, at most a fifth too high; zero when none has fired.</summary>
    public TimeSpan Percentile(double share)
    {
        var counts = buckets.Select((_, index) => Interlocked.Read(ref buckets[index])).ToArray();
        var wanted = (long)Math.Ceiling(counts.Sum() * share);
        if (wanted == 0) return TimeSpan.Zero;
        long seen = 0;
        for (var index = 0; index < counts.Length; index++)
        {
            seen += counts[index];
            if (seen < wanted) continue;
            var reach = TimeSpan.FromMilliseconds(Least * Math.Pow(Growth, index));
            return reach < Longest ? reach : Longest;
        }

        return Longest;
    }

    public TimeSpan Longest => new(Interlocked.Read(ref longest));
}
