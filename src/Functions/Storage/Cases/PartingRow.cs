using Azure;
using Azure.Data.Tables;

namespace GridCase.Functions.Storage;

/// <summary>That a case left a unit or a grid, which is the partition; the last time counts.</summary>
internal sealed class PartingRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    /// <summary>The id of the case.</summary>
    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Code { get; set; } = "";

    /// <summary>The stamp of the change.</summary>
    public long Changed { get; set; }
}
