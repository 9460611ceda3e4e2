using System.Collections.Immutable;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using GridCase.Workflows.Escalation;

namespace GridCase.Functions.Storage;

/// <summary>A notice with what became of it; one partition for what it is about.</summary>
public sealed class NoticeRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>Grows with every notice that an instance writes: ticks of the instant, and never the same twice.</summary>
    public long Order { get; set; }

    public byte[]? Body { get; set; }

    /// <summary>In UTC ticks.</summary>
    public long? AcknowledgedAt { get; set; }

    public string? AcknowledgedBy { get; set; }

    internal string Hash => RowKey[NoticeKeys.Row.Length..];

    internal NoticeBody Read() => JsonSerializer.Deserialize<NoticeBody>(Body, JsonSerializerOptions.Web)!;

    internal NoticeRow With(NoticeBody body)
    {
        Body = JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web);
        return this;
    }
}

/// <param name="LeavesFrom">When it could leave at the earliest, and the rule that held: set once, so that a repeat counts it in the same window.</param>
internal sealed record NoticeBody(Notice Notice, DateTimeOffset LeavesFrom, DigestRule Rule, ImmutableArray<NoticeCopy> Copies)
{
    public NoticeBody With(NoticeCopy copy) => this with { Copies = [.. Copies.Select(one => one.Channel == copy.Channel ? copy : one)] };
}

/// <summary>A copy that leaves by a channel.</summary>
internal sealed record NoticeCopy(string Channel, NoticeChannelKind Kind, DeliveryState State)
{
    public DateTimeOffset? SentAt { get; init; }

    public int Attempts { get; init; }

    public string? Fault { get; init; }

    /// <summary>The parcel of the digest that it goes into; how that fares is written beside the notices.</summary>
    public string? Digest { get; init; }
}
