using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace GridCase.Workflows.Directory;

/// <summary>Finds every contradiction in a county before it is used: bad codes, duplicates, references to what is not there, grids outside their village.</summary>
public static partial class CountyCheck
{
    private const int LongestUnitCode = 40;
    private const int LongestCategoryCode = 80;

    /// <summary>Everything that is wrong, in the order of the document; empty when the county can be used.</summary>
    public static ImmutableArray<CountyFinding> Findings(County county) =>
        [.. Root(county), .. Units(county), .. Grids(county), .. People(county), .. Posts(county), .. Absences(county), .. Categories(county)];

    private static IEnumerable<CountyFinding> Root(County county)
    {
        var entry = $"county {county.Code}";
        if (!IsDigits(county.Code, 6))
            yield return new(entry, "its code is not 6 digits");
        if (string.IsNullOrWhiteSpace(county.Name))
            yield return new(entry, "it has no name");
        var centres = county.Units.Count(unit => unit.Kind == UnitKind.Centre);
        if (centres != 1)
            yield return new(entry, $"it has {centres} units of kind centre (综治中心) instead of one");
    }

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
        if (string.IsNullOrWhiteSpace(unit.Name))
            yield return "it has no name";
        if (!TiersOf(unit.Kind).Contains(unit.Tier))
            yield return $"a {Word(unit.Kind)} does not stand at tier {Word(unit.Tier)}";
        var parent = unit.ParentCode is { } code ? units.GetValueOrDefault(code) : null;
        if (unit.ParentCode is not null && parent is null)
            yield return $"the unit above it, {unit.ParentCode}, does not exist";
        else if (!ParentsOf(unit.Kind).Contains(parent?.Kind))
            yield return $"a {Word(unit.Kind)} does not stand under {(parent is null ? "nothing" : "a " + Word(parent.Kind))}";
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
        else if (unit.Kind == UnitKind.Village && parent?.AreaCode is { Length: 12 } town && area[..9] != town[..9])
            yield return $"its area {area} does not begin with {town[..9]} as its town's does";
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
            if (grid.WorkerId is not { } worker)
                continue;
            if (people.GetValueOrDefault(worker) is not { } person)
                yield return new(entry, $"its worker {worker} does not exist");
            else if (!person.Roles.Contains(Role.GridWorker) || !person.Grids.Contains(grid.Code))
                yield return new(entry, $"its worker {worker} lacks the role grid-worker or does not list this grid");
        }
    }

    private static IEnumerable<CountyFinding> People(County county)
    {
        var units = First(county.Units, unit => unit.Code);
        var grids = county.Grids.Select(grid => grid.Code).ToHashSet();
        HashSet<string> scopes = [county.Code, .. units.Keys, .. grids, .. county.Units.Select(unit => unit.AreaPrefix).OfType<string>()];
        foreach (var twice in Twice(county.People, person => person.Id))
            yield return new($"person {twice}", "the id stands twice");
        foreach (var person in county.People)
        {
            var entry = $"person {person.Id}";
            if (!PersonId().IsMatch(person.Id))
                yield return new(entry, "the id is not letters, digits, dots and hyphens, at most 64");
            if (string.IsNullOrWhiteSpace(person.DisplayName))
                yield return new(entry, "no name is given");
            if (person.UnitCode is { } unit && !units.ContainsKey(unit))
                yield return new(entry, $"the unit {unit} does not exist");
            if (person.Roles.IsEmpty || person.Roles.Distinct().Count() != person.Roles.Length || person.Roles.Contains(Role.System))
                yield return new(entry, "the roles are missing, stand twice or name the machine's own role");
            foreach (var grid in person.Grids.Where(grid => !grids.Contains(grid)))
                yield return new(entry, $"the grid {grid} does not exist");
            if (!scopes.Contains(person.Scope))
                yield return new(entry, $"the scope '{person.Scope}' is neither the county, nor a town, village, grid or unit of it");
        }
    }

    private static IEnumerable<CountyFinding> Posts(County county)
    {
        var units = county.Units.Select(unit => unit.Code).ToHashSet();
        var people = county.People.Select(person => person.Id).ToHashSet();
        var grids = county.Grids.Select(grid => grid.Code).ToHashSet();
        foreach (var twice in Twice(county.Posts, post => post.Code))
            yield return new($"post {twice}", "the code stands twice");
        foreach (var post in county.Posts)
        {
            var entry = $"post {post.Code}";
            var place = PostCode().Match(post.Code) is { Success: true } code ? code.Groups["place"].Value : null;
            if (place is null)
                yield return new(entry, "its code is not a word, @ and a place");
            else if (post.UnitCode is { } unit ? place != unit : !grids.Contains(place))
                yield return new(entry, $"'{place}' in its code is not {(post.UnitCode is null ? "a grid" : "its unit " + post.UnitCode)}");
            if (post.UnitCode is not null && !units.Contains(post.UnitCode))
                yield return new(entry, $"its unit {post.UnitCode} does not exist");
            foreach (var person in new[] { post.PersonId, post.DeputyId }.OfType<string>().Where(person => !people.Contains(person)))
                yield return new(entry, $"the person {person} does not exist");
            if (post.PersonId is not null && post.PersonId == post.DeputyId)
                yield return new(entry, "its person is its own deputy");
        }
    }

    private static IEnumerable<CountyFinding> Absences(County county)
    {
        var people = county.People.Select(person => person.Id).ToHashSet();
        foreach (var absence in county.Absences)
        {
            if (!people.Contains(absence.PersonId))
                yield return new($"absence of {absence.PersonId}", "the person does not exist");
            if (absence.To <= absence.From)
                yield return new($"absence of {absence.PersonId}", $"it ends at {absence.To:O}, not after its start at {absence.From:O}");
        }
    }

    private static IEnumerable<CountyFinding> Categories(County county)
    {
        var codes = county.Categories.Select(category => category.Code).ToHashSet();
        foreach (var twice in Twice(county.Categories, category => category.Code))
            yield return new($"category {twice}", "the code stands twice");
        foreach (var category in county.Categories)
        {
            var entry = $"category {category.Code}";
            if (category.Code.Length > LongestCategoryCode || !CategoryCode().IsMatch(category.Code))
                yield return new(entry, $"its code is not a dotted path of small letters, digits and hyphens, at most {LongestCategoryCode}");
            if (string.IsNullOrWhiteSpace(category.Name))
                yield return new(entry, "it has no name");
            var dot = category.Code.LastIndexOf('.');
            var expected = dot < 0 ? null : category.Code[..dot];
            if (category.ParentCode != expected)
                yield return new(entry, $"the category above it is {category.ParentCode ?? "nothing"}, but its code says {expected ?? "nothing"}");
            else if (expected is not null && !codes.Contains(expected))
                yield return new(entry, $"the category above it, {expected}, does not exist");
        }
    }

    private static UnitTier[] TiersOf(UnitKind kind) => kind switch
    {
        UnitKind.Village => [UnitTier.Village],
        UnitKind.Town => [UnitTier.Town],
        UnitKind.Department => [UnitTier.County, UnitTier.Town],
        _ => [UnitTier.County],
    };

    private static UnitKind?[] ParentsOf(UnitKind kind) => kind switch
    {
        UnitKind.Village => [UnitKind.Town],
        UnitKind.Town => [UnitKind.Centre],
        UnitKind.Department => [UnitKind.Centre, UnitKind.Town],
        _ => [null],
    };

    private static Dictionary<string, T> First<T>(IEnumerable<T> entries, Func<T, string> key) =>
        entries.GroupBy(key).ToDictionary(group => group.Key, group => group.First());

    private static IEnumerable<string> Twice<T>(IEnumerable<T> entries, Func<T, string> key) =>
        entries.GroupBy(key).Where(group => group.Count() > 1).Select(group => group.Key);

    private static bool IsDigits(string code, int length) => code.Length == length && code.All(char.IsAsciiDigit);

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex UnitCode();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.-]{0,63}\z")]
    private static partial Regex PersonId();

    [GeneratedRegex(@"\A[a-z]+(-[a-z0-9]+)*@(?<place>[a-z0-9-]+)\z")]
    private static partial Regex PostCode();

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\z")]
    private static partial Regex CategoryCode();
}
