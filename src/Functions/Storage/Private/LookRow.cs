using Azure;
using Azure.Data.Tables;

namespace GridCase.Functions.Storage;

/// <summary>That somebody looked at a personal value. Only ever added.</summary>
internal sealed class LookRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string CaseId { get; set; } = "";

    public string Field { get; set; } = "";

    public string Person { get; set; } = "";

    /// <summary>The reason, encrypted for its place.</summary>
    public byte[] Reason { get; set; } = [];

    /// <summary>UTC ticks.</summary>
    public long At { get; set; }
}
