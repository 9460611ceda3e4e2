using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace GridCase.Workflows.Directory;

/// <summary>Finds every contradiction in a county before it is used: bad codes, duplicates, references to what is not there, grids outside their village.</summary>
public static partial class CountyCheck
{
    private const int LongestCategoryCode = 80;
    private const int LongestName = 200;

    /// <summary>Everything that is wrong, in the order of the document; empty when the county can be used.</summary>
    public static ImmutableArray<CountyFinding> Findings(County county)
    {
        // A document may leave a code out altogether; nothing else can be asked of it then.
        ImmutableArray<CountyFinding> nameless = [.. Nameless(county)];
        return nameless.IsEmpty
            ? [.. Root(county), .. Units(county), .. Grids(county), .. People(county), .. Posts(county), .. Absences(county), .. Categories(county), .. Former(county)]
            : nameless;
    }

    private static IEnumerable<CountyFinding> Nameless(County county)
    {
        (string List, IEnumerable<string?> Codes)[] lists =
        [
            ("county", [county.Code]),
            ("units", county.Units.Select(unit => unit.Code)),
            ("grids", county.Grids.Select(grid => grid.VillageUnit is null ? null : grid.Code)),
            ("posts", county.Posts.Select(post => post.Code)),
            ("people", county.People.Select(person => person.Scope is null ? null : person.Id)),
            ("absences", county.Absences.Select(absence => absence.PersonId)),
            ("former grids", county.FormerGrids.Select(former => former.Now is null || former.MoveId is null ? null : former.Code)),
            ("former units", county.FormerUnits.Select(former => former.Now is null || former.MoveId is null ? null : former.Code)),
            ("staff of grids", county.Grids.SelectMany(grid => grid.Staff).Select(staff => staff.PersonId)),
            ("categories", county.Categories.Select(category => category.Code)),
        ];
        return from list in lists
               from entry in list.Codes.Select((code, index) => (code, index))
               where entry.code is null
               select new CountyFinding($"{list.List}, entry {entry.index + 1}", "a code, village, scope or person is missing");
    }

    private static IEnumerable<CountyFinding> Root(County county)
    {
        var entry = $"county {county.Code}";
        if (!IsDigits(county.Code, 6))
            yield return new(entry, "its code is not 6 digits");
        if (string.IsNullOrWhiteSpace(county.Name))
            yield return new(entry, "it has no name");
        (string List, int Entries, int Most)[] lengths =
        [
            ("units", county.Units.Length, 10_000), ("grids", county.Grids.Length, 50_000), ("posts", county.Posts.Length, 100_000),
            ("people", county.People.Length, 100_000), ("absences", county.Absences.Length, 100_000), ("categories", county.Categories.Length, 10_000),
        ];
        foreach (var list in lengths.Where(list => list.Entries > list.Most))
            yield return new(entry, $"it has {list.Entries} {list.List}, more than {list.Most}");
        var centres = county.Units.Count(unit => unit.Kind == UnitKind.Centre);
        if (centres != 1)
            yield return new(entry, $"it has {centres} units of kind centre (综治中心) instead of one");
    }

    private static IEnumerable<CountyFinding> Absences(County county)
    {
        var people = county.People.Select(person => person.Id).ToHashSet();
        foreach (var twice in Twice(county.Absences, AbsenceKey.Of))
            yield return new($"absence {twice}", "it stands twice");
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
            if (NameFault(category.Name) is { } nameless)
                yield return new(entry, nameless);
            var dot = category.Code.LastIndexOf('.');
            var expected = dot < 0 ? null : category.Code[..dot];
            if (category.ParentCode != expected)
                yield return new(entry, $"the category above it is {category.ParentCode ?? "nothing"}, but its code says {expected ?? "nothing"}");
            else if (expected is not null && !codes.Contains(expected))
                yield return new(entry, $"the category above it, {expected}, does not exist");
        }
    }

    private static string? NameFault(string? name) =>
        string.IsNullOrWhiteSpace(name) ? "it has no name"
        : name.Length > LongestName ? $"its name has more than {LongestName} characters"
        : name.Any(char.IsControl) ? "its name contains a control character"
        : null;

    private static Dictionary<string, T> First<T>(IEnumerable<T> entries, Func<T, string> key) =>
        entries.GroupBy(key).ToDictionary(group => group.Key, group => group.First());

    private static IEnumerable<string> Twice<T>(IEnumerable<T> entries, Func<T, string> key) =>
        entries.GroupBy(key).Where(group => group.Count() > 1).Select(group => group.Key);

    private static bool IsDigits(string code, int length) => code.Length == length && code.All(char.IsAsciiDigit);

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\z")]
    private static partial Regex CategoryCode();
}
