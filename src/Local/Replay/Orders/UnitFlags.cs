namespace GridCase.Local.Replay.Orders;

/// <summary>How often the file says of one unit that it was in time, and late.</summary>
public sealed class UnitFlags
{
    public int Orders { get; private set; }

    public int InTime { get; private set; }

    public int Late { get; private set; }

    /// <summary>Orders with either flag.</summary>
    public int Flagged => InTime + Late;

    /// <summary>The share in time among the flagged; null when none is.</summary>
    public double? Share => Flagged == 0 ? null : (double)InTime / Flagged;

    public static UnitFlags Sum(IEnumerable<UnitFlags> parts)
    {
        var sum = new UnitFlags();
        foreach (var part in parts)
        {
            sum.Orders += part.Orders;
            sum.InTime += part.InTime;
            sum.Late += part.Late;
        }

        return sum;
    }

    public void Add(bool? inTime)
    {
        Orders++;
        if (inTime == true) InTime++;
        if (inTime == false) Late++;
    }
}
