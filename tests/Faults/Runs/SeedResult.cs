namespace GridCase.Faults;

/// <summary>How a seed went.</summary>
/// <param name="Breaches">What was promised and not kept; none where it passed.</param>
public sealed record SeedResult(int Seed, IReadOnlyList<string> Breaches, TimeSpan Took)
{
    /// <summary>The faults and their moments.</summary>
    public IReadOnlyList<PlannedFault> Plan { get; init; } = [];

    /// <summary>Inputs that the county said it had taken.</summary>
    public int Inputs { get; init; }

    /// <summary>Inputs that its rules refused, by fact and code.</summary>
    public IReadOnlyDictionary<string, int> Refused { get; init; } = new Dictionary<string, int>();

    public int Kills { get; init; }

    public int Holds { get; init; }

    public int FullDisks { get; init; }

    public int BusySpells { get; init; }

    public int Jumps { get; init; }

    public int Outages { get; init; }

    /// <summary>Starts because the host had lost its database for good.</summary>
    public int Restarts { get; init; }

    public int Duplicates { get; init; }

    /// <summary>Notices that the webhook's receiver took, each counted once.</summary>
    public int Notices { get; init; }

    public int Events { get; init; }

    public int Cases { get; init; }

    public int Facts { get; init; }

    /// <summary>Facts of the second execution.</summary>
    public int Compared { get; init; }

    /// <summary>What was kept for whoever looks into it.</summary>
    public string? Folder { get; init; }

    public bool Passed => Breaches.Count == 0;
}
