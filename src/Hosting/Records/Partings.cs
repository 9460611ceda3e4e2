using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Hosting.Records;

/// <summary>Which units and grids cases have left, so that whoever no longer sees a case hears that it is gone. Kept for 90 days.</summary>
internal static class Partings
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(90);

    /// <summary>What a case leaves by these facts: its unit, its grid, or units that helped.</summary>
    public static IEnumerable<(string? Unit, string? Grid)> Of(string? unitBefore, string? gridBefore, CaseFile after, IReadOnlyList<RecordedFact> facts)
    {
        if (unitBefore is not null && unitBefore != after.UnitCode) yield return (unitBefore, null);
        if (gridBefore is not null && gridBefore != after.GridCode) yield return (null, gridBefore);
        foreach (var fact in facts)
            foreach (var helper in (fact.Fact as GridMoved)?.Helpers ?? [])
                yield return (helper.FromUnit, null);
    }

    /// <summary>Whether a case lay inside a scope by what it has left.</summary>
    public static bool WereIn(CaseScope scope, string? unit, string? grid) =>
        (unit is not null && unit == scope.UnitCode)
        || (grid is not null && (scope.Grids.Contains(grid) || (scope.DivisionPrefix is { Length: > 0 } prefix && grid.StartsWith(prefix, StringComparison.Ordinal))));

    /// <summary>One page of both, by the time of change: the first so many, and where the next begins.</summary>
    public static CaseChanges Page(IReadOnlyList<CaseRow> rows, IReadOnlyList<CaseGone> gone, CaseQuery query)
    {
        var places = rows.Select(row => row.ChangedAt).Concat(gone.Select(one => one.At)).Order().ToList();
        var more = places.Count > query.Limit;
        var place = places.Count == 0 ? query.ChangedSince!.Value : places[Math.Min(places.Count, query.Limit) - 1];
        return new([.. rows.TakeWhile(row => row.ChangedAt <= place)], [.. gone.TakeWhile(one => one.At <= place)], place, more);
    }
}
