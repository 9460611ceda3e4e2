using System.Text.RegularExpressions;

namespace GridCase.Workflows.Directory;

public static partial class CountyCheck
{
    private const int LongestUnitCode = 40;

    private static IEnumerable<CountyFinding> Units(County county)
    {
        var units = First(county.Units, unit => unit.Code);
        foreach (var twice in Twice(county.Units, unit => unit.Code))
            yield return new($"unit {twice}", "the code stands twice");
        foreach (var area in Twice(county.Units.Where(unit => unit.AreaCode is not null), unit => unit.AreaCode!))
            yield return new($"area {area}", "two units answer for it");
        foreach (var unit in county.Units)
        {
            foreach (var fault in Faults(unit, county, units))
                yield return new($"unit {unit.Code}", fault);
        }
    }

    private static IEnumerable<string> Faults(Unit unit, County county, Dictionary<string, Unit> units)
    {
        if (unit.Code.Length > LongestUnitCode || !UnitCode().IsMatch(unit.Code))
            yield return $"its code is not small letters, digits and hyphens, at most {LongestUnitCode}";
        if (NameFault(unit.Name) is { } nameless)
            yield return nameless;
        if (!TiersOf(unit.Kind).Contains(unit.Tier))
            yield return $"a {Word(unit.Kind)} does not stand at tier {Word(unit.Tier)}";
        var parent = unit.ParentCode is { } code ? units.GetValueOrDefault(code) : null;
        if (unit.ParentCode is not null && parent is null)
            yield return $"the unit above it, {unit.ParentCode}, does not exist";
        else if (!ParentsOf(unit.Kind).Contains(parent?.Kind))
            yield return $"a {Word(unit.Kind)} does not stand under {(parent is null ? "nothing" : "a " + Word(parent.Kind))}";
        var town = parent is { Kind: UnitKind.Area, ParentCode: { } above } ? units.GetValueOrDefault(above) : parent;
        if (unit.Kind is not (UnitKind.Town or UnitKind.Village))
        {
            if (unit.AreaCode is not null)
                yield return "only towns and villages answer for an area";
        }
        else if (unit.AreaCode is not { } area || !IsDigits(area, 12))
            yield return $"its area code '{unit.AreaCode}' is not 12 digits";
        else if (!area.StartsWith(county.Code, StringComparison.Ordinal))
            yield return $"its area {area} does not begin with the county's code {county.Code}";
        else if (unit.Kind == UnitKind.Town && !area.EndsWith("000", StringComparison.Ordinal))
            yield return $"the area {area} of a town does not end with 000";
        else if (unit.Kind == UnitKind.Village && town?.AreaCode is { Length: 12 } towns && area[..9] != towns[..9])
            yield return $"its area {area} does not begin with {towns[..9]} as its town's does";
    }

    private static IEnumerable<CountyFinding> Grids(County county)
    {
        var units = First(county.Units, unit => unit.Code);
        var people = First(county.People, person => person.Id);
        foreach (var twice in Twice(county.Grids, grid => grid.Code))
            yield return new($"grid {twice}", "the code stands twice");
        foreach (var grid in county.Grids)
        {
            var entry = $"grid {grid.Code}";
            if (!IsDigits(grid.Code, 15))
                yield return new(entry, "its code is not 15 digits");
            else if (units.GetValueOrDefault(grid.VillageUnit) is not { } village)
                yield return new(entry, $"its village {grid.VillageUnit} does not exist");
            else if (village.Kind != UnitKind.Village)
                yield return new(entry, $"{village.Code} is a {Word(village.Kind)}, and a grid belongs to a village");
            else if (village.AreaCode is { } area && !grid.Code.StartsWith(area, StringComparison.Ordinal))
                yield return new(entry, $"its code does not begin with {area}, the area of its village {village.Name}");
            if (NameFault(grid.Name) is { } nameless)
                yield return new(entry, nameless);
            foreach (var fault in StaffFaults(grid, people))
                yield return new(entry, fault);
            if (grid.WorkerId is not { } worker)
                continue;
            if (people.GetValueOrDefault(worker) is not { } person)
                yield return new(entry, $"its worker {worker} does not exist");
            else if (!person.Roles.Contains(Role.GridWorker) || !person.Grids.Contains(grid.Code))
                yield return new(entry, $"its worker {worker} lacks the role grid-worker or does not list this grid");
        }
    }

    private static IEnumerable<string> StaffFaults(Grid grid, Dictionary<string, Person> people)
    {
        if (grid.Staff.Length > Grid.MostStaff)
            yield return $"it lists {grid.Staff.Length} people beside its worker, more than {Grid.MostStaff}";
        foreach (var twice in Twice(grid.Staff, staff => staff.PersonId))
            yield return $"{twice} stands twice in its staff";
        foreach (var staff in grid.Staff.Where(staff => !people.ContainsKey(staff.PersonId)))
            yield return $"{staff.PersonId} of its staff does not exist";
        if (grid.Staff.Any(staff => staff.PersonId == grid.WorkerId))
            yield return $"its worker {grid.WorkerId} stands in its staff as well";
    }

    private static UnitTier[] TiersOf(UnitKind kind) => kind switch
    {
        UnitKind.Village => [UnitTier.Village],
        UnitKind.Town or UnitKind.Area => [UnitTier.Town],
        UnitKind.Department => [UnitTier.County, UnitTier.Town],
        _ => [UnitTier.County],
    };

    private static UnitKind?[] ParentsOf(UnitKind kind) => kind switch
    {
        UnitKind.Village => [UnitKind.Town, UnitKind.Area],
        UnitKind.Area => [UnitKind.Town],
        UnitKind.Town => [UnitKind.Centre],
        UnitKind.Department => [UnitKind.Centre, UnitKind.Town],
        _ => [null],
    };

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex UnitCode();
}
