using GridCase.Local.Replay.Orders;

namespace GridCase.Local.Replay.People;

/// <summary>
/// Decides which orders a unit is late with, so that its share in time is the file's. The draws of one unit are spread evenly over its orders (a Kronecker
/// sequence from a seeded start) instead of being thrown anew each time: a unit of thirty orders would otherwise be off by chance alone.
/// </summary>
public sealed class UnitShares
{
    /// <summary>A unit with few flagged orders leans to the share of all units as if it had so many orders more.</summary>
    private const double Lean = 1.0;

    private static readonly double Step = (Math.Sqrt(5) - 1) / 2;

    private readonly Dictionary<string, double> shares;
    private readonly Dictionary<string, int> drawn = [];
    private readonly double overall;
    private readonly int seed;

    public UnitShares(IReadOnlyDictionary<string, UnitFlags> flags, int seed)
    {
        this.seed = seed;
        overall = UnitFlags.Sum(flags.Values).Share ?? 0.9;
        shares = flags.ToDictionary(entry => entry.Key, entry => (entry.Value.InTime + (Lean * overall)) / (entry.Value.Flagged + Lean));
    }

    /// <summary>The share in time that a unit is replayed with.</summary>
    public double Of(string unit) => shares.GetValueOrDefault(unit, overall);

    /// <summary>Whether the unit is in time with its next order. To be asked in the file's order.</summary>
    public bool NextInTime(string unit)
    {
        var turn = drawn[unit] = drawn.GetValueOrDefault(unit) + 1;
        return (Dice.Of(seed, unit).Throw("share") + (turn * Step)) % 1 < Of(unit);
    }
}
