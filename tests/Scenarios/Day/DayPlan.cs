namespace GridCase.Scenarios.Day;

/// <summary>What comes in on the day, drawn from a seed: who sends what, at which hour, what is sent again, and what ought to be refused.</summary>
internal sealed class DayPlan
{
    public const int FirstHour = 9;
    public const int LastHour = 17;
    private static readonly string[] Categories = ["facility.manhole-cover", "fire-safety.exit", "fire-safety.charging", "dispute.neighbour", "dispute.property"];
    private readonly Random random;

    public DayPlan(int seed, IReadOnlyList<string> grids, IReadOnlyDictionary<string, string> workers, int orders, int reports, int requests)
    {
        random = new(seed);
        Orders = [.. Enumerable.Range(1, orders).Select(no => Order(no, grids))];
        Reports = [.. Enumerable.Range(1, reports).Select(no => Report(no, workers))];
        Requests = [.. Enumerable.Range(1, requests).Select(no => new DayRequest(no, Hour(), no % 10 == 3))];
    }

    public IReadOnlyList<DayOrder> Orders { get; }

    public IReadOnlyList<DayReport> Reports { get; }

    public IReadOnlyList<DayRequest> Requests { get; }

    /// <summary>In an order of their own, as things arrive from many senders.</summary>
    public T[] Shuffled<T>(IEnumerable<T> inputs)
    {
        var all = inputs.ToArray();
        random.Shuffle(all);
        return all;
    }

    private DayOrder Order(int no, IReadOnlyList<string> grids)
    {
        var hour = Hour();
        // Six callers complain of one thing in one place; every sixteenth caller calls about the matter of the call before.
        var (matter, caller) = no % 100 < 6 ? (no / 100 * 100, no) : no % 16 == 15 ? (no - 1, no - 1) : (no, no);
        var fault = no % 50 == 37 ? OrderFault.UnknownGrid : no % 100 == 61 ? OrderFault.NoText : OrderFault.None;
        var again = no % 10 == 1 ? Math.Min(hour + random.Next(0, 4), LastHour) : (int?)null;
        return new(no, hour, matter, grids[matter * 7919 % grids.Count], Categories[matter % Categories.Length], 13_800_000_000 + caller, fault)
        {
            AgainAt = again,
            ConflictsAt = no % 40 == 25 ? LastHour : null,
            Urges = no % 25 == 19,
            Withdraws = no % 60 == 43,
        };
    }

    private DayReport Report(int no, IReadOnlyDictionary<string, string> workers)
    {
        var (worker, grid) = workers.ElementAt(no % workers.Count);
        return new(no, Hour(), worker, grid, Categories[no % Categories.Length], IsOffline: no % 3 == 0, OnSite: no % 5 == 2, Again: no % 8 == 4, no % 70 == 41 ? "999999001001001" : null);
    }

    private int Hour() => random.Next(FirstHour, LastHour + 1);
}

/// <summary>Why an order is no good.</summary>
internal enum OrderFault
{
    None,
    UnknownGrid,
    NoText,
}

/// <summary>One order of the hotline.</summary>
/// <param name="Matter">What it is about, and where: orders of one matter speak of one door.</param>
internal sealed record DayOrder(int No, int Hour, int Matter, string Grid, string Category, long Phone, OrderFault Fault)
{
    public string OrderNo => $"DAY-{No:0000}";

    /// <summary>When the hotline sends it once more, unsure whether it arrived.</summary>
    public int? AgainAt { get; init; }

    /// <summary>When its number is used for something else by mistake.</summary>
    public int? ConflictsAt { get; init; }

    public bool Urges { get; init; }

    public bool Withdraws { get; init; }
}

/// <summary>One report of a grid worker.</summary>
/// <param name="IsOffline">Kept on the phone until the evening, then sent twice in an order of its own.</param>
/// <param name="Again">Sent twice at once.</param>
/// <param name="WrongGrid">A grid that there is not.</param>
internal sealed record DayReport(int No, int Hour, string Worker, string Grid, string Category, bool IsOffline, bool OnSite, bool Again, string? WrongGrid)
{
    public string Key => $"day-report-{No:0000}";
}

/// <summary>One request of an Open311 client.</summary>
internal sealed record DayRequest(int No, int Hour, bool Again)
{
    public string Key => $"day-request-{No:000}";
}
