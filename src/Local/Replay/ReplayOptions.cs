namespace GridCase.Local.Replay;

/// <summary>What is replayed, and where to.</summary>
public sealed record ReplayOptions
{
    /// <summary>The CSV file.</summary>
    public required string File { get; init; }

    /// <summary>The mapping file; null finds a built-in one that fits.</summary>
    public string? Map { get; init; }

    /// <summary>Chance: the same seed gives the same table. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Rows read at most, 1 or more; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Stops at this instant of the replay's time and leaves open what is open then; null runs every case to its end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Where the figures are written; null for nowhere.</summary>
    public string? Json { get; init; }

    /// <summary>The data folder; null keeps the county in memory.</summary>
    public string? Data { get; init; }

    /// <summary>Replaces the folder of an earlier replay.</summary>
    public bool Force { get; init; }
}
