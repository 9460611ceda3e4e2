using GridCase.Workflows.Directory;
using static GridCase.Workflows.Tests.Directory.SmallCounty;

namespace GridCase.Workflows.Tests.Directory;

public sealed class CountyCheckTests
{
    public static TheoryData<string, Func<County, County>, string> Faults() => new()
    {
        { "a county code of five digits", county => county with { Code = "44080" }, "county 44080: its code is not 6 digits" },
        { "no centre", county => county with { Units = county.Units.RemoveAt(0) }, "county 440804: it has 0 units of kind centre (综治中心) instead of one" },
        { "two centres", county => county with { Units = county.Units.Add(county.Units[0] with { Code = "second" }) }, "it has 2 units of kind centre" },
        { "a unit twice", county => county with { Units = county.Units.Add(county.Units[1]) }, "unit 440804-jtj: the code stands twice" },
        { "an area twice", county => With(county, OtherVillage, unit => unit with { AreaCode = Village }), "area 440804100201: two units answer for it" },
        { "capitals in a unit code", county => With(county, Traffic, unit => unit with { Code = "JTJ" }), "unit JTJ: its code is not small letters, digits and hyphens" },
        { "a unit under nothing", county => With(county, Traffic, unit => unit with { ParentCode = null }), "unit 440804-jtj: a department does not stand under nothing" },
        { "an unknown unit above", county => With(county, Town, unit => unit with { ParentCode = "x" }), $"unit {Town}: the unit above it, x, does not exist" },
        { "a village under the centre", county => With(county, Village, unit => unit with { ParentCode = Centre }), "a village does not stand under a centre" },
        { "a village at county tier", county => With(county, Village, unit => unit with { Tier = UnitTier.County }), "a village does not stand at tier county" },
        { "an area of letters", county => With(county, Town, unit => unit with { AreaCode = "44080410000x" }), "its area code '44080410000x' is not 12 digits" },
        { "a town area with a village", county => With(county, Town, unit => unit with { AreaCode = "440804100001" }), "of a town does not end with 000" },
        { "an area of another county", county => With(county, Town, unit => unit with { AreaCode = "440805100000" }), "does not begin with the county's code 440804" },
        { "a village of another town", county => With(county, Village, unit => unit with { AreaCode = "440804101201" }), "does not begin with 440804100 as its town's does" },
        { "an area of a department", county => With(county, Traffic, unit => unit with { AreaCode = Village }), "only towns and villages answer for an area" },
        { "a short grid code", county => WithGrid(county, grid => grid with { Code = "4408041002011" }), "grid 4408041002011: its code is not 15 digits" },
        { "full-width digits in a grid", county => WithGrid(county, grid => grid with { Code = "44080410020100１" }), "its code is not 15 digits" },
        { "a grid of no village", county => WithGrid(county, grid => grid with { VillageUnit = "440804100999" }), $"grid {FirstGrid}: its village 440804100999 does not exist" },
        { "a grid of a town", county => WithGrid(county, grid => grid with { VillageUnit = Town }), $"{Town} is a town, and a grid belongs to a village" },
        { "a grid outside its village", county => WithGrid(county, grid => grid with { VillageUnit = OtherVillage }), $"does not begin with {OtherVillage}, the area of its village 海丰村" },
        { "a worker who is not there", county => WithGrid(county, grid => grid with { WorkerId = "ghost" }), $"grid {FirstGrid}: its worker ghost does not exist" },
        { "a worker of another grid", county => WithGrid(county, grid => grid with { WorkerId = Worker(OtherGrid) }), "lacks the role grid-worker or does not list this grid" },
        { "a person without roles", county => WithPerson(county, person => person with { Roles = [] }), "the roles are missing, stand twice or name the machine's own role" },
        { "a person as a clock", county => WithPerson(county, person => person with { Roles = [Role.System] }), "name the machine's own role" },
        { "a person in an unknown unit", county => WithPerson(county, person => person with { UnitCode = "x" }), "the unit x does not exist" },
        { "a person in an unknown grid", county => WithPerson(county, person => person with { Grids = ["1"] }), "the grid 1 does not exist" },
        { "a scope of nothing", county => WithPerson(county, person => person with { Scope = "" }), "the scope '' is neither" },
        { "a town's unit code as scope", county => WithPerson(county, person => person with { Scope = Town }), $"the scope '{Town}' is neither" },
        { "a post of nobody known", county => WithPost(county, post => post with { PersonId = "ghost" }), "the person ghost does not exist" },
        { "an own deputy", county => WithPost(county, post => post with { DeputyId = post.PersonId }), "its person is its own deputy" },
        { "a post elsewhere", county => WithPost(county, post => post with { UnitCode = Town }), $"'{Centre}' in its code is not its unit {Town}" },
        { "a post without a place", county => WithPost(county, post => post with { Code = "centre-head" }), "post centre-head: its code is not a word, @ and a place" },
        { "a worker on the grid's post", county => county with { Posts = [new("grid-worker@" + FirstGrid, "网格员", null, Worker(FirstGrid), null)] }, "the post names the deputy only" },
        { "an absence backwards", county => county.Away(DateTimeOffset.UnixEpoch, TimeSpan.FromDays(-1), Worker(FirstGrid)), "not after its start" },
        { "an absence of nobody", county => county.Away(DateTimeOffset.UnixEpoch, TimeSpan.FromDays(1), "ghost"), "absence of ghost: the person does not exist" },
        { "a category under nothing", county => county with { Categories = [new("a.b", "乙", "a", null, false)] }, "category a.b: the category above it, a, does not exist" },
        { "a category off its path", county => county with { Categories = [new("a.b", "乙", null, null, false)] }, "is nothing, but its code says a" },
        { "a category in Chinese", county => county with { Categories = [new("噪声", "噪声", null, null, false)] }, "is not a dotted path" },
        { "a unit without a code", county => With(county, Traffic, unit => unit with { Code = null! }), "units, entry 2: a code, village, scope or person is missing" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_county_that_contradicts_itself_is_refused_in_words(string what, Func<County, County> spoil, string expected)
    {
        var refusal = Assert.Throws<InvalidCountyException>(() => new CountyDirectory(spoil(Build())));

        Assert.True(refusal.Findings.Any(finding => finding.ToString().Contains(expected, StringComparison.Ordinal)),
            $"{what} was reported as: {string.Join("; ", refusal.Findings)}");
    }

    [Fact]
    public void A_sound_county_has_no_findings() => Assert.Empty(CountyCheck.Findings(Build()));

    [Fact]
    public void Every_fault_is_reported_at_once()
    {
        var county = With(Build(), Traffic, unit => unit with { ParentCode = "x" });
        county = WithGrid(county, grid => grid with { WorkerId = "ghost" });

        Assert.Equal(
            ["unit 440804-jtj: the unit above it, x, does not exist", $"grid {FirstGrid}: its worker ghost does not exist"],
            CountyCheck.Findings(county).Select(finding => finding.ToString()));
    }

    private static County With(County county, string code, Func<Unit, Unit> change) =>
        county with { Units = [.. county.Units.Select(unit => unit.Code == code ? change(unit) : unit)] };

    private static County WithGrid(County county, Func<Grid, Grid> change) => county with { Grids = county.Grids.SetItem(0, change(county.Grids[0])) };

    private static County WithPerson(County county, Func<Person, Person> change) => county with { People = county.People.SetItem(0, change(county.People[0])) };

    private static County WithPost(County county, Func<Post, Post> change) => county with { Posts = county.Posts.SetItem(0, change(county.Posts[0])) };
}
