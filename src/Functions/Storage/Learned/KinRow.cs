using Azure;
using Azure.Data.Tables;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>A case as it lies at one of its places.</summary>
internal sealed class KinRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>The instant of registration, UTC ticks.</summary>
    public long Registered { get; set; }

    /// <summary>The running number under which it came to be seen.</summary>
    public long Number { get; set; }

    public string Category { get; set; } = "";

    /// <summary>The number of the <see cref="CaseStatus"/>.</summary>
    public int Status { get; set; }

    /// <summary>Of the file that this was last written from.</summary>
    public int Version { get; set; }

    internal string CaseId => RowKey[(RowKey.LastIndexOf('|') + 1)..];

    public static KinRow Of(LikenessPlace place, CaseFile file, long number) =>
        new KinRow { PartitionKey = place.Partition, RowKey = place.KeyOf(file), Registered = file.RegisteredAt.UtcTicks, Number = number }.As(file);

    /// <summary>Says what this file says.</summary>
    public KinRow As(CaseFile file)
    {
        (Category, Status, Version) = (file.Category, (int)file.Status, file.Version);
        return this;
    }

    public bool Says(CaseFile file) => Category == file.Category && Status == (int)file.Status;
}
