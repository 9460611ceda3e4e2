namespace GridCase.Local.Replay.People;

/// <summary>
/// Chance for one case. Each question has its own throw, found from seed, case and question alone, so that no order of events changes an answer: the same
/// seed gives the same life to the same order.
/// </summary>
public readonly struct Dice
{
    private readonly ulong start;

    private Dice(ulong start) => this.start = start;

    public static Dice Of(int seed, string subject) => new(Mix(Hash(subject) ^ Mix((uint)seed + 1UL)));

    /// <summary>The dice of another case that follows from this one.</summary>
    public Dice For(string subject) => new(Mix(start ^ Hash(subject)));

    /// <summary>A number from 0 up to, but not including, 1.</summary>
    /// <param name="question">What is asked; a constant.</param>
    /// <param name="turn">Which time it is asked.</param>
    public double Throw(string question, int turn = 0) => (Mix(start ^ Mix(Hash(question) + (ulong)turn)) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Whether something that happens with this share happens now.</summary>
    public bool Happens(double share, string question, int turn = 0) => Throw(question, turn) < share;

    /// <summary>A number between two others, each as likely.</summary>
    public double Between(double from, double to, string question, int turn = 0) => from + ((to - from) * Throw(question, turn));

    /// <summary>A delay as people's are: most near the median, a few far above it (log-normal), at most twenty times the median.</summary>
    public TimeSpan Delay(Delay delay, string question, int turn = 0)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - Throw(question, turn)));
        var normal = radius * Math.Cos(2 * Math.PI * Throw(question + "/angle", turn));
        return delay.Median * Math.Min(20, Math.Exp(delay.Spread * normal));
    }

    private static ulong Hash(string text)
    {
        // FNV-1a: the same on every machine and in every run, which string.GetHashCode is not.
        var hash = 14695981039346656037UL;
        foreach (var character in text) hash = (hash ^ character) * 1099511628211UL;
        return hash;
    }

    /// <summary>The finishing step of SplitMix64.</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}

/// <summary>A log-normal delay.</summary>
/// <param name="Median">Half take less.</param>
/// <param name="Spread">The standard deviation of the logarithm; 0 for none.</param>
public sealed record Delay(TimeSpan Median, double Spread)
{
    public static Delay Minutes(double median, double spread) => new(TimeSpan.FromMinutes(median), spread);

    public static Delay Hours(double median, double spread) => new(TimeSpan.FromHours(median), spread);
}
