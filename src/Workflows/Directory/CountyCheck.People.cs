using System.Text.RegularExpressions;

namespace GridCase.Workflows.Directory;

public static partial class CountyCheck
{
    private const int LongestEmail = 254;

    private static IEnumerable<CountyFinding> People(County county)
    {
        var units = county.Units.Select(unit => unit.Code).ToHashSet();
        var grids = county.Grids.Select(grid => grid.Code).ToHashSet();
        // A town's unit code ends with 000 and no grid begins with it: whoever got it as scope would see nothing.
        HashSet<string> scopes = [county.Code, .. grids, .. county.Units.Select(unit => unit.AreaPrefix ?? unit.Code)];
        foreach (var twice in Twice(county.People, person => person.Id))
            yield return new($"person {twice}", "the id stands twice");
        foreach (var person in county.People)
        {
            var entry = $"person {person.Id}";
            if (!PersonId().IsMatch(person.Id))
                yield return new(entry, "the id is not letters, digits, dots and hyphens, at most 64");
            if (NameFault(person.DisplayName) is { } nameless)
                yield return new(entry, nameless);
            if (person.Email is { } email && (email.Length > LongestEmail || !Email().IsMatch(email)))
                yield return new(entry, "the e-mail address is not one name, @ and a domain, at most 254 characters");
            if (person.WeComId is { } weCom && !WeComId().IsMatch(weCom))
                yield return new(entry, "the WeCom id is not letters, digits and the signs _ - . @, at most 64");
            if (person.UnitCode is { } unit && !units.Contains(unit))
                yield return new(entry, $"the unit {unit} does not exist");
            if (person.Roles.IsEmpty || person.Roles.Distinct().Count() != person.Roles.Length || person.Roles.Contains(Role.System))
                yield return new(entry, "the roles are missing, stand twice or name the machine's own role");
            foreach (var grid in person.Grids.Where(grid => !grids.Contains(grid)))
                yield return new(entry, $"the grid {grid} does not exist");
            if (!scopes.Contains(person.Scope))
                yield return new(entry, $"the scope '{person.Scope}' is neither the county's 6 digits, a town's 9, a village's 12, a grid's 15 nor a department or area");
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
            if (NameFault(post.Title) is { } nameless)
                yield return new(entry, nameless);
            var place = PostCode().Match(post.Code) is { Success: true } code ? code.Groups["place"].Value : null;
            if (place is null)
                yield return new(entry, "its code is not a word, @ and a place");
            else if (post.UnitCode is { } unit ? place != unit : !grids.Contains(place))
                yield return new(entry, $"'{place}' in its code is not {(post.UnitCode is null ? "a grid" : "its unit " + post.UnitCode)}");
            if (post.UnitCode is null && post.PersonId is not null)
                yield return new(entry, "a grid's worker is named at the grid, the post names the deputy only");
            if (post.UnitCode is not null && !units.Contains(post.UnitCode))
                yield return new(entry, $"its unit {post.UnitCode} does not exist");
            foreach (var person in new[] { post.PersonId, post.DeputyId }.OfType<string>().Where(person => !people.Contains(person)))
                yield return new(entry, $"the person {person} does not exist");
            if (post.PersonId is not null && post.PersonId == post.DeputyId)
                yield return new(entry, "its person is its own deputy");
        }
    }

    /// <summary>Stricter than the standard allows: whatever looks odd in an address book is a slip or an attack on a mail header.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}\z")]
    private static partial Regex Email();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}\z")]
    private static partial Regex WeComId();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.-]{0,63}\z")]
    private static partial Regex PersonId();

    [GeneratedRegex(@"\A[a-z]+(-[a-z0-9]+)*@(?<place>[a-z0-9-]+)\z")]
    private static partial Regex PostCode();
}
