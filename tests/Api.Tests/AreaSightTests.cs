using GridCase.Api.SignIn;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Tests;

/// <summary>What the lead of an area and the part-timers of a grid see.</summary>
public sealed class AreaSightTests
{
    private const string Area = "440804100-pq1";
    private static readonly County Demo = ApiHost.County;

    [Fact]
    public void Whoever_oversees_an_area_sees_the_grids_of_its_villages_and_no_others()
    {
        var village = Demo.Units.First(unit => unit.Kind == UnitKind.Village);
        var lead = new Person("p-lead", "片区长", Area, [Role.Supervisor], [], Area);
        var county = Demo with
        {
            Units = [.. Demo.Units.Select(unit => unit.Code == village.Code ? unit with { ParentCode = Area } : unit), new(Area, "第一片区", UnitKind.Area, UnitTier.Town, village.ParentCode, null)],
            People = Demo.People.Add(lead),
        };
        var directory = new CountyDirectory(county);
        var sight = Sight.Of(lead, directory);

        foreach (var grid in county.Grids) Assert.Equal(grid.VillageUnit == village.Code, sight.CoversGrid(grid.Code, directory));
        Assert.Null(sight.Scope.DivisionPrefix);
        Assert.False(sight.Scope.WholeCounty);
    }

    [Theory]
    [InlineData(Role.GridWorker, true)]
    [InlineData(Role.ReadOnly, false)]
    public void A_part_timer_sees_the_grid_with_the_role_of_a_grid_worker_only(Role role, bool sees)
    {
        var (home, other) = (Demo.Grids[0], Demo.Grids[^1]);
        var partTimer = new Person("p-part", "兼职", null, [role], [], home.Code);
        var county = Demo with
        {
            Grids = Demo.Grids.SetItem(Demo.Grids.Length - 1, other with { Staff = [new("p-part", GridStaffKind.PartTime)] }),
            People = Demo.People.Add(partTimer),
        };
        var directory = new CountyDirectory(county);

        Assert.Equal(sees, new Caller(partTimer, directory, null).Sight.CoversGrid(other.Code, directory));
    }
}
