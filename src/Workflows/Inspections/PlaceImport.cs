using System.Collections.Immutable;
using System.Globalization;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Directory.Import;

namespace GridCase.Workflows.Inspections;

/// <summary>What a file would make of the places.</summary>
/// <param name="Places">Those that are new or differ, as they would stand; empty while anything is wrong.</param>
/// <param name="Faults">The first 200 things that are wrong, in the order of the rows.</param>
public sealed record PlaceImportPlan(ImmutableArray<Place> Places, ImmutableArray<ImportFault> Faults, int FaultCount);

/// <summary>
/// Takes a CSV file of places, all of it or nothing. A row adds the place that it names, or changes name, kind, grid and position of one that is there; its colour
/// moves by rule, or with a reason at its own door. Pure but for asking what is known.
/// </summary>
public static class PlaceImport
{
    /// <summary>How many rows one file may have.</summary>
    public const int MostRows = 5_000;

    private const int LongestId = 64;

    private static readonly ImmutableArray<ImportColumn> Columns =
    [
        new("id", "场所编号", true), new("name", "名称", true), new("kind", "类别", true), new("grid", "网格编码", true), new("colour", "风险等级"), new("lat", "纬度"), new("lon", "经度"),
    ];

    private static readonly ImportWords<RiskColour> Colours = new((RiskColour.Green, "绿"), (RiskColour.Yellow, "黄"), (RiskColour.Red, "红"));

    /// <summary>The ids that a file names, each once; nothing else of it has to be looked up.</summary>
    public static ImmutableArray<string> Ids(ImportTable table) => new ImportColumns(Columns, table.Columns, new FaultList()).KeysOf(table, LongestId);

    /// <param name="known">The place of an id, or none.</param>
    /// <param name="mayWrite">Whether who imports may write in a grid.</param>
    public static PlaceImportPlan Plan(ImportTable table, CountyDirectory directory, Func<string, Place?> known, Func<string, bool> mayWrite)
    {
        var faults = new FaultList();
        var columns = new ImportColumns(Columns, table.Columns, faults);
        var places = ImmutableArray.CreateBuilder<Place>();
        var seen = new Dictionary<string, int>();
        foreach (var row in faults.Count > 0 ? [] : table.Rows)
        {
            if (!CellCheck.IsReadable(row, columns, faults)) continue;
            var reader = new RowReader(columns, row, faults);
            var id = reader.Required("id");
            if (id.Length == 0) continue;
            if (!seen.TryAdd(id, row.Number)) reader.Fault("id", id, $"it stands in row {seen[id]} already", "Keep one of the two rows.");
            var before = known(id);
            var after = Read(reader, id, before, directory, mayWrite);
            if (reader.IsSound && InspectionCheck.Of(after, directory) is { } wrong) reader.Fault(ColumnOf(wrong.Code), null, wrong.Detail, "Correct the row.");
            if (reader.IsSound && (before is null || after != before)) places.Add(after with { Version = (before?.Version ?? 0) + 1 });
        }

        return faults.Count > 0 ? new([], faults.Kept, faults.Count) : new(places.ToImmutable(), [], 0);
    }

    private static Place Read(RowReader reader, string id, Place? before, CountyDirectory directory, Func<string, bool> mayWrite)
    {
        var grid = reader.Required("grid");
        if (grid.Length > 0 && (directory.Grid(grid) is null || !mayWrite(grid))) reader.Fault("grid", grid, "there is no such grid, or none within your scope", "Write a code of 15 digits from the list of grids.");
        else if (before is not null && !mayWrite(before.GridCode)) reader.Fault("id", id, "it is the id of another place", "Choose another id.");
        var (name, kind) = (reader.Required("name"), reader.Required("kind"));
        kind = PlaceKind.All.FirstOrDefault(one => one.Zh == kind)?.Code ?? kind;
        if (kind.Length > 0 && PlaceKind.Of(kind) is null) reader.Fault("kind", kind, "there is no such kind of place", $"Write one of {string.Join(", ", PlaceKind.All.Select(one => $"{one.Code} ({one.Zh})"))}.");
        var colour = reader.Word("colour", RiskColour.Green, Colours);
        var (lat, lon) = (Degrees(reader, "lat", 90, before?.Latitude), Degrees(reader, "lon", 180, before?.Longitude));
        return before is null ? new(id, name, kind, grid, colour, lat, lon, true, 1) : before with { Name = name, Kind = kind, GridCode = grid, Latitude = lat, Longitude = lon };
    }

    private static double? Degrees(RowReader reader, string column, double most, double? before)
    {
        if (!reader.Has(column)) return before;
        if (reader.Cell(column) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most) return degrees;
        reader.Fault(column, text, "that is no position on earth", $"Write degrees with a point, at most {most}.");
        return null;
    }

    private static string? ColumnOf(string code) => code switch
    {
        "bad-code" => "id",
        "bad-name" => "name",
        "unknown-place-kind" => "kind",
        "unknown-grid" => "grid",
        _ => null,
    };
}
