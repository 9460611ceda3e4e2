using GridCase.Workflows.Cases;
using GridCase.Workflows.Inspections;

namespace GridCase.Hosting.Records;

/// <summary>Whether places and inspections are what a query asks for, where no database says it.</summary>
internal static class InspectionMatch
{
    public static bool Of(Place place, PlaceQuery query) =>
        Covers(query.Scope, place.GridCode) && (query.Kinds.IsEmpty || query.Kinds.Contains(place.Kind)) && (query.Colours.IsEmpty || query.Colours.Contains(place.Colour))
        && (query.GridPrefixes.IsEmpty || query.GridPrefixes.Any(prefix => place.GridCode.StartsWith(prefix, StringComparison.Ordinal))) && (place.Active || !query.ActiveOnly)
        && (query.After is null || string.CompareOrdinal(place.Id, query.After) > 0);

    /// <param name="changed">The ticks of its last change.</param>
    public static bool Of(Inspection one, long changed, InspectionQuery query) =>
        Covers(query.Scope, one) && (query.SweepId is null || one.SweepId == query.SweepId) && (query.PlaceId is null || one.PlaceId == query.PlaceId)
        && (query.CaseId is null || one.CaseId == query.CaseId) && (query.PersonId is null || one.AssigneeId == query.PersonId || one.DeputyId == query.PersonId)
        && (query.State is null || one.State == query.State) && (!query.ToDoOnly || !one.IsOver) && (query.Kind is null || one.Kind == query.Kind)
        && (query.GridPrefix is null || one.GridCode.StartsWith(query.GridPrefix, StringComparison.Ordinal)) && (query.DueBefore is null || one.DueAt < query.DueBefore)
        && (query.ChangedSince is null || changed > query.ChangedSince.Value.UtcTicks);

    public static bool Covers(CaseScope scope, Inspection one) => Covers(scope, one.GridCode) || (scope.UnitCode is { } unit && one.Parts.Any(part => part.UnitCode == unit));

    public static bool Covers(CaseScope scope, string grid) =>
        scope.WholeCounty || (scope.DivisionPrefix is { Length: > 0 } prefix && grid.StartsWith(prefix, StringComparison.Ordinal)) || (!scope.Grids.IsDefault && scope.Grids.Contains(grid));

    /// <summary>Coverage counted from inspections, by grid.</summary>
    public static IReadOnlyList<CoverageRow> Coverage(IEnumerable<Inspection> inspections) =>
    [
        .. inspections.GroupBy(one => (one.GridCode, one.Kind, one.Colour, one.State, one.Late)).OrderBy(group => group.Key.GridCode, StringComparer.Ordinal)
            .Select(group => new CoverageRow(
                group.Key.GridCode, group.Key.Kind, group.Key.Colour, group.Key.State, group.Key.Late, group.Count(), group.Sum(one => one.Findings),
                group.Sum(one => one.HouseholdsDone), group.Sum(one => one.HouseholdsTotal))),
    ];
}
