using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;
using LookBack = GridCase.Workflows.Cases.Commands.LookBack;
using Visit = GridCase.Workflows.Cases.Commands.Visit;

namespace GridCase.Workflows.Tests.Cases;

public sealed class AftermathTests
{
    private static readonly Visit Happy = new(VisitOutcome.Reached, null, Solved.Yes, 5);
    private static readonly Visit Unhappy = new(VisitOutcome.Reached, null, Solved.No, 1);
    private static readonly Visit Nobody = new(VisitOutcome.Unreachable);
    private static readonly Resolve Result = new() { Text = "已处理" };

    private static CaseScript Verified() => CaseScript.InHandling()
        .At("2026-02-11 10:00").Do(TestCounty.TrafficClerk, Result).Do(TestCounty.Worker, new Verify());

    [Fact]
    public void A_satisfied_citizen_lets_a_person_close_the_case_and_the_look_back_begins()
    {
        var script = Verified().Do(TestCounty.Hotline, Happy);
        Assert.True(script.File.IsOpen);
        script.Do(TestCounty.Hotline, new CloseCase());
        Assert.Equal((CaseStatus.Closed, Stage.LookBack, "satisfied"), (script.File.Status, script.File.Stage, script.File.CloseOutcome));
        Assert.Equal(CaseScript.Instant("2026-03-13 17:30"), script.Due(ClockKind.LookBack));
    }

    [Fact]
    public void Nothing_is_ever_closed_by_a_clock_alone() => Assert.True(Verified().Wait("2027-12-01 09:00").File.IsOpen);

    [Fact]
    public void The_handler_may_not_verify_the_own_work()
    {
        var script = CaseScript.InHandling().Do(TestCounty.TrafficClerk, Result);
        script.DoRefused("own-work", TestCounty.TrafficClerk with { Role = Workflows.Directory.Role.GridWorker }, new Verify());
    }

    [Fact]
    public void Whom_the_unit_named_for_the_work_does_not_verify_it_though_another_enters_the_result()
    {
        var clerk = TestCounty.VillageClerk;
        var script = new CaseScript(CaseScript.Order(), "2026-02-10 09:00").Do(TestCounty.Dispatcher, new Triage(null, null, null, null, null))
            .Do(TestCounty.Dispatcher, new Workflows.Cases.Commands.Dispatch(TestCounty.Village)).Do(clerk, new SignOff(TestCounty.Worker.PersonId)).Do(clerk, Result);
        script.DoRefused("own-work", TestCounty.Worker, new Verify()).Do(TestCounty.Dispatcher, new Verify());
    }

    [Fact]
    public void A_failed_verification_sends_the_case_back_under_a_rework_clock()
    {
        var script = CaseScript.InHandling().At("2026-02-11 10:00").Do(TestCounty.TrafficClerk, Result).Do(TestCounty.Worker, new Verify(false));
        Assert.Equal(Stage.Handling, script.File.Stage);
        Assert.Equal(CaseScript.Instant("2026-02-14 17:30"), script.Due(ClockKind.Rework));
        Assert.Equal(0, script.File.FailedVisits);
    }

    [Fact]
    public void What_is_bad_and_how_often_it_means_rework_is_the_policys_to_say()
    {
        var script = Verified();
        script.Policies = Tuned(document => (document["visit"]!["bad"], document["visit"]!["reworkOnBad"]) =
            (new System.Text.Json.Nodes.JsonArray("fairly-satisfied", "dissatisfied", "very-dissatisfied"), 2));
        for (var time = 0; time < 2; time++)
            script.Do(TestCounty.Hotline, new Visit(VisitOutcome.Reached, null, Solved.Yes, 3)).Do(TestCounty.TrafficClerk, Result).Do(TestCounty.Worker, new Verify());
        Assert.False(script.File.IsSupervised);
        script.Do(TestCounty.Hotline, new Visit(VisitOutcome.Reached, null, Solved.Yes, 3));
        Assert.Equal((true, 3), (script.File.IsSupervised, script.File.FailedVisits));
    }

    /// <summary>The built-in policy, changed as told, in the place of the built-in one.</summary>
    private static PolicyBook Tuned(Action<System.Text.Json.Nodes.JsonNode> change)
    {
        var document = System.Text.Json.Nodes.JsonNode.Parse(RuleDocument.BuiltIn("default-policy.json"))!;
        change(document);
        var policy = Policy.Parse(document.ToJsonString());
        return new([policy], policy.Version, [WorkCalendar.BuiltIn], WorkCalendar.BuiltIn.Version);
    }

    [Fact]
    public void Dissatisfaction_means_rework_then_supervision_then_a_leader()
    {
        var script = Verified().Do(TestCounty.Hotline, Unhappy);
        Assert.Equal(Stage.Handling, script.File.Stage);
        Assert.False(script.File.IsSupervised);
        script.Do(TestCounty.TrafficClerk, Result).Do(TestCounty.Worker, new Verify()).Do(TestCounty.Hotline, Unhappy);
        Assert.True(script.File.IsSupervised);
        script.Do(TestCounty.TrafficClerk, Result).Do(TestCounty.Worker, new Verify()).Do(TestCounty.Hotline, Unhappy);
        Assert.True(script.File.LeaderCalled);
        script.DoRefused("leader-called", TestCounty.TrafficClerk, Result)
            .Do(TestCounty.Leader, new TakeOver()).Do(TestCounty.Leader, Result).Do(TestCounty.Worker, new Verify())
            .Do(TestCounty.Hotline, Unhappy).Do(TestCounty.Leader, new CloseCase());
        Assert.Equal("dissatisfied", script.File.CloseOutcome);
    }

