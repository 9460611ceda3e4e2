using System.Text;
using System.Text.Json;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using static GridCase.Workflows.Tests.Directory.SmallCounty;

namespace GridCase.Workflows.Tests.Directory;

public sealed class CountyDirectoryTests
{
    private readonly CountyDirectory _directory = new(Build());

    [Theory]
    [InlineData(Village, Town)]
    [InlineData(Town, Centre)]
    [InlineData(Traffic, Centre)]
    [InlineData(Centre, null)]
    [InlineData("unknown", null)]
    public void The_way_up_goes_from_village_to_town_to_centre(string unit, string? above) => Assert.Equal(above, _directory.UnitAbove(unit)?.Code);

    [Fact]
    public void A_grid_knows_its_village_and_town()
    {
        Assert.Equal(Village, _directory.VillageOf(FirstGrid)?.Code);
        Assert.Equal(Town, _directory.TownOf(FirstGrid)?.Code);
        Assert.Null(_directory.VillageOf("440804100201999"));
        Assert.Null(_directory.TownOf("440804100201999"));
    }

    [Theory]
    [InlineData("440804", FirstGrid, Traffic, true)]
    [InlineData("440804", null, null, true)]
    [InlineData("440804100", FirstGrid, Traffic, true)]
    [InlineData("440804101", FirstGrid, Traffic, false)]
    [InlineData("440804100", null, Village, true)]
    [InlineData("440804100", null, Town, true)]
    [InlineData("440804100", null, Traffic, false)]
    [InlineData("440804100", null, null, false)]
    [InlineData(Village, FirstGrid, null, true)]
    [InlineData(Village, OtherGrid, null, false)]
    [InlineData(Village, OtherGrid, Village, true)]
    [InlineData(Village, null, Town, false)]
    [InlineData(FirstGrid, FirstGrid, null, true)]
    [InlineData(FirstGrid, SecondGrid, null, false)]
    [InlineData(FirstGrid, null, Village, false)]
    [InlineData(Traffic, FirstGrid, Traffic, true)]
    [InlineData(Traffic, FirstGrid, Town, false)]
    [InlineData("", FirstGrid, Traffic, false)]
    [InlineData("-", FirstGrid, Centre, false)]
    public void A_scope_cuts_the_tree(string scope, string? grid, string? unit, bool seen) => Assert.Equal(seen, _directory.IsInSubtree(scope, grid, unit));

    [Theory]
    [InlineData("utility.water", Grade.L2)]
    [InlineData("utility.water.bill", Grade.L3)]
    [InlineData("dispute.labour", null)]
    [InlineData("unknown", null)]
    public void A_category_without_a_grade_takes_that_of_the_one_above(string category, Grade? grade) => Assert.Equal(grade, _directory.DefaultGrade(category));

    [Theory]
    [InlineData("dispute.labour", true)]
    [InlineData("utility.water", false)]
    public void Satisfaction_is_not_counted_below_an_exempt_category(string category, bool exempt) =>
        Assert.Equal(exempt, _directory.IsSatisfactionExempt(category));

    [Fact]
    public void An_absence_covers_its_first_moment_and_not_its_last()
    {
        var from = new DateTimeOffset(2026, 2, 13, 9, 0, 0, TimeSpan.FromHours(8));
        var directory = new CountyDirectory(Build().Away(from, TimeSpan.FromDays(1), Worker(FirstGrid)));

        Assert.False(directory.IsAbsent(Worker(FirstGrid), from.AddTicks(-1)));
        Assert.True(directory.IsAbsent(Worker(FirstGrid), from));
        Assert.True(directory.IsAbsent(Worker(FirstGrid), from.AddDays(1).AddTicks(-1)));
        Assert.False(directory.IsAbsent(Worker(FirstGrid), from.AddDays(1)));
        Assert.False(directory.IsAbsent(Worker(OtherGrid), from));
    }

    [Fact]
    public void A_county_survives_being_written_and_read()
    {
        var county = Build().Away(new(2026, 2, 13, 9, 0, 0, TimeSpan.FromHours(8)), TimeSpan.FromDays(1), Worker(FirstGrid)) with { Version = 7 };

        var written = CountyJson.Write(county);

        Assert.Equal(written, CountyJson.Write(CountyJson.Read(written)));
        var text = Encoding.UTF8.GetString(written);
        Assert.Contains("\"name\":\"湛江市坡头区\"", text, StringComparison.Ordinal);
        Assert.Contains("\"grid-worker\"", text, StringComparison.Ordinal);
        Assert.Contains("\"version\":7", text, StringComparison.Ordinal);
        Assert.Equal(county.People.Length, CountyJson.Read(written).People.Length);
    }

    [Theory]
    [InlineData("{\"code\":\"440804\",\"name\":\"x\",\"unitz\":[]}")]
    [InlineData("{\"code\":null,\"name\":\"x\"}")]
    [InlineData("{\"code\":\"440804\",\"name\":\"x\",\"people\":[{\"id\":\"p\",\"roles\":[3]}]}")]
    [InlineData("null")]
    public void A_document_that_is_not_a_county_is_refused(string json) => Assert.Throws<JsonException>(() => CountyJson.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void A_document_without_lists_is_a_county_with_empty_ones()
    {
        var county = CountyJson.Read("{\"code\":\"440804\",\"name\":\"坡头\"}"u8);

        Assert.Empty(county.Units);
        Assert.Equal(["county 440804: it has 0 units of kind centre (综治中心) instead of one"], CountyCheck.Findings(county).Select(finding => finding.ToString()));
    }

    [Fact]
    public void Nobody_acts_in_a_role_not_held()
    {
        var worker = _directory.Person(Worker(FirstGrid))!;

        Assert.Equal(FirstGrid, Actor.Of(worker, Role.GridWorker).Scope);
        Assert.Throws<ArgumentException>(() => Actor.Of(worker, Role.Leader));
    }

    [Fact]
    public void A_clock_sees_nothing_through_the_doors()
    {
        var clock = Actor.System("clock");

        Assert.True(clock.IsSystem);
        Assert.Equal("system:clock", clock.PersonId);
        Assert.False(_directory.IsInSubtree(clock.Scope, FirstGrid, Centre));
    }
}
