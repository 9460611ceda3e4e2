using Azure;
using Azure.Data.Tables;

namespace GridCase.Functions.Storage;

/// <summary>A registration that is on its way, or has come and is not yet in the index; and, under a key of its own, the last number given.</summary>
internal sealed class AnnouncedRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>Its place in the line.</summary>
    public long Ticket { get; set; }

    /// <summary>The running number under which it is seen; null until its facts were found to stand.</summary>
    public long? Number { get; set; }

    /// <summary>When it was announced, UTC ticks.</summary>
    public long At { get; set; }

    /// <summary>Its places, a blank between two.</summary>
    public string Places { get; set; } = "";

    internal string CaseId => RowKey[(RowKey.LastIndexOf('|') + 1)..];

    public bool IsWithin(LikenessReach reach) => Places.Split(' ').Any(reach.Holds);
}
