using System.Collections.Immutable;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Inspections;

/// <summary>
/// How much of what was due was done (巡查覆盖率), by grid, community, town and county. Pure, over narrow rows. It counts what was looked at, never how much was
/// found: no quota follows from it (domain.md §5.4, §5.6). What need not be done counts neither way.
/// </summary>
public sealed record Coverage(ImmutableArray<CoverageLine> Grids, ImmutableArray<CoverageLine> Villages, ImmutableArray<CoverageLine> Towns, CoverageLine County)
{
    public static Coverage Of(IEnumerable<CoverageRow> rows, CountyDirectory directory)
    {
        var byGrid = rows.GroupBy(row => directory.GridNow(row.GridCode)?.Code ?? row.GridCode)
            .Select(group => (Grid: group.Key, Tally: Tally(group.Key, directory.Grid(group.Key)?.Name, group)))
            .OrderBy(entry => entry.Grid, StringComparer.Ordinal).ToImmutableArray();
        var villages = byGrid.GroupBy(entry => directory.VillageOf(entry.Grid)?.Code ?? "").Where(group => group.Key.Length > 0)
            .Select(group => Sum(group.Key, directory.Unit(group.Key)?.Name, group.Select(entry => entry.Tally)));
        var towns = byGrid.GroupBy(entry => directory.TownOf(entry.Grid)?.Code ?? "").Where(group => group.Key.Length > 0)
            .Select(group => Sum(group.Key, directory.Unit(group.Key)?.Name, group.Select(entry => entry.Tally)));
        return new(
            [.. byGrid.Select(entry => entry.Tally)],
            [.. villages.OrderBy(line => line.Code, StringComparer.Ordinal)],
            [.. towns.OrderBy(line => line.Code, StringComparer.Ordinal)],
            Sum(directory.Code, directory.Name, byGrid.Select(entry => entry.Tally)));
    }

    private static CoverageLine Tally(string code, string? name, IEnumerable<CoverageRow> rows)
    {
        var line = new CoverageLine(code, name, 0, 0, 0, 0, 0, 0, 0);
        foreach (var row in rows.Where(row => row.State != InspectionState.Cancelled))
        {
            var isDone = row.State == InspectionState.Done;
            line = line with
            {
                Due = line.Due + row.Count,
                Done = line.Done + (isDone ? row.Count : 0),
                Late = line.Late + (isDone && row.Late ? row.Count : 0),
                Missed = line.Missed + (row.State == InspectionState.Missed ? row.Count : 0),
                Findings = line.Findings + row.Findings,
                HouseholdsDone = line.HouseholdsDone + row.HouseholdsDone,
                HouseholdsTotal = line.HouseholdsTotal + row.HouseholdsTotal,
            };
        }

        return line;
    }

    private static CoverageLine Sum(string code, string? name, IEnumerable<CoverageLine> lines) => lines.Aggregate(
        new CoverageLine(code, name, 0, 0, 0, 0, 0, 0, 0),
        (sum, line) => sum with
        {
            Due = sum.Due + line.Due,
            Done = sum.Done + line.Done,
            Late = sum.Late + line.Late,
            Missed = sum.Missed + line.Missed,
            Findings = sum.Findings + line.Findings,
            HouseholdsDone = sum.HouseholdsDone + line.HouseholdsDone,
            HouseholdsTotal = sum.HouseholdsTotal + line.HouseholdsTotal,
        });
}

/// <summary>One grid, village, town or the county.</summary>
/// <param name="Due">Inspections due in the period.</param>
/// <param name="Late">Of the done, those received after the due time.</param>
public sealed record CoverageLine(string Code, string? Name, int Due, int Done, int Late, int Missed, int Findings, int HouseholdsDone, int HouseholdsTotal)
{
    /// <summary>Done of due in percent, one digit after the point; null where nothing was due.</summary>
    public decimal? Percent => Due == 0 ? null : Math.Round(100m * Done / Due, 1, MidpointRounding.AwayFromZero);

    /// <summary>Households visited of all in percent; null where nobody counted any.</summary>
    public decimal? HouseholdPercent => HouseholdsTotal == 0 ? null : Math.Round(100m * HouseholdsDone / HouseholdsTotal, 1, MidpointRounding.AwayFromZero);
}
