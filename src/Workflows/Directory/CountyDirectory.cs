using System.Collections.Frozen;
using System.Collections.Immutable;
using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Directory;

/// <summary>One version of a county's directory, checked and indexed, ready to be asked. It never changes; a new version is a new object.</summary>
public sealed class CountyDirectory
{
    private readonly FrozenDictionary<string, Unit> _units;
    private readonly FrozenDictionary<string, Grid> _grids;
    private readonly FrozenDictionary<string, Post> _posts;
    private readonly FrozenDictionary<string, ImmutableArray<Post>> _postsOf;
    private readonly FrozenDictionary<string, Person> _people;
    private readonly FrozenDictionary<string, Category> _categories;
    private readonly FrozenDictionary<string, ImmutableArray<Absence>> _absences;
    private readonly FrozenDictionary<string, ImmutableArray<string>> _gridsOfArea;
    private readonly FrozenDictionary<string, ImmutableArray<string>> _gridsStaffed;
    private readonly FrozenDictionary<string, FormerGrid> _formerGrids;
    private readonly FrozenDictionary<string, string> _formerUnits;

    /// <exception cref="InvalidCountyException">The county contradicts itself; the exception lists every finding.</exception>
    public CountyDirectory(County county)
    {
        var findings = CountyCheck.Findings(county);
        if (!findings.IsEmpty)
            throw new InvalidCountyException(findings);
        County = county;
        _units = county.Units.ToFrozenDictionary(unit => unit.Code);
        _grids = county.Grids.ToFrozenDictionary(grid => grid.Code);
        _posts = county.Posts.ToFrozenDictionary(post => post.Code);
        _postsOf = county.Posts.Where(post => post.UnitCode is not null).GroupBy(post => post.UnitCode!)
            .ToFrozenDictionary(group => group.Key, group => group.OrderBy(post => post.Code, StringComparer.Ordinal).ToImmutableArray());
        _people = county.People.ToFrozenDictionary(person => person.Id);
        _categories = county.Categories.ToFrozenDictionary(category => category.Code);
        _absences = county.Absences.GroupBy(absence => absence.PersonId).ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray());
        _formerGrids = county.FormerGrids.ToFrozenDictionary(former => former.Code);
        _formerUnits = county.FormerUnits.ToFrozenDictionary(former => former.Code, former => former.Now);
        _gridsOfArea = county.Grids.Where(grid => AreaOf(grid.VillageUnit) is not null).GroupBy(grid => AreaOf(grid.VillageUnit)!.Code)
            .ToFrozenDictionary(group => group.Key, group => group.Select(grid => grid.Code).ToImmutableArray());
        _gridsStaffed = county.Grids.SelectMany(grid => grid.Staff.Select(staff => (staff.PersonId, grid.Code))).GroupBy(entry => entry.PersonId)
            .ToFrozenDictionary(group => group.Key, group => group.Select(entry => entry.Code).ToImmutableArray());
        Centre = county.Units.Single(unit => unit.Kind == UnitKind.Centre);
    }

    /// <summary>The document behind this directory.</summary>
    public County County { get; }

    public string Code => County.Code;

    public string Name => County.Name;

    public int Version => County.Version;

    /// <summary>The 综治中心.</summary>
    public Unit Centre { get; }

    public IReadOnlyList<Unit> Units => County.Units;

    public IReadOnlyList<Grid> Grids => County.Grids;

    public IReadOnlyList<Post> Posts => County.Posts;

    public IReadOnlyList<Person> People => County.People;

    public IReadOnlyList<Category> Categories => County.Categories;

    public Unit? Unit(string code) => _units.GetValueOrDefault(code);

    public Grid? Grid(string code) => _grids.GetValueOrDefault(code);

    public Post? Post(string code) => _posts.GetValueOrDefault(code);

    /// <summary>The posts of a unit by code; none for a unit without posts or an unknown one.</summary>
    public ImmutableArray<Post> PostsOf(string unitCode) => _postsOf.GetValueOrDefault(unitCode, []);

    public Person? Person(string id) => _people.GetValueOrDefault(id);

    public Category? Category(string code) => _categories.GetValueOrDefault(code);

    /// <summary>The grid that this code names today: itself, or the one that a move gave its place to. None for a code that never was, and where the grid is gone.</summary>
    public Grid? GridNow(string code) => Grid(HopsOf(code).LastOrDefault()?.Now ?? code);

    /// <summary>The moves by which a grid code became that of today, in order; none for a code in use.</summary>
    public IEnumerable<FormerGrid> HopsOf(string? code)
    {
        while (code is not null && _formerGrids.TryGetValue(code, out var hop))
        {
            yield return hop;
            code = hop.Now;
        }
    }

    /// <summary>The unit code that this one became by moves; itself when it never moved.</summary>
    public string UnitNow(string code)
    {
        while (_formerUnits.TryGetValue(code, out var now))
            code = now;
        return code;
    }

    /// <summary>The unit if it can hold a case: any but an area, which only supervises.</summary>
    public Unit? Holder(string code) => Unit(code) is { Kind: not UnitKind.Area } unit ? unit : null;

    /// <summary>
    /// The unit one step up that can hold a case: a village's town, whether or not an area lies between; a town's or a department's centre. None above the
    /// centre or for an unknown code.
    /// </summary>
    public Unit? UnitAbove(string unitCode)
    {
        var above = Unit(unitCode)?.ParentCode is { } parent ? Unit(parent) : null;
        return above is { Kind: UnitKind.Area, ParentCode: { } town } ? Unit(town) : above;
    }

    /// <summary>The area (片区) that a village is supervised in, if its town has any; an area itself.</summary>
    public Unit? AreaOf(string unitCode) => Unit(unitCode) switch
    {
        { Kind: UnitKind.Area } area => area,
        { Kind: UnitKind.Village, ParentCode: { } parent } when Unit(parent) is { Kind: UnitKind.Area } area => area,
        _ => null,
    };

    /// <summary>The grids of an area's villages; none for any other code.</summary>
    public ImmutableArray<string> GridsOfArea(string areaCode) => _gridsOfArea.GetValueOrDefault(areaCode, []);

    /// <summary>The person with every grid in which they work as a grid worker: those of their own, and with the role grid-worker those in whose staff (1+N) they stand.</summary>
    public Person AtWork(Person person) => person.Roles.Contains(Role.GridWorker) && _gridsStaffed.TryGetValue(person.Id, out var staffed)
        ? person with { Grids = [.. person.Grids.Union(staffed)] }
        : person;

    /// <summary>The village that a grid is a piece of.</summary>
    public Unit? VillageOf(string gridCode) => GridNow(gridCode) is { } grid ? Unit(grid.VillageUnit) : null;

    /// <summary>The town that a grid lies in.</summary>
    public Unit? TownOf(string gridCode) => VillageOf(gridCode) is { } village ? UnitAbove(village.Code) : null;

    /// <summary>
    /// Whether a grid or a unit lies in what a scope sees (see <see cref="Person.Scope"/>): the grid's code begins with the scope, or the unit's area
    /// does, or the unit is the scope itself, or the grid or village lies in the area (片区) that the scope is. The county's scope sees everything, places not known included. An empty scope sees nothing.
    /// </summary>
    public bool IsInSubtree(string scope, string? gridCode, string? unitCode)
    {
        if (scope.Length == 0)
            return false;
        if (scope == Code || scope == unitCode)
            return true;
        if (gridCode is not null && gridCode.StartsWith(scope, StringComparison.Ordinal))
            return true;
        if (unitCode is not null && Unit(unitCode)?.AreaPrefix is { } area && area.StartsWith(scope, StringComparison.Ordinal))
            return true;
        return (unitCode is not null && AreaOf(unitCode)?.Code == scope) || (gridCode is not null && VillageOf(gridCode) is { } village && AreaOf(village.Code)?.Code == scope);
    }

    /// <summary>When the person is, was or will be away.</summary>
    public ImmutableArray<Absence> AbsencesOf(string personId) => _absences.GetValueOrDefault(personId, []);

    /// <summary>Whether the person is recorded as away at this moment.</summary>
    public bool IsAbsent(string personId, DateTimeOffset at) =>
        AbsencesOf(personId).Any(absence => absence.Covers(at));

    /// <summary>The grade proposed for a category: its own, else that of the nearest category above that has one.</summary>
    public Grade? DefaultGrade(string categoryCode) => Upwards(categoryCode).FirstOrDefault(category => category.DefaultGrade is not null)?.DefaultGrade;

    /// <summary>Whether satisfaction must not be counted for a category, itself or by a category above.</summary>
    public bool IsSatisfactionExempt(string categoryCode) => Upwards(categoryCode).Any(category => category.SatisfactionExempt);

    private IEnumerable<Category> Upwards(string categoryCode)
    {
        for (var category = Category(categoryCode); category is not null; category = category.ParentCode is { } above ? Category(above) : null)
            yield return category;
    }
}
