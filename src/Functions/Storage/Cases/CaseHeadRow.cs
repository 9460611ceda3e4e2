using Azure;
using Azure.Data.Tables;

namespace GridCase.Functions.Storage;

/// <summary>The head of a case: which of its facts is the last. Every append replaces it as it was read, so of two at once one is first.</summary>
internal sealed class CaseHeadRow : ITableEntity
{
    public const string Key = "head";

    /// <summary>What the partitions of all cases begin with.</summary>
    public const string Beginning = "case|";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = Key;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>The number of the last fact.</summary>
    public int Version { get; set; }

    /// <summary>The hash of the last fact, hex.</summary>
    public string Hash { get; set; } = "";

    /// <summary>The running number of the case.</summary>
    public long No { get; set; }

    /// <summary>The stamp of the last change; see <see cref="ChangeStamps"/>.</summary>
    public long Changed { get; set; }

    /// <summary>When the case next moves by itself, UTC ticks.</summary>
    public long? Next { get; set; }

    /// <summary>The name of the commit that wrote it, by which a commit whose answer was lost knows itself.</summary>
    public string Commit { get; set; } = "";

    internal string CaseId => PartitionKey[Beginning.Length..];

    public static string PartitionOf(string caseId) => Beginning + caseId;
}
