using Azure;
using Azure.Data.Tables;

namespace GridCase.Functions.Storage;

/// <summary>A way to a notice: by person, post or time. The notice itself says the rest.</summary>
public sealed class NoticeIndexRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>The id of what it is about.</summary>
    public string Subject { get; set; } = "";

    internal string Hash => RowKey[(RowKey.IndexOf('|', StringComparison.Ordinal) + 1)..];
}
