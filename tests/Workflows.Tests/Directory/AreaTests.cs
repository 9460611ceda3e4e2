using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;
using static GridCase.Workflows.Tests.Directory.SmallCounty;

namespace GridCase.Workflows.Tests.Directory;

/// <summary>片区 between town and village: supervised together, with posts of its own, never the holder of a case.</summary>
public sealed class AreaTests
{
    private const string Area = "440804100-pq1";
    private const string Lead = "area-lead@" + Area;
    private static readonly DateTimeOffset At = new(2026, 2, 13, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void The_way_up_from_a_village_in_an_area_goes_to_its_town()
    {
        var directory = new CountyDirectory(WithArea());

        Assert.Equal(Town, directory.UnitAbove(Village)?.Code);
        Assert.Equal(Town, directory.UnitAbove(Area)?.Code);
        Assert.Equal(Town, directory.TownOf(FirstGrid)?.Code);
        Assert.Equal(Area, directory.AreaOf(Village)?.Code);
        Assert.Null(directory.AreaOf(OtherVillage));
        Assert.Equal([FirstGrid, SecondGrid], directory.GridsOfArea(Area).AsEnumerable());
    }

    [Fact]
    public void Its_scope_sees_its_villages_and_nothing_beside_them()
    {
        var directory = new CountyDirectory(WithArea());

        Assert.True(directory.IsInSubtree(Area, FirstGrid, null));
        Assert.True(directory.IsInSubtree(Area, null, Village));
        Assert.True(directory.IsInSubtree(Area, null, Area));
        Assert.False(directory.IsInSubtree(Area, OtherGrid, null));
        Assert.False(directory.IsInSubtree(Area, null, OtherVillage));
        Assert.False(directory.IsInSubtree(Area, null, Town));
        Assert.True(directory.IsInSubtree("440804100", FirstGrid, Village));
    }

    [Fact]
    public void It_never_holds_a_case()
    {
        var directory = new CountyDirectory(WithArea());

        Assert.Null(directory.Holder(Area));
        Assert.Equal(Town, directory.Holder(Town)?.Code);
        Assert.Null(directory.Holder("unknown"));
    }

    [Theory]
    [InlineData("village-cadre")]
    [InlineData("resident-cadre")]
    [InlineData("unit-head")]
    [InlineData("unit-clerk")]
    public void Its_lead_stands_between_village_and_town(string word)
    {
        var county = WithArea();
        var village = county.Posts.Where(post => post.UnitCode == Village).Select(post => post.Code).ToArray();

        var told = Assert.Single(AudienceResolver.Resolve(new(county.Vacant(village).WithoutDeputy(village)), [word], new(Village, null, FirstGrid), At));

        Assert.Equal((Lead, Sitting(Lead), word + "@" + Village), (told.PostCode, told.PersonId, told.Instead));
    }

    [Fact]
    public void Without_the_post_the_town_answers_as_before()
    {
        var county = WithArea();
        county = county with { Posts = [.. county.Posts.Where(post => post.Code != Lead && post.UnitCode != Village)] };

        Assert.Equal("town-lead@" + Town, Assert.Single(AudienceResolver.Resolve(new(county), ["village-cadre"], new(Village, null, FirstGrid), At)).PostCode);
        Assert.Equal("town-lead@" + Town, Assert.Single(AudienceResolver.Resolve(new(county), ["area-lead"], new(Village, null, FirstGrid), At)).PostCode);
    }

    [Fact]
    public void A_ladder_may_name_the_lead()
    {
        var told = AudienceResolver.Resolve(new(WithArea()), ["area-lead"], new(Traffic, null, FirstGrid), At);

        Assert.Equal(Lead, Assert.Single(told).PostCode);
        Assert.Equal("town-lead@" + Town, Assert.Single(AudienceResolver.Resolve(new(WithArea()), ["area-lead"], new(Traffic, null, OtherGrid), At)).PostCode);
    }

    public static TheoryData<string, Func<County, County>, string> Faults() => new()
    {
        { "with a division code", county => Change(county, unit => unit with { AreaCode = "440804100900" }), "only towns and villages answer for an area" },
        { "under the centre", county => Change(county, unit => unit with { ParentCode = Centre }), "a area does not stand under a centre" },
        { "at the county's tier", county => Change(county, unit => unit with { Tier = UnitTier.County }), "a area does not stand at tier county" },
        { "with a village of another town", county => county with { Units = [.. county.Units.Add(new("440804101201", "外村", UnitKind.Village, UnitTier.Village, Area, "440804101201"))] }, "its area 440804101201 does not begin with 440804100" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void An_area_out_of_place_is_found(string what, Func<County, County> spoil, string expected)
    {
        var findings = CountyCheck.Findings(spoil(WithArea()));

        Assert.True(findings.Any(finding => finding.ToString().Contains(expected, StringComparison.Ordinal)), $"{what}: {string.Join("; ", findings)}");
    }

    private static County WithArea()
    {
        var county = Build();
        return county with
        {
            Units = [.. county.Units.Select(unit => unit.Code == Village ? unit with { ParentCode = Area } : unit), new(Area, "第一片区", UnitKind.Area, UnitTier.Town, Town, null)],
            Posts = county.Posts.Add(new(Lead, "片区长", Area, Sitting(Lead), null)),
            People = county.People.Add(new(Sitting(Lead), "片区长", Area, [Role.Supervisor], [], Area)),
        };
    }

    private static County Change(County county, Func<Unit, Unit> change) => county with { Units = [.. county.Units.Select(unit => unit.Code == Area ? change(unit) : unit)] };
}
