using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;
using Dispatch = GridCase.Workflows.Cases.Commands.Dispatch;

namespace GridCase.Workflows.Tests.Cases;

public sealed class DispatchTests
{
    private static readonly Workflows.Cases.Commands.Object Objection = new("wrong-area") { Reason = "不属于我局" };

    [Fact]
    public void The_units_clocks_start_at_dispatch_and_never_at_sign_off()
    {
        var script = CaseScript.InHandling(dispatchedAt: "2026-02-10 10:00");
        Assert.Equal(CaseScript.Instant("2026-02-10 10:00"), script.File.Clock("unit-finish")!.StartedAt);
        Assert.Equal(CaseScript.Instant("2026-02-10 10:00"), script.File.Clock("sign-off")!.StoppedAt);
        Assert.Equal(Stage.Handling, script.File.Stage);
    }

    [Fact]
    public void An_upheld_objection_starts_the_next_units_clock_anew_but_never_stops_the_citizens()
    {
        var script = CaseScript.InHandling();
        var citizen = script.Due(ClockKind.CitizenFinish);
        script.At("2026-02-10 15:00").Do(TestCounty.TrafficClerk, Objection)
            .At("2026-02-11 09:00").Do(TestCounty.Dispatcher, new DecideObjection(true))
            .At("2026-02-11 11:00").Do(TestCounty.Dispatcher, new Dispatch(TestCounty.Urban));
        Assert.Equal(citizen, script.Due(ClockKind.CitizenFinish));
        Assert.Equal(CaseScript.Instant("2026-02-11 11:00"), script.File.Clock("unit-finish")!.StartedAt);
        Assert.Equal(TestCounty.Urban, script.File.UnitCode);
    }

    [Fact]
    public void A_rejected_objection_leaves_the_units_clock_as_it_was()
    {
        var script = CaseScript.InHandling();
        var due = script.Due(ClockKind.UnitFinish);
        script.At("2026-02-10 15:00").Do(TestCounty.TrafficClerk, Objection).At("2026-02-11 09:00").Do(TestCounty.Dispatcher, new DecideObjection(false));
        Assert.Equal(due, script.Due(ClockKind.UnitFinish));
        Assert.Equal(TestCounty.Traffic, script.File.UnitCode);
    }

    [Fact]
    public void After_two_returns_arbitration_decides_and_the_unit_named_may_not_return_it()
    {
        var script = CaseScript.InHandling()
            .Do(TestCounty.TrafficClerk, Objection).Do(TestCounty.Dispatcher, new DecideObjection(true, TestCounty.Urban))
            .Do(TestCounty.UrbanClerk, Objection).Do(TestCounty.Dispatcher, new DecideObjection(true, TestCounty.Traffic))
            .Do(TestCounty.TrafficClerk, Objection);
        Assert.True(script.File.AwaitsArbitration);
        script.DoRefused("arbitration-due", TestCounty.Dispatcher, new DecideObjection(false))
            .Do(TestCounty.Supervisor, new Arbitrate(TestCounty.Traffic))
            .DoRefused("may-not-return", TestCounty.TrafficClerk, Objection);
    }

    [Fact]
    public void A_policy_may_let_the_unit_named_by_arbitration_object_again()
    {
        var file = CaseScript.InHandling().File;
        var bound = Folded(file, new Arbitrated(TestCounty.Traffic, Workflows.Directory.UnitTier.County, false));
        var free = Folded(file, new Arbitrated(TestCounty.Traffic, Workflows.Directory.UnitTier.County, false) { MayReturn = true });
        var row = Workflows.Cases.Rules.MoveTable.RowOf(Objection);
        Assert.Equal("may-not-return", Workflows.Cases.Rules.MoveTable.Check(row, bound, TestCounty.TrafficClerk)?.Code);
        Assert.Null(Workflows.Cases.Rules.MoveTable.Check(row, free, TestCounty.TrafficClerk));
    }

    [Fact]
    public void An_objection_after_its_window_is_refused() =>
        CaseScript.InHandling().At("2026-02-12 09:00").DoRefused("objection-window-over", TestCounty.TrafficClerk, Objection);

    [Fact]
    public void An_objection_without_a_reason_is_refused() =>
        CaseScript.InHandling().DoRefused("reason-required", TestCounty.TrafficClerk, new Workflows.Cases.Commands.Object("wrong-area"));

