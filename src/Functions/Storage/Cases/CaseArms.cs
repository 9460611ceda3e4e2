using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>One list in which cases that a query looks for may lie.</summary>
/// <param name="Alive">The partition of those that are alive; null for the list of the county, which lies in buckets.</param>
/// <param name="Ended">The partition of those that have ended; null for the list of the county.</param>
internal sealed record CaseArm(string? Alive, string? Ended)
{
    public static CaseArm County { get; } = new(null, null);

    /// <summary>Only what lies in this part of the county.</summary>
    public string? GridPrefix { get; init; }

    public static CaseArm OfUnit(string unit) => new(IndexPlaces.Unit(true, unit), IndexPlaces.Unit(false, unit));

    public static CaseArm OfGrid(string grid) => new(IndexPlaces.Grid(true, grid), IndexPlaces.Grid(false, grid));

    public static CaseArm OfHolder(string person) => new(IndexPlaces.Holder(true, person), IndexPlaces.Holder(false, person));
}

/// <summary>
/// Which lists are read for a query: one that what is looked for names (a holder, a unit, a whole grid), else one for each way in which a case may lie inside the scope.
/// Only who sees the county, or a part of its tree, reads the list of the county.
/// </summary>
internal static class CaseArms
{
    private const int LengthOfGrid = 15;

    public static IReadOnlyList<CaseArm> Of(CaseQuery query)
    {
        if (query.HolderPersonId is { } holder) return [CaseArm.OfHolder(holder)];
        if (query.UnitCode is { } unit) return [CaseArm.OfUnit(unit)];
        if (query.GridPrefix is { Length: >= LengthOfGrid } grid) return [CaseArm.OfGrid(grid)];
        var scope = query.Scope;
        return scope.WholeCounty ? [CaseArm.County with { GridPrefix = query.GridPrefix }] : [.. Within(scope)];
    }

    private static IEnumerable<CaseArm> Within(CaseScope scope)
    {
        if (scope.DivisionPrefix is { Length: > 0 } prefix) yield return CaseArm.County with { GridPrefix = prefix };
        if (scope.UnitCode is { } unit) yield return CaseArm.OfUnit(unit);
        foreach (var grid in scope.Grids.IsDefault ? [] : scope.Grids.Distinct()) yield return CaseArm.OfGrid(grid);
    }
}
