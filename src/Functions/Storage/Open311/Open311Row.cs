using Azure;
using Azure.Data.Tables;

namespace GridCase.Functions.Storage;

/// <summary>A case that came in by Open311, as lists of them look for it.</summary>
internal sealed class Open311Row : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>The instant of registration, UTC ticks.</summary>
    public long Registered { get; set; }

    public string Category { get; set; } = "";

    /// <summary>Whether it goes on.</summary>
    public bool Open { get; set; }

    /// <summary>Of the file that this was last written from.</summary>
    public int Version { get; set; }

    internal string CaseId => RowKey[(RowKey.LastIndexOf('|') + 1)..];
}
