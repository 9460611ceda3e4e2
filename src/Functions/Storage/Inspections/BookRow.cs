using GridCase.Functions.Tables;

namespace GridCase.Functions.Storage;

/// <summary>
/// A row of the inspections' books. <see cref="Row.Number"/> is the running number of the change that wrote it, so that no older change is ever written over a newer;
/// <see cref="Row.At"/> the instant of the inspection's last change; <see cref="Row.Word"/> whether it is here or gone.
/// </summary>
public sealed class BookRow : Row
{
    internal const string Here = "here";
    internal const string Gone = "gone";

    /// <summary>The running number of the inspection or sweep.</summary>
    public long? No { get; set; }

    public string? Grid { get; set; }

    public string? Sweep { get; set; }

    internal static string OnlyHere { get; } = $"Word eq {Stretch.Text(Here)}";
}

/// <summary>The one row that decides what comes next in the books. <see cref="Row.Number"/> counts the changes; <see cref="Row.Word"/> names the change that stands and is not carried out yet.</summary>
public sealed class BookHead : Row
{
    public long LastInspection { get; set; }

    public long LastSweep { get; set; }

    /// <summary>The instant of the last change in ticks: each change's is later than that of the one before.</summary>
    public long LastChanged { get; set; }

    internal static BookHead First => new() { PartitionKey = InspectionBook.Partition, RowKey = InspectionBook.HeadKey, Number = 0 };
}