    [Fact]
    public void A_matter_exempt_from_satisfaction_is_not_reworked_for_it()
    {
        var order = CaseScript.Order() with { Category = "dispute.neighbour" };
        var script = CaseScript.InHandling(order: order).Do(TestCounty.TrafficClerk, Result).Do(TestCounty.Worker, new Verify()).Do(TestCounty.Hotline, Unhappy);
        Assert.Equal(Stage.Visit, script.File.Stage);
        Assert.Equal(1, script.Facts.Count(fact => fact.Fact is Visited { Satisfaction: 1, Dissatisfied: false }));
    }

    [Fact]
    public void Three_spaced_attempts_over_two_days_let_a_person_close_as_unreachable()
    {
        var script = Verified()
            .At("2026-02-11 14:00").Do(TestCounty.Hotline, Nobody)
            .At("2026-02-11 15:00").Do(TestCounty.Hotline, Nobody)
            .At("2026-02-11 19:00").Do(TestCounty.Hotline, Nobody)
            .DoRefused("visit-owed", TestCounty.Hotline, new CloseCase())
            .At("2026-02-12 09:00").Do(TestCounty.Hotline, Nobody)
            .Do(TestCounty.Hotline, new CloseCase());
        Assert.Equal("unreachable", script.File.CloseOutcome);
        Assert.Equal([true, false, true, true], script.Facts.Select(fact => fact.Fact).OfType<VisitUnreachable>().Select(fact => fact.Counted));
        Assert.Equal(0, script.File.FailedVisits);
    }

    [Fact]
    public void The_hotline_visits_its_own_orders_until_it_has_kept_silent_for_three_working_days()
    {
        var script = Verified().DoRefused("hotline-visits-first", TestCounty.Dispatcher, Happy)
            .At("2026-02-14 17:00").DoRefused("hotline-visits-first", TestCounty.Dispatcher, Happy)
            .At("2026-02-24 09:00").Do(TestCounty.Dispatcher, Happy);
        var handedOver = Assert.Single(script.Facts, fact => fact.Fact is VisitHandedOver);
        Assert.Equal(CaseScript.Instant("2026-02-14 17:30"), handedOver.At);
    }

    [Fact]
    public void Only_the_hotline_ever_visits_for_a_confidential_order()
    {
        var script = CaseScript.InHandling(order: CaseScript.Order() with { Confidential = true })
            .Do(TestCounty.TrafficClerk, Result).Do(TestCounty.Worker, new Verify())
            .At("2026-04-01 09:00").DoRefused("hotline-visits-only", TestCounty.Dispatcher, Happy);
        Assert.DoesNotContain("VisitHandedOver", script.FactNames);
    }

    [Fact]
    public void A_case_without_a_contact_skips_the_visit()
    {
        var script = CaseScript.InHandling(order: CaseScript.Order() with { Caller = null }).Do(TestCounty.TrafficClerk, Result).Do(TestCounty.Worker, new Verify());
        Assert.Contains("VisitSkipped", script.FactNames);
        script.DoRefused("no-visit-owed", TestCounty.Hotline, Happy).Do(TestCounty.Dispatcher, new CloseCase());
        Assert.Equal("no-visit", script.File.CloseOutcome);
    }

    [Fact]
    public void A_recurrence_found_at_the_look_back_names_the_linked_case_once()
    {
        var script = Verified().Do(TestCounty.Hotline, Happy).Do(TestCounty.Hotline, new CloseCase())
            .At("2026-03-12 09:00").Do(TestCounty.Worker, new LookBack(true));
        Assert.Equal(Stage.Ended, script.File.Stage);
        Assert.Equal(CaseIds.Of(Channel.LookBack, $"{script.File.Id}/20260211100000"), script.File.RecurrenceId);
        script.DoRefused("wrong-stage", TestCounty.Worker, new LookBack(false)).DoRefused("has-recurrence", TestCounty.Hotline, new Reopen());
    }

    [Fact]
    public void A_closed_case_is_reopened_with_its_unit_under_a_rework_clock()
    {
        var script = Verified().Do(TestCounty.Hotline, Happy).Do(TestCounty.Hotline, new CloseCase()).Do(TestCounty.Dispatcher, new Reopen { Reason = "又坏了" });
        Assert.Equal((Stage.Handling, CaseStatus.Open, TestCounty.Traffic), (script.File.Stage, script.File.Status, script.File.UnitCode));
        Assert.False(script.File.Clock("look-back")!.IsRunning);
    }

    [Fact]
    public void What_a_grid_worker_settles_on_the_spot_is_closed_in_one_step()
    {
        var report = CaseScript.Order() with { Channel = Channel.Grid, Caller = null, HandledOnSite = "当场清理" };
        var script = new CaseScript(report, "2026-02-10 09:00", TestCounty.Worker);
        Assert.Equal(["Registered", "Triaged", "Resolved", "Verified", "VisitSkipped", "ClosedCase"], script.FactNames);
        Assert.Equal("on-site", script.File.CloseOutcome);
    }
}
