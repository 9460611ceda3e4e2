using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;
using static GridCase.Workflows.Tests.Directory.SmallCounty;

namespace GridCase.Workflows.Tests.Directory;

/// <summary>What an edit of one entry makes of the county, and what differs afterwards.</summary>
public sealed class CountyEditTests
{
    private static readonly DateTimeOffset At = new(2026, 2, 13, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Putting_an_entry_as_it_stands_changes_nothing()
    {
        var county = Build();
        var again = CountyEdit.Put(CountyEdit.Put(CountyEdit.Put(county, county.Units[1]), county.Grids[0] with { Staff = [] }), county.People[0] with { Grids = [] });

        Assert.Empty(CountyDiff.Between(county, again));
    }

    [Fact]
    public void The_same_instant_at_another_offset_is_no_difference()
    {
        var county = Build().Away(At, TimeSpan.FromDays(1), Worker(FirstGrid));
        var other = county with { Absences = [county.Absences[0] with { From = At.ToUniversalTime(), To = county.Absences[0].To.ToUniversalTime() }] };

        Assert.Empty(CountyDiff.Between(county, other));
        Assert.Equal(["to"], Assert.Single(CountyDiff.Between(county, other with { Absences = [other.Absences[0] with { To = At.AddHours(1) }] })).Fields.AsEnumerable());
    }

    [Fact]
    public void What_differs_is_named_by_entry_and_field_and_never_by_value()
    {
        var county = Build();
        var changed = CountyEdit.Put(CountyEdit.Put(county, county.People[0] with { DisplayName = "张三", Email = "z@potou.gov.cn" }), county.Posts[0] with { DeputyId = null });
        changed = CountyEdit.Put(changed, new Unit("440804-new", "新局", UnitKind.Department, UnitTier.County, Centre, null));
        changed = CountyEdit.DeleteCategory(changed, "utility.water.bill").County!;

        var told = CountyDiff.Between(county, changed).Select(change => $"{change.Kind} {change.Entry} [{string.Join(",", change.Fields)}]");

        Assert.Equal(
            [
                "Added unit 440804-new []", $"Changed post {county.Posts[0].Code} [deputyId]", $"Changed person {county.People[0].Id} [displayName,email]",
                "Removed category utility.water.bill []",
            ],
            told);
    }

    [Fact]
    public void Whoever_leaves_leaves_vacant_posts_and_no_dangling_name()
    {
        var leaving = Worker(FirstGrid);
        var county = Build().Away(At, TimeSpan.FromDays(1), leaving);
        county = CountyEdit.Put(county, new Post("grid-worker@" + SecondGrid, "网格员", null, null, leaving));
        county = CountyEdit.Put(county, county.Posts[0] with { PersonId = leaving });
        county = CountyEdit.Put(county, county.Grids[2] with { Staff = [new(leaving, GridStaffKind.PartTime)] });

        var left = CountyEdit.DeletePerson(county, leaving).County!;

        Assert.Empty(CountyCheck.Findings(left));
        Assert.DoesNotContain(leaving, System.Text.Encoding.UTF8.GetString(CountyJson.Write(left)), StringComparison.Ordinal);
        Assert.Null(left.Grids[0].WorkerId);
        Assert.Null(left.Posts[0].PersonId);
    }

    [Fact]
    public void A_unit_goes_with_its_posts_and_what_still_needs_it_is_named()
    {
        var left = CountyEdit.DeleteUnit(Build(), Village).County!;

        Assert.DoesNotContain(left.Posts, post => post.UnitCode == Village);
        var findings = CountyCheck.Findings(left).Select(finding => finding.ToString()).ToList();
        Assert.Contains($"grid {FirstGrid}: its village {Village} does not exist", findings);
        Assert.Contains($"person {Worker(FirstGrid)}: the unit {Village} does not exist", findings);
    }

    [Fact]
    public void A_grid_goes_with_its_post_and_leaves_the_lists_of_its_people()
    {
        var county = CountyEdit.Put(Build(), new Post("grid-worker@" + FirstGrid, "网格员", null, null, Worker(SecondGrid)));
        county = county with { People = [.. county.People.Select(person => person.Id == Worker(FirstGrid) ? person with { Scope = Village } : person)] };

        var left = CountyEdit.DeleteGrid(county, FirstGrid).County!;

        Assert.Empty(CountyCheck.Findings(left));
        Assert.DoesNotContain(left.Posts, post => post.Code.EndsWith(FirstGrid, StringComparison.Ordinal));
        Assert.Empty(left.People.Single(person => person.Id == Worker(FirstGrid)).Grids);
    }

    [Theory]
    [InlineData("unit")]
    [InlineData("grid")]
    [InlineData("post")]
    [InlineData("person")]
    [InlineData("absence")]
    [InlineData("category")]
    public void What_is_not_there_cannot_be_removed(string list)
    {
        var county = Build();
        var edited = list switch
        {
            "unit" => CountyEdit.DeleteUnit(county, "ghost"),
            "grid" => CountyEdit.DeleteGrid(county, "ghost"),
            "post" => CountyEdit.DeletePost(county, "ghost"),
            "person" => CountyEdit.DeletePerson(county, "ghost"),
            "absence" => CountyEdit.DeleteAbsence(county, "ghost"),
            _ => CountyEdit.DeleteCategory(county, "ghost"),
        };

        Assert.Equal(("unknown-entry", $"The directory has no {list} ghost."), (edited.Refusal?.Code, edited.Refusal?.Detail));
    }

    [Theory]
    [InlineData("unit-head@" + Traffic, "unit-deputy-head@" + Traffic)]
    [InlineData("village-cadre@" + Village, "resident-cadre@" + Village)]
    [InlineData("town-lead@" + Town, "unit-head@" + Town)]
    public void A_post_that_was_removed_is_answered_for_by_the_next_in_the_chain(string post, string answers)
    {
        var left = CountyEdit.DeletePost(Build(), post).County!;

        var told = Assert.Single(AudienceResolver.Resolve(new(left), [post.Split('@')[0]], new(Traffic, null, FirstGrid), At));

        Assert.Equal((answers, post), (told.PostCode, told.Instead));
    }
}
