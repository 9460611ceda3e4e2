using GridCase.Workflows.Directory;
using static GridCase.Workflows.Tests.Directory.SmallCounty;

namespace GridCase.Workflows.Tests.Directory;

/// <summary>What a move makes of the directory: codes, posts, people, and the memory of what was.</summary>
public sealed class CountyMoveTests
{
    private const string OtherTown = "440804101000";
    private const string NewVillage = "440804101301";
    private static readonly DateTimeOffset At = new(2026, 2, 13, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void A_grid_goes_to_another_village_with_the_next_serial_its_worker_and_its_post()
    {
        var county = CountyEdit.Put(Build(), new Post("grid-worker@" + FirstGrid, "网格员", null, null, Worker(SecondGrid)));
        county = CountyEdit.Put(county, county.Grids[0] with { Staff = [new(Sitting("unit-head@" + Town), GridStaffKind.Volunteer)] });

        var moved = CountyMove.OfGrid(county, FirstGrid, OtherVillage, null, At).County!;
        var directory = new CountyDirectory(moved);

        const string Now = OtherVillage + "002";
        Assert.Equal((Now, OtherVillage), (directory.GridNow(FirstGrid)!.Code, directory.GridNow(FirstGrid)!.VillageUnit));
        Assert.Equal(OtherVillage, directory.VillageOf(FirstGrid)!.Code);
        Assert.Null(directory.Grid(FirstGrid));
        Assert.Single(directory.Grid(Now)!.Staff);
        var worker = directory.Person(Worker(FirstGrid))!;
        Assert.Equal((Now, OtherVillage, Now), (worker.Grids[0], worker.UnitCode, worker.Scope));
        Assert.NotNull(directory.Post("grid-worker@" + Now));
        Assert.Equal(new FormerGrid(FirstGrid, Now, Village, OtherVillage, "v1", At), Assert.Single(moved.FormerGrids));
    }

    [Fact]
    public void A_code_that_was_given_up_is_never_used_again()
    {
        var moved = CountyMove.OfGrid(Build(), OtherGrid, Village, null, At).County!;

        var back = CountyMove.OfGrid(moved, Village + "003", OtherVillage, null, At).County!;

        Assert.Equal(OtherVillage + "002", new CountyDirectory(back).GridNow(OtherGrid)!.Code);
        Assert.Equal("code-taken", CountyMove.OfGrid(moved, Village + "003", OtherVillage, OtherGrid, At).Refusal!.Code);
        var reused = CountyEdit.Put(moved, new Grid(OtherGrid, "重编", OtherVillage, null, GridKind.Basic));
        Assert.Contains(CountyCheck.Findings(reused), finding => finding.ToString() == $"grid {OtherGrid}: its code was given up by a move, and such a code is never used again");
    }

    [Theory]
    [InlineData("ghost", OtherVillage, null, "unknown-entry")]
    [InlineData(FirstGrid, "ghost", null, "unknown-village")]
    [InlineData(FirstGrid, Town, null, "unknown-village")]
    [InlineData(FirstGrid, Village, null, "same-village")]
    [InlineData(FirstGrid, OtherVillage, "440804100201009", "bad-new-code")]
    [InlineData(FirstGrid, OtherVillage, "44080410020200x", "bad-new-code")]
    [InlineData(FirstGrid, OtherVillage, OtherGrid, "code-taken")]
    public void A_move_that_cannot_be_is_refused(string grid, string village, string? code, string refusal) =>
        Assert.Equal(refusal, CountyMove.OfGrid(Build(), grid, village, code, At).Refusal?.Code);

    [Fact]
    public void When_every_serial_is_used_a_code_has_to_be_named()
    {
        var county = Build();
        county = county with { Grids = [.. county.Grids.Where(grid => grid.VillageUnit != OtherVillage), .. Enumerable.Range(1, 999).Select(serial => new Grid($"{OtherVillage}{serial:000}", "网格", OtherVillage, null, GridKind.Basic))] };
        county = county with { People = [.. county.People.Where(person => person.Id != Worker(OtherGrid))] };

        Assert.Equal("no-free-serial", CountyMove.OfGrid(county, FirstGrid, OtherVillage, null, At).Refusal?.Code);
        var gap = CountyEdit.DeleteGrid(county, OtherVillage + "500").County!;
        Assert.Equal(OtherVillage + "500", CountyMove.OfGrid(gap, FirstGrid, OtherVillage, null, At).County!.FormerGrids[0].Now);
    }

    [Fact]
    public void A_worker_whom_another_grid_keeps_in_the_village_stays_there()
    {
        var county = Build();
        county = county with { People = [.. county.People.Select(person => person.Id == Worker(FirstGrid) ? person with { Grids = [FirstGrid, SecondGrid], Scope = Village } : person)] };

        var worker = new CountyDirectory(CountyMove.OfGrid(county, FirstGrid, OtherVillage, null, At).County!).Person(Worker(FirstGrid))!;

        Assert.Equal((Village, Village), (worker.UnitCode, worker.Scope));
        Assert.Equal([OtherVillage + "002", SecondGrid], worker.Grids.AsEnumerable());
    }

    [Fact]
    public void A_village_that_only_changes_its_area_keeps_every_code()
    {
        var county = CountyEdit.Put(Build(), new Unit("440804100-pq1", "第一片区", UnitKind.Area, UnitTier.Town, Town, null));

        var moved = CountyMove.OfVillage(county, Village, "440804100-pq1", null, At).County!;

        Assert.Empty(moved.FormerGrids);
        Assert.Equal("440804100-pq1", new CountyDirectory(moved).AreaOf(Village)!.Code);
        Assert.Equal(["parentCode"], Assert.Single(CountyDiff.Between(county, moved)).Fields.AsEnumerable());
    }

    [Fact]
    public void A_village_that_goes_to_another_town_takes_its_grids_posts_and_people_under_new_codes()
    {
        var county = CountyEdit.Put(Build(), new Unit(OtherTown, "坡头镇", UnitKind.Town, UnitTier.Town, Centre, OtherTown));
        county = CountyEdit.Put(county, county.People[0] with { Scope = Village, UnitCode = Village });

        Assert.Equal("new-code-required", CountyMove.OfVillage(county, Village, OtherTown, null, At).Refusal?.Code);
        Assert.Equal("bad-new-code", CountyMove.OfVillage(county, Village, OtherTown, "440804100301", At).Refusal?.Code);
        Assert.Equal("code-taken", CountyMove.OfVillage(county, Village, Town, OtherVillage, At).Refusal?.Code);
        Assert.Equal("unknown-parent", CountyMove.OfVillage(county, Village, Traffic, NewVillage, At).Refusal?.Code);
        var moved = CountyMove.OfVillage(county, Village, OtherTown, NewVillage, At).County!;
        var directory = new CountyDirectory(moved);

        Assert.Equal((NewVillage, OtherTown), (directory.UnitNow(Village), directory.TownOf(FirstGrid)!.Code));
        Assert.Equal([NewVillage + "001", NewVillage + "002"], moved.Grids.Where(grid => grid.VillageUnit == NewVillage).Select(grid => grid.Code));
        Assert.NotNull(directory.Post("village-cadre@" + NewVillage));
        Assert.Empty(directory.PostsOf(Village));
        Assert.Equal((NewVillage, NewVillage), (directory.Person(moved.People[0].Id)!.Scope, directory.Person(moved.People[0].Id)!.UnitCode));
        Assert.Equal(NewVillage + "001", directory.Person(Worker(FirstGrid))!.Scope);
        var left = System.Text.Encoding.UTF8.GetString(CountyJson.Write(moved with { FormerGrids = [], FormerUnits = [], People = [.. moved.People.Select(person => person with { Id = "x" })], Posts = [.. moved.Posts.Select(post => post with { PersonId = null, DeputyId = null })], Grids = [.. moved.Grids.Select(grid => grid with { WorkerId = null })] }));
        Assert.DoesNotContain(Village, left, StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_that_go_in_a_circle_are_found()
    {
        var county = Build() with { FormerGrids = [new("440804100201008", "440804100201009", Village, Village, "v1", At), new("440804100201009", "440804100201008", Village, Village, "v1", At)] };

        Assert.Contains(CountyCheck.Findings(county), finding => finding.Fault == "its way to the code of today goes in a circle");
    }
}
