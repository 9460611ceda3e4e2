using GridCase.Functions.Tables;

namespace GridCase.Functions.Storage;

/// <summary>Where a case lies in the index.</summary>
internal readonly record struct IndexPlace(string Partition, string Key);

/// <summary>
/// The places of a case: in the list of the county, of each unit that holds it or helps, of its grid and of its holder, the newest first; under its code; and by its
/// last change, a partition for each hour. Those that are alive lie apart from those that have ended, so that nobody reads over what is long past. The list of the
/// county lies in buckets of a thousand running numbers, the newest first, so that many can be read at once.
/// </summary>
internal static class IndexPlaces
{
    public const string ChangedBeginning = "changed|";
    private const int PerBucket = 1_000;
    private const int HourDigits = 8;

    public static List<IndexPlace> Of(CaseIndexRow row)
    {
        var key = KeyOf(row.No);
        List<IndexPlace> places =
        [
            new(County(row.Alive, BucketOf(row.No)), key),
            new(Code(row.Code), $"{TableKeys.Ascending(row.No)}|{row.CaseId}"),
            new(Changed(row.Changed), $"{TableKeys.Ascending(row.Changed)}|{row.CaseId}"),
        ];
        foreach (var unit in row.Units()) places.Add(new(Unit(row.Alive, unit), key));
        if (row.Grid is { } grid) places.Add(new(Grid(row.Alive, grid), key));
        if (row.Holder is { } holder) places.Add(new(Holder(row.Alive, holder), key));
        return places;
    }

    /// <summary>The newest comes first.</summary>
    public static string KeyOf(long no) => TableKeys.Descending(no);

    public static long BucketOf(long no) => no / PerBucket;

    public static string County(bool alive, long bucket) => $"county|{Word(alive)}|{TableKeys.Descending(bucket)}";

    public static string Unit(bool alive, string unit) => $"unit|{Word(alive)}|{TableKeys.Safe(unit)}";

    public static string Grid(bool alive, string grid) => $"grid|{Word(alive)}|{TableKeys.Safe(grid)}";

    public static string Holder(bool alive, string person) => $"holder|{Word(alive)}|{TableKeys.Safe(person)}";

    public static string Code(string code) => $"code|{TableKeys.Safe(code)}";

    /// <summary>The partition of the hour in which a change lies; the oldest first.</summary>
    public static string Changed(long stamp) => ChangedBeginning + TableKeys.Ascending(Math.Max(0, stamp) / TimeSpan.TicksPerHour, HourDigits);

    private static string Word(bool alive) => alive ? "alive" : "ended";
}