    [Fact]
    public void Nothing_else_is_signed_while_an_objection_is_open() =>
        CaseScript.InHandling().Do(TestCounty.TrafficClerk, Objection).DoRefused("objection-open", TestCounty.Dispatcher, new Dispatch(TestCounty.Urban));

    [Fact]
    public void Dispatch_to_a_unit_that_does_not_exist_is_refused() =>
        CaseScript.InHandling().DoRefused("unknown-unit", TestCounty.Dispatcher, new Dispatch("440804-nobody"));

    [Fact]
    public void Helpers_get_sub_tasks_with_clocks_and_the_case_waits_for_them()
    {
        var script = CaseScript.InHandling().Do(TestCounty.Dispatcher, new AddSubtask(TestCounty.Urban))
            .DoRefused("open-subtasks", TestCounty.TrafficClerk, new Resolve { Text = "完成" })
            .DoRefused("no-subtask", TestCounty.VillageClerk, new CompleteSubtask("s1"))
            .Do(TestCounty.UrbanClerk, new CompleteSubtask("s1"))
            .Do(TestCounty.TrafficClerk, new Resolve { Text = "完成" });
        Assert.False(script.File.Clock("subtask:s1")!.IsRunning);
        Assert.Equal(Stage.Verification, script.File.Stage);
    }

    [Fact]
    public void A_dispute_that_a_village_does_not_settle_steps_up_by_itself_to_town_and_county()
    {
        var order = CaseScript.Order() with { Category = "dispute.neighbour" };
        var script = new CaseScript(order, "2026-02-10 09:00").Do(TestCounty.Dispatcher, new Triage(null, null, null, null, null))
            .Do(TestCounty.Dispatcher, new Dispatch(TestCounty.Village)).Do(TestCounty.VillageClerk, new SignOff())
            .Wait("2026-02-12 18:00");
        Assert.Equal(TestCounty.Town, script.File.UnitCode);
        Assert.Contains(script.Facts, fact => fact.Fact is SteppedUp { ByItself: true, FromUnit: TestCounty.Village });
        script.Wait("2026-02-24 18:00");
        Assert.Equal(TestCounty.Centre, script.File.UnitCode);
        script.Wait("2026-03-24 18:00");
        Assert.Equal(TestCounty.Centre, script.File.UnitCode);
    }

    [Fact]
    public void A_step_up_goes_up_and_to_another_unit_of_the_same_tier_only_the_centre_hands_a_case()
    {
        CaseScript.InHandling().DoRefused("not-above", TestCounty.TrafficClerk, new StepUp(TestCounty.Urban))
            .DoRefused("not-above", HeadOf(TestCounty.Traffic), new StepUp(TestCounty.Urban))
            .DoRefused("not-above", TestCounty.Dispatcher, new StepUp(TestCounty.Traffic))
            .DoRefused("not-above", TestCounty.TrafficClerk, new StepUp(TestCounty.Town))
            .DoRefused("not-above", TestCounty.Dispatcher, new StepUp(TestCounty.Town))
            .Do(TestCounty.Dispatcher, new StepUp(TestCounty.Urban))
            .Do(TestCounty.UrbanClerk, new StepUp(TestCounty.Centre));
        InVillage().Do(TestCounty.VillageClerk, new StepUp(TestCounty.Urban));
    }

    [Fact]
    public void Nobody_steps_up_past_an_objection_that_is_being_decided() => CaseScript.InHandling().Do(TestCounty.TrafficClerk, Objection)
        .DoRefused("objection-open", TestCounty.TrafficClerk, new StepUp())
        .DoRefused("objection-open", TestCounty.Dispatcher, new StepUp());

    [Fact]
    public void A_unit_named_by_arbitration_does_not_step_up_either_and_the_next_unit_may_object_again()
    {
        var script = InVillage();
        foreach (var unit in new[] { TestCounty.Traffic, TestCounty.Village })
            script.Do(script.File.UnitCode == TestCounty.Village ? TestCounty.VillageClerk : TestCounty.TrafficClerk, Objection).Do(TestCounty.Dispatcher, new DecideObjection(true, unit));
        script.Do(TestCounty.VillageClerk, Objection).Do(TestCounty.Supervisor, new Arbitrate(TestCounty.Village))
            .DoRefused("may-not-return", TestCounty.VillageClerk, new StepUp())
            .DoRefused("may-not-return", HeadOf(TestCounty.Village), new StepUp())
            .Do(TestCounty.Dispatcher, new StepUp(TestCounty.Urban))
            .Do(TestCounty.UrbanClerk, Objection);
        Assert.True(script.File.AwaitsArbitration);
    }

