namespace GridCase.Checker;

/// <summary>What a county has written down, as it stands on its disk or as somebody who holds it in memory hands it over.</summary>
public sealed record CountyRecord
{
    public IReadOnlyList<CaseRecord> Cases { get; init; } = [];

    /// <summary>Notices in the order in which they were written.</summary>
    public IReadOnlyList<NoticeRecord> Notices { get; init; } = [];

    /// <summary>Parcels in the order in which they came into their lanes; what left long ago may have been removed.</summary>
    public IReadOnlyList<ParcelRecord> Parcels { get; init; } = [];

    /// <summary>What waits on behalf of cases; null where nobody says, and then nothing is checked of it.</summary>
    public IReadOnlyList<InstanceRecord>? Instances { get; init; }

    /// <summary>Confirmed changes of the rules, by number.</summary>
    public IReadOnlyList<ChangeRecord> Changes { get; init; } = [];

    public IReadOnlyList<RolloutRecord> Rollouts { get; init; } = [];

    /// <summary>The instant at which everything had come to rest; null where work may have been going on when the record was taken.</summary>
    public DateTimeOffset? RestAt { get; init; }

    /// <summary>Reads a data folder that no host has open. Nothing is written to it.</summary>
    /// <param name="restAt">See <see cref="RestAt"/>.</param>
    /// <exception cref="FileNotFoundException">There is no county in the folder.</exception>
    public static CountyRecord Read(string folder, DateTimeOffset? restAt = null) => CountyFile.Read(folder) with { RestAt = restAt };
}
