namespace GridCase.Benchmarks;

/// <summary>Single measurements of one thing, in milliseconds.</summary>
internal sealed class Samples
{
    private readonly Lock gate = new();
    private readonly List<double> taken = [];

    public void Add(TimeSpan time)
    {
        lock (gate) taken.Add(time.TotalMilliseconds);
    }

    public int Count
    {
        get
        {
            lock (gate) return taken.Count;
        }
    }

    public int Below(TimeSpan time)
    {
        lock (gate) return taken.Count(one => one < time.TotalMilliseconds);
    }

    public void Clear()
    {
        lock (gate) taken.Clear();
    }

    /// <summary>The time that this share of the measurements kept to.</summary>
    public double Percentile(double share)
    {
        lock (gate)
        {
            if (taken.Count == 0) return 0;
            var sorted = taken.Order().ToArray();
            return sorted[Math.Clamp((int)Math.Ceiling(sorted.Length * share) - 1, 0, sorted.Length - 1)];
        }
    }

    public double Most => Percentile(1);

    /// <summary>Adds their middle, their all but one in a hundred and their most to the figures, under names that begin with this.</summary>
    public void Put(Dictionary<string, object> figures, string name)
    {
        figures[name + "MillisecondsP50"] = Percentile(0.5);
        figures[name + "MillisecondsP99"] = Percentile(0.99);
        figures[name + "MillisecondsMax"] = Most;
    }
}