    [Fact]
    public void What_the_centre_decides_is_not_decided_by_the_supervisor_of_the_unit_that_holds_the_case()
    {
        var own = HeadOf(TestCounty.Traffic);
        CaseScript.InHandling().DoRefused("own-unit", own, new Dispatch(TestCounty.Urban))
            .DoRefused("own-unit", own, new Regrade(Grade.L4))
            .DoRefused("own-unit", own, new EnterLedger("no-funds"))
            .Do(TestCounty.TrafficClerk, new RequestExtension("2wd") { Reason = "x" }).DoRefused("own-unit", own, new DecideExtension(true))
            .Do(TestCounty.TrafficClerk, Objection).DoRefused("own-unit", own, new DecideObjection(true))
            .Do(TestCounty.Supervisor with { UnitCode = TestCounty.Urban }, new DecideObjection(false));
    }

    [Fact]
    public void A_supervision_begins_anew_with_the_next_unit()
    {
        var script = new CaseScript(CaseScript.Order(), "2026-02-10 09:00").Do(TestCounty.Supervisor, new Supervise())
            .Do(TestCounty.Dispatcher, new Triage(null, null, null, null, null)).At("2026-02-10 15:00").Do(TestCounty.Dispatcher, new Dispatch(TestCounty.Traffic));
        Assert.Equal(CaseScript.Instant("2026-02-13 17:30"), script.Due(ClockKind.Supervised));
        Assert.Equal((2, TestCounty.Traffic), (script.File.Clock("supervised")!.Cycle, script.File.Clock("supervised")!.UnitCode));
        script.At("2026-02-11 10:00").Do(TestCounty.Dispatcher, new Dispatch(TestCounty.Urban));
        Assert.Equal(CaseScript.Instant("2026-02-14 17:30"), script.Due(ClockKind.Supervised));
    }

    [Fact]
    public void A_child_that_leaves_its_parent_is_with_the_centre_and_gets_all_its_clocks_with_the_next_dispatch()
    {
        var script = CaseScript.InHandling();
        var left = Folded(script.File, new JoinedParent("p"), new LeftParent());
        Assert.Equal((null, Stage.Dispatch, true), (left.UnitCode, left.Stage, left.Clock("dispatch")!.IsRunning));
        var again = Folded(left, new Dispatched(TestCounty.Traffic, Workflows.Directory.UnitTier.County, true));
        Assert.Equal(["citizen-finish", "first-contact", "sign-off", "tier", "unit-finish"], again.Clocks.Where(clock => clock.IsRunning).Select(clock => clock.Id).Order(StringComparer.Ordinal));
    }

    /// <summary>Whoever supervises the unit from within it.</summary>
    private static Workflows.Directory.Actor HeadOf(string unit) => TestCounty.Supervisor with { PersonId = "head", UnitCode = unit };

    private static CaseFile Folded(CaseFile file, params Fact[] facts) => facts.Aggregate(file, (folded, fact) =>
        CaseFolding.Apply(folded.Id, folded, new FactBody(folded.Version + 1, folded.LastAt, "x", null, null, fact), "h"));

    private static CaseScript InVillage() => new CaseScript(CaseScript.Order(), "2026-02-10 09:00").Do(TestCounty.Dispatcher, new Triage(null, null, null, null, null))
        .Do(TestCounty.Dispatcher, new Dispatch(TestCounty.Village)).Do(TestCounty.VillageClerk, new SignOff());

    [Fact]
    public void The_top_tier_cannot_step_up() => CaseScript.InHandling()
        .Do(TestCounty.TrafficClerk, new StepUp())
        .DoRefused("top-tier", TestCounty.Supervisor, new StepUp());

    [Fact]
    public void Regrading_to_complex_needs_a_supervisor()
    {
        var script = CaseScript.InHandling().DoRefused("grade-needs-approval", TestCounty.Dispatcher, new Regrade(Grade.L4));
        var before = script.Due(ClockKind.UnitFinish);
        script.Do(TestCounty.Supervisor, new Regrade(Grade.L4));
        Assert.True(script.Due(ClockKind.UnitFinish) > before);
        Assert.Equal(2, script.File.Clock("unit-finish")!.Cycle);
    }
}
