using System.Globalization;
using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>A seal as it is kept.</summary>
/// <param name="Until">Changes until this instant were looked for.</param>
/// <param name="Making">Under which name its heads lie.</param>
internal sealed record StoredSeal(DateOnly Day, int Heads, DateTimeOffset Until, byte[] Mac, string Making)
{
    public const string KeyBeginning = "day|";

    public DaySeal Seal => new(Day, Heads, Convert.ToHexStringLower(Mac));

    /// <summary>The last day comes first.</summary>
    public static string KeyOf(DateOnly day) => KeyBeginning + TableKeys.Descending(day.DayNumber);

    public static StoredSeal Of(Row row) => row.Word?.Split(' ') is [var day, var heads, var making]
        ? new(DateOnly.FromDayNumber(int.Parse(day, CultureInfo.InvariantCulture)), int.Parse(heads, CultureInfo.InvariantCulture), Instants.Of(row.At!.Value), row.ReadBody(), making)
        : throw new InvalidDataException($"'{row.Word}' says nothing of a seal.");

    public Row Write(Row row)
    {
        row.At = Until.UtcTicks;
        row.Word = string.Create(CultureInfo.InvariantCulture, $"{Day.DayNumber} {Heads} {Making}");
        return row.With(Mac);
    }
}
