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
