using System.Globalization;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;
using GridCase.Workflows.Intake.Open311;

namespace GridCase.Hosting.Counties;

/// <summary>
/// The county a first start is seeded with: the towns and villages of 湛江市坡头区 with their division codes, two to four grids each, sixteen departments, every
/// post filled with invented people. The same at every call.
/// </summary>
public static class DemoCounty
{
    private const string Serials = "一二三四";

    /// <summary>The county, and the accounts to sign in with.</summary>
    public static (County County, IReadOnlyList<DemoAccount> Accounts) Build()
    {
        var sketch = CountySketch.Potou();
        var staff = new CountyStaff(sketch.Code);
        var centre = new Unit($"{sketch.Code}-{sketch.Centre.Short}", sketch.Centre.Name, UnitKind.Centre, UnitTier.County, null, null);
        List<Unit> units = [centre];
        List<Grid> grids = [];

        staff.StaffCentre(centre);
        Person[] office =
        [
            .. new[] { Role.Administrator, Role.Administrator, Role.Auditor, Role.ReadOnly }.Select(role => staff.Hire(role, centre.Code, sketch.Code)),
        ];
        foreach (var department in sketch.Departments)
        {
            units.Add(new(CodeOf(sketch, department), department.Name, UnitKind.Department, UnitTier.County, centre.Code, null));
            staff.StaffDepartment(units[^1]);
        }

        foreach (var town in sketch.Towns)
        {
            units.Add(new(town.Code, town.Name, UnitKind.Town, UnitTier.Town, centre.Code, town.Code));
            staff.StaffTown(units[^1]);
            foreach (var village in town.Villages)
            {
                units.Add(new(village.Code, village.Name, UnitKind.Village, UnitTier.Village, town.Code, village.Code));
                staff.StaffVillage(units[^1]);
                grids.AddRange(Grids(staff, units[^1]));
            }
        }

        var county = new County(sketch.Code, sketch.Name, [.. units], [.. grids], [.. staff.Posts], [.. staff.People], [], [.. CountySketch.Categories()]);
        return (county, [.. Accounts(sketch, county, office)]);
    }

    /// <summary>What the county offers by Open311.</summary>
    public static ServiceCatalogue Catalogue() => CountySketch.Catalogue();

    private static string CodeOf(CountySketch sketch, SketchUnit department) => $"{sketch.Code}-{department.Short}";

    // Two to four, turning with the village's serial; the industrial park (a division of enterprise type, 4xx) has special grids.
    private static List<Grid> Grids(CountyStaff staff, Unit village)
    {
        var serial = int.Parse(village.AreaCode![9..], CultureInfo.InvariantCulture);
        var kind = village.AreaCode[6] == '4' ? GridKind.Special : GridKind.Basic;
        List<Grid> grids = [];
        for (var number = 1; number <= 2 + serial % 3; number++)
            grids.Add(staff.StaffGrid($"{village.AreaCode}{number:000}", $"{village.Name}第{Serials[number - 1]}网格", village, kind));
        staff.PairWorkers(grids);
        return grids;
    }

    private static IEnumerable<DemoAccount> Accounts(CountySketch sketch, County county, Person[] office)
    {
        var directory = new CountyDirectory(county);
        var centre = directory.Centre.Code;
        yield return DemoAccount.Of("admin", office[0]);
        yield return DemoAccount.Of("admin2", office[1]);
        yield return DemoAccount.Of("auditor", office[2]);
        yield return DemoAccount.Of("readonly", office[3]);
        yield return OnPost("hotline-operator", Audience.HotlineOperator, centre);
        yield return OnPost("dispatcher", Audience.CentreDispatcher, centre);
        yield return OnPost("supervisor-centre", Audience.CentreDutyLead, centre);
        yield return OnPost("leader", Audience.CountyLead, centre);
        foreach (var department in sketch.Departments)
            yield return OnPost("clerk-" + department.Short, Audience.UnitClerk, CodeOf(sketch, department));
        foreach (var town in sketch.Towns)
        {
            yield return OnPost("clerk-" + town.Short, Audience.UnitClerk, town.Code);
            yield return OnPost("supervisor-" + town.Short, Audience.UnitDutyLead, town.Code);
            yield return OnPost("clerk-" + town.Villages[0].Code, Audience.UnitClerk, town.Villages[0].Code);
        }

        // Two workers of the same village: the one who handled is not the one who verifies.
        var workers = sketch.Towns.SelectMany(town => county.Grids.Where(grid => grid.VillageUnit == town.Villages[0].Code).Take(2));
        foreach (var (grid, number) in workers.Select((grid, index) => (grid, index + 1)))
            yield return DemoAccount.Of($"worker-{number}", directory.Person(grid.WorkerId!)!);

        DemoAccount OnPost(string user, string word, string unit) =>
            DemoAccount.Of(user, directory.Person(directory.Post(Post.CodeOf(word, unit))!.PersonId!)!);
    }
}
