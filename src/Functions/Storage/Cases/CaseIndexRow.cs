using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>A case as it lies at one of its <see cref="IndexPlaces"/>: all that a line of a list shows and lists are filtered by. The same at each place.</summary>
internal sealed class CaseIndexRow : ITableEntity
{
    private const char Bar = '|';

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string CaseId { get; set; } = "";

    public string Code { get; set; } = "";

    public int Version { get; set; }

    /// <summary>The hash of the last fact, hex.</summary>
    public string Hash { get; set; } = "";

    public int Channel { get; set; }

    public int Kind { get; set; }

    public string Category { get; set; } = "";

    public int Grade { get; set; }

    public int Stage { get; set; }

    public int Status { get; set; }

    public int Light { get; set; }

    public bool Alive { get; set; }

    public string? Unit { get; set; }

    /// <summary>Units that help, or helped: <c>|U1|U2|</c>.</summary>
    public string? Helpers { get; set; }

    public string? Grid { get; set; }

    public string? Holder { get; set; }

    /// <summary>UTC ticks.</summary>
    public long Registered { get; set; }

    /// <summary>The stamp of the last change.</summary>
    public long Changed { get; set; }

    /// <summary>UTC ticks.</summary>
    public long? Next { get; set; }

    /// <summary>The running number.</summary>
    public long No { get; set; }

    public static CaseIndexRow Of(CaseRecord record)
    {
        var (head, file) = record;
        var helpers = file.Subtasks.Select(task => task.UnitCode).Distinct().ToImmutableArray();
        return new()
        {
            CaseId = file.Id,
            Code = file.Origin.Code,
            Version = file.Version,
            Hash = file.LastHash,
            Channel = (int)file.Origin.Channel,
            Kind = (int)file.Kind,
            Category = file.Category,
            Grade = (int)file.Grade,
            Stage = (int)file.Stage,
            Status = (int)file.Status,
            Light = (int)file.Light,
            Alive = file.IsAlive,
            Unit = file.UnitCode,
            Helpers = helpers.IsEmpty ? null : $"{Bar}{string.Join(Bar, helpers)}{Bar}",
            Grid = file.GridCode,
            Holder = file.HolderPersonId,
            Registered = file.RegisteredAt.UtcTicks,
            Changed = head.Changed,
            Next = head.Next,
            No = head.No,
        };
    }

    /// <summary>The same at a place.</summary>
    public CaseIndexRow At(IndexPlace place)
    {
        var row = (CaseIndexRow)MemberwiseClone();
        (row.PartitionKey, row.RowKey, row.ETag) = (place.Partition, place.Key, default);
        return row;
    }

    /// <summary>The line of a list.</summary>
    public CaseRow Line() => new(
        CaseId, Code, Version, (Channel)Channel, (CaseKind)Kind, Category, (Grade)Grade, (Stage)Stage, (CaseStatus)Status, (Light)Light, Unit, Grid, Holder,
        Instants.Of(Registered), Instants.Of(Changed), Instants.Of(Next));

    /// <summary>All units that have to do with it, each once.</summary>
    internal IEnumerable<string> Units() => (Helpers?.Split(Bar, StringSplitOptions.RemoveEmptyEntries) ?? []).Append(Unit).OfType<string>().Distinct();
}
