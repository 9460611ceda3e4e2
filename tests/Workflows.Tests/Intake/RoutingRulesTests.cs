using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Intake;
using GridCase.Workflows.Intake.Routing;
using GridCase.Workflows.Tests.Cases;

namespace GridCase.Workflows.Tests.Intake;

public sealed class RoutingRulesTests
{
    private readonly RoutingTables tables = new();

    [Fact]
    public void Nothing_learned_nothing_proposed() => Assert.Empty(Propose("facility.manhole"));

    [Fact]
    public void The_unit_that_resolved_most_of_the_category_comes_first_and_says_on_what_evidence()
    {
        Learn("facility.manhole", TestCounty.Traffic, 37);
        Learn("facility.manhole", TestCounty.Urban, 4);
        var first = Propose("facility.manhole")[0];
        Assert.Equal((1, TestCounty.Traffic, 37, 41), (first.Rank, first.Unit, first.Resolved, first.Of));
        Assert.Equal(37 / 41d, first.Share, 6);
        Assert.Equal("37 of 41 cases of 井盖 in 光明村 since 2025 were resolved by 交通运输局.", first.Why);
    }

    [Fact]
    public void Where_the_category_was_never_met_the_one_above_speaks()
    {
        Learn("facility.manhole", TestCounty.Traffic, 9);
        Learn("dispute.neighbour", TestCounty.Urban, 30);
        var first = Propose("facility", TestCounty.OtherGrid)[0];
        Assert.Equal((TestCounty.Traffic, "9 of 9 cases of 市政设施 since 2025 were resolved by 交通运输局."), (first.Unit, first.Why));
    }

    [Fact]
    public void The_place_tells_apart_who_does_the_same_work_elsewhere()
    {
        Learn("dispute.neighbour", TestCounty.Village, 10);
        Learn("dispute.neighbour", "440804100202", 12, TestCounty.OtherGrid);
        Learn("facility.manhole", TestCounty.Village, 10);
        Learn("facility.manhole", "440804100202", 10, TestCounty.OtherGrid);
        Assert.Equal(TestCounty.Village, Propose("dispute.neighbour")[0].Unit);
        Assert.Equal("440804100202", Propose("dispute.neighbour", TestCounty.OtherGrid)[0].Unit);
        // Never met there, and yet the place says whose it is.
        Assert.Equal("440804100202", Propose("dispute", TestCounty.OtherGrid)[0].Unit);
    }

    [Fact]
    public void An_arbitration_outweighs_and_a_return_counts_against()
    {
        Learn("facility.manhole", TestCounty.Traffic, 6);
        Learn("facility.manhole", TestCounty.Urban, 4);
        tables.Add(Lesson("facility.manhole", TestCounty.Urban, new(0, 0, 1)));
        var first = Propose("facility.manhole")[0];
        Assert.Equal((TestCounty.Urban, true), (first.Unit, first.Why.Contains("arbitration gave it 1", StringComparison.Ordinal)));
        tables.Add(Lesson("facility.manhole", TestCounty.Urban, new(0, 12, -1)));
        Assert.DoesNotContain(Propose("facility.manhole"), proposal => proposal.Unit == TestCounty.Urban);
    }

    [Fact]
    public void A_unit_that_the_directory_no_longer_has_is_not_proposed()
    {
        Learn("facility.manhole", "440804-gone", 50);
        Learn("facility.manhole", TestCounty.Traffic, 1);
        var only = Assert.Single(Propose("facility.manhole"));
        Assert.Equal((TestCounty.Traffic, 1d), (only.Unit, only.Share));
    }

    [Fact]
    public void Without_category_and_place_what_is_most_common_is_proposed()
    {
        Learn("facility.manhole", TestCounty.Traffic, 3);
        Learn("dispute", TestCounty.Urban, 2);
        Assert.Equal([TestCounty.Traffic, TestCounty.Urban], Propose(IntakeRules.Unclassified, null).Select(proposal => proposal.Unit));
    }

    [Fact]
    public void What_is_taken_back_leaves_no_trace()
    {
        Learn("facility.manhole", TestCounty.Traffic, 2);
        for (var i = 0; i < 2; i++) tables.Remove(Lesson("facility.manhole", TestCounty.Traffic, new(1, 0, 0)));
        Assert.Empty(tables.Evidence(RoutingRules.Contexts(new("facility.manhole", TestCounty.Grid))).Contexts);
    }

    [Fact]
    public void A_case_teaches_who_resolved_it_until_it_is_taken_up_again()
    {
        var script = CaseScript.InHandling();
        Assert.Empty(RoutingLesson.Of(script.File));
        script.Do(TestCounty.TrafficClerk, new Resolve { Text = "已补" });
        var lesson = Assert.Single(RoutingLesson.Of(script.File));
        Assert.Equal(("facility.manhole", TestCounty.Village, TestCounty.Traffic, 2026, new RoutingCount(1, 0, 0)), (lesson.Category, lesson.Village, lesson.Unit, lesson.Year, lesson.Count));
        script.Do(TestCounty.Supervisor, new Verify(false));
        Assert.Empty(RoutingLesson.Of(script.File));
    }

    [Fact]
    public void A_case_teaches_who_returned_it_and_whom_arbitration_named()
    {
        var script = CaseScript.InHandling();
        script.Do(TestCounty.TrafficClerk, new Workflows.Cases.Commands.Object("wrong-area") { Reason = "不在辖区" }).Do(TestCounty.Dispatcher, new DecideObjection(true, TestCounty.Urban));
        Assert.Equal(TestCounty.Traffic, Assert.Single(script.File.ReturnedBy));
        Assert.Equal([new RoutingCount(0, 1, 0)], RoutingLesson.Of(script.File).Select(lesson => lesson.Count));
    }

    [Fact]
    public void What_was_disposed_of_on_the_spot_teaches_nothing()
    {
        var report = CaseScript.Order() with { Channel = Workflows.Cases.Channel.Grid, Caller = null, HandledOnSite = "已清理" };
        Assert.Empty(RoutingLesson.Of(new CaseScript(report, "2026-02-10 09:00", TestCounty.Worker).File));
    }

    [Theory]
    [InlineData(TestCounty.Traffic, 1)]
    [InlineData(TestCounty.Urban, 0)]
    public void The_rank_says_which_proposal_was_taken(string unit, int rank)
    {
        Learn("facility.manhole", TestCounty.Traffic, 9);
        Assert.Equal(rank, RoutingRules.RankOf(unit, Propose("facility.manhole")));
        Assert.Null(RoutingRules.RankOf(unit, []));
    }

    /// <summary>Whoever lets routing see more has to say so here.</summary>
    [Fact]
    public void Routing_sees_what_is_known_at_intake_and_nothing_else() => Assert.Equal(
        ["Category", "GridCode"], typeof(RoutingMatter).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal));

    private void Learn(string category, string unit, int times, string grid = TestCounty.Grid)
    {
        for (var i = 0; i < times; i++) tables.Add(Lesson(category, unit, new(1, 0, 0), grid));
    }

    private static RoutingLesson Lesson(string category, string unit, RoutingCount count, string grid = TestCounty.Grid) => new(category, grid[..12], unit, 2025, count);

    private IReadOnlyList<UnitProposal> Propose(string category, string? grid = TestCounty.Grid)
    {
        var matter = new RoutingMatter(category, grid);
        return RoutingRules.Propose(matter, tables.Evidence(RoutingRules.Contexts(matter)), TestCounty.Directory);
    }
}
