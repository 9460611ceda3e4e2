using System.Collections.Immutable;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Counties;

/// <summary>
/// A county built from what an order file mentions: its streets as towns, its communities as villages with one grid each, its other handling units as
/// departments, every post filled with invented people. Division codes are made up in the order of first appearance, so the same file gives the same county.
/// </summary>
public sealed class OrderFileCounty
{
    private readonly OrderFileAreas _areas;
    private readonly OrderFileUnits _units;

    private OrderFileCounty(County county, IReadOnlyList<DemoAccount> accounts, OrderFileAreas areas, OrderFileUnits units)
    {
        County = county;
        Accounts = accounts;
        _areas = areas;
        _units = units;
    }

    public County County { get; }

    /// <summary>One account for each role, to look at the county with.</summary>
    public IReadOnlyList<DemoAccount> Accounts { get; }

    /// <summary>Builds the county. Repeated places, units and categories count once, the first name given to a category stays.</summary>
    /// <param name="code">6 digits, as the mapping of the file gives them: 440310 for 坪山区.</param>
    /// <param name="name">The county's name.</param>
    /// <param name="places">Every street and community of the file, in its order.</param>
    /// <param name="units">Every handling unit of the file, in its order.</param>
    /// <param name="categories">Every category of the file, those above included.</param>
    /// <exception cref="InvalidCountyException">The parts do not make a county, for instance a category without the one above it.</exception>
    public static OrderFileCounty Build(
        string code, string name, IEnumerable<OrderFilePlace> places, IEnumerable<OrderFileUnit> units, IEnumerable<OrderFileCategory> categories)
    {
        var centre = new Unit($"{code}-zzzx", $"{name}综治中心", UnitKind.Centre, UnitTier.County, null, null);
        var areas = new OrderFileAreas(code, centre.Code, places);
        var handling = new OrderFileUnits(code, centre.Code, units, areas);
        var staff = new CountyStaff(code);
        staff.StaffCentre(centre);
        foreach (var department in handling.Departments)
            staff.StaffDepartment(department);
        foreach (var town in areas.Towns)
            staff.StaffTown(town);
        var grids = ImmutableArray.CreateBuilder<Grid>();
        foreach (var village in areas.Villages)
        {
            staff.StaffVillage(village);
            grids.Add(staff.StaffGrid(OrderFileAreas.GridOf(village), $"{village.Name}网格", village, GridKind.Basic));
        }

        // Last, so that they change nobody's number.
        Person[] office = [.. new[] { Role.Administrator, Role.Administrator, Role.Auditor, Role.ReadOnly }.Select(role => staff.Hire(role, centre.Code, code))];
        var county = new County(
            code,
            name,
            [centre, .. handling.Departments, .. areas.Towns, .. areas.Villages],
            grids.ToImmutable(),
            [.. staff.Posts],
            [.. staff.People],
            [],
            [.. categories.DistinctBy(category => category.Code).Select(category => new Category(category.Code, category.Name, category.ParentCode, null, false))]);
        var findings = CountyCheck.Findings(county);
        return findings.IsEmpty ? new(county, [.. AccountsOf(new(county), office)], areas, handling) : throw new InvalidCountyException(findings);
    }

    /// <summary>The unit that a name of the file stands for. Where the file gives ids, pass the id too: two units may share a name.</summary>
    /// <exception cref="ArgumentException">The county was built without this name and id.</exception>
    public string UnitCode(string name, string? key = null) => _units.CodeOf(new(name, key));

    /// <summary>The grid of a community of the file.</summary>
    /// <exception cref="ArgumentException">The county was built without this place.</exception>
    public string GridCode(string street, string community) => OrderFileAreas.GridOf(_areas.VillageAt(new(street, community)));

    private static IEnumerable<DemoAccount> AccountsOf(CountyDirectory directory, Person[] office)
    {
        yield return DemoAccount.Of("admin", office[0]);
        yield return DemoAccount.Of("admin2", office[1]);
        yield return DemoAccount.Of("auditor", office[2]);
        yield return DemoAccount.Of("readonly", office[3]);
        yield return OnPost("hotline-operator", Audience.HotlineOperator, directory.Centre);
        yield return OnPost("dispatcher", Audience.CentreDispatcher, directory.Centre);
        yield return OnPost("supervisor-centre", Audience.CentreDutyLead, directory.Centre);
        yield return OnPost("leader", Audience.CountyLead, directory.Centre);
        foreach (var kind in new[] { UnitKind.Department, UnitKind.Town, UnitKind.Village })
            if (directory.Units.FirstOrDefault(unit => unit.Kind == kind) is { } first) yield return OnPost("clerk-" + first.Code, Audience.UnitClerk, first);
        if (directory.Grids.Count > 0) yield return DemoAccount.Of("worker-1", directory.Person(directory.Grids[0].WorkerId!)!);

        DemoAccount OnPost(string user, string word, Unit unit) => DemoAccount.Of(user, directory.Person(directory.Post(Post.CodeOf(word, unit.Code))!.PersonId!)!);
    }
}
