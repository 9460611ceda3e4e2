using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using GridCase.Workflows.Escalation;

namespace GridCase.Functions.Storage;

/// <summary>A parcel in its lane; one partition for each lane, in the order in which they leave.</summary>
public sealed class ParcelRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>Whether it still stands in its lane, waiting or dead.</summary>
    public bool Queued { get; set; }

    /// <summary>A <see cref="ParcelState"/>.</summary>
    public int State { get; set; }

    public int Attempts { get; set; }

    /// <summary>Attempts since ever: a release begins <see cref="Attempts"/> anew.</summary>
    public int Tries { get; set; }

    public string? Fault { get; set; }

    /// <summary>In UTC ticks; so is <see cref="SentAt"/>.</summary>
    public long? FailedAt { get; set; }

    public long? SentAt { get; set; }

    /// <summary>The stamp of its arrival.</summary>
    public long Order { get; set; }

    /// <summary>The id of the notice that it carries; null for a digest and for what is told to the hotline.</summary>
    public string? NoticeId { get; set; }

    public byte[]? Body { get; set; }

    internal Parcel Read()
    {
        var parcel = JsonSerializer.Deserialize<Parcel>(Body, JsonSerializerOptions.Web)!;
        return parcel with
        {
            At = Instants.Of(parcel.At.UtcTicks),
            NotBefore = Instants.Of(parcel.NotBefore.UtcTicks),
            Attempts = Attempts,
            State = (ParcelState)State,
            LastFault = Fault,
            FailedAt = Instants.Of(FailedAt),
        };
    }

    internal ParcelRow With(Parcel parcel)
    {
        Body = JsonSerializer.SerializeToUtf8Bytes(parcel, JsonSerializerOptions.Web);
        return this;
    }
}
