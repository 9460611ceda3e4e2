using System.Globalization;
using GridCase.Functions.Tables;

namespace GridCase.Functions.Storage;

/// <summary>What may be removed once it is old, by the day of UTC: windows, and parcels that have left. Noted before the thing itself is there.</summary>
internal sealed class ParcelDays(Shelf shelf)
{
    private const string Prefix = "day|";

    /// <summary>Notes a partition, or one row of it.</summary>
    public Task Note(DateTimeOffset at, string partition, string? key, CancellationToken cancellation)
    {
        var row = Row.Of(DayOf(at), NoticeKeys.HashOf($"{partition}\n{key}"));
        row.Word = key is null ? partition : $"{partition}\n{key}";
        return shelf.Put(row, cancellation);
    }

    /// <summary>What was noted on days before that of an instant, at most so much, the oldest first.</summary>
    public Task<List<Row>> Before(DateTimeOffset at, int most, CancellationToken cancellation) => shelf.List<Row>(Stretch.Across(Prefix, DayOf(at)), most, cancellation);

    public Task Strike(Row note, CancellationToken cancellation) => shelf.Remove(note.PartitionKey, note.RowKey, cancellation);

    /// <summary>The partition that a note is about, and the row, if it is about one.</summary>
    public static (string Partition, string? Key) Read(Row note)
    {
        var words = note.Word!.Split('\n');
        return (words[0], words.Length > 1 ? words[1] : null);
    }

    private static string DayOf(DateTimeOffset at) => Prefix + at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
