using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Cases;

public sealed class AgendaTests
{
    [Fact]
    public void A_clock_warns_falls_due_and_climbs_each_at_its_own_instant_however_late_anyone_looks()
    {
        var early = CaseScript.InHandling("2026-03-02 09:00", "2026-03-02 10:00");
        foreach (var day in Enumerable.Range(3, 22)) early.Wait($"2026-03-{day:00} 23:00");
        var late = CaseScript.InHandling("2026-03-02 09:00", "2026-03-02 10:00").Wait("2026-03-24 23:00");
        Assert.Equal(early.Facts.Select(fact => fact.Json), late.Facts.Select(fact => fact.Json));
        Assert.Equal(
            ["Warned 2026-03-06 17:30", "FellDue 2026-03-09 17:30", "Escalated 2026-03-10 17:30"],
            late.Facts.Where(fact => OfClock(fact.Fact, "unit-finish")).Take(3).Select(fact => $"{fact.Fact.GetType().Name} {fact.At:yyyy-MM-dd HH:mm}"));
    }

    [Fact]
    public void After_a_stand_still_only_the_highest_mark_of_a_clock_is_told()
    {
        var script = CaseScript.InHandling("2026-03-02 09:00", "2026-03-02 10:00");
        var before = script.Notices.Count;
        script.Wait("2026-04-24 23:00");
        var told = script.Notices.Skip(before).Where(notice => notice.Clock == "unit-finish").ToList();
        Assert.Equal(["rung-3"], told.Select(notice => notice.Purpose).Distinct());
        Assert.Equal(5, script.Facts.Count(fact => OfClock(fact.Fact, "unit-finish")));
    }

    [Fact]
    public void A_due_time_that_passed_before_the_case_went_to_another_unit_is_told_to_the_one_that_let_it_pass()
    {
        var script = CaseScript.InHandling("2026-03-02 09:00", "2026-03-02 10:00").Wait("2026-03-09 12:00");
        var (due, before) = (script.Due(ClockKind.UnitFinish), script.Notices.Count);
        script.At("2026-03-09 17:40").Do(TestCounty.Dispatcher, new Workflows.Cases.Commands.Dispatch(TestCounty.Urban));
        var told = script.Notices.Skip(before).Where(notice => notice is { Clock: "unit-finish", Purpose: "due" }).ToList();
        Assert.NotEmpty(told);
        Assert.All(told, notice => Assert.Equal(due, notice.DueAt));
        Assert.DoesNotContain(told, notice => notice.PostCode.EndsWith(TestCounty.Urban, StringComparison.Ordinal));
    }

    [Fact]
    public void A_rung_that_was_reached_before_the_case_was_regraded_is_told_by_the_ladder_that_has_it()
    {
        var script = CaseScript.InHandling("2026-03-02 09:00", "2026-03-02 10:00").Do(TestCounty.Supervisor, new Regrade(Grade.L2)).Wait("2026-03-03 09:00");
        script.At("2026-03-03 13:00").Do(TestCounty.Supervisor, new Regrade(Grade.L3));
        var last = script.Facts.Last(fact => fact.Fact is Escalated { Clock: "unit-finish" });
        Assert.Equal(5, ((Escalated)last.Fact).Rung);
        Assert.Contains(script.Notices, notice => notice.FactNumber == last.Number);
    }

    [Fact]
    public void Silence_on_a_rung_brings_the_next_one_forward_and_an_answer_does_not()
    {
        var silent = CaseScript.InHandling("2026-03-02 09:00", "2026-03-02 10:00").Wait("2026-03-20 23:00");
        var second = silent.Facts.Single(fact => fact.Fact is Escalated { Clock: "unit-finish", Rung: 2 });
        Assert.True(((Escalated)second.Fact).Climbed);
        var answered = CaseScript.InHandling("2026-03-02 09:00", "2026-03-02 10:00").Wait("2026-03-10 18:00")
            .Do(TestCounty.Supervisor, new AcknowledgeRung("unit-finish", 1, 1)).Wait("2026-03-20 23:00");
        var scheduled = answered.Facts.Single(fact => fact.Fact is Escalated { Clock: "unit-finish", Rung: 2 });
        Assert.False(((Escalated)scheduled.Fact).Climbed);
        Assert.Equal(CaseScript.Instant("2026-03-12 17:30"), scheduled.At);
        Assert.True(second.At < scheduled.At);
    }

    [Fact]
    public void The_citizens_clock_climbs_the_five_responsible_persons_of_the_village()
    {
        var script = CaseScript.InHandling("2026-03-02 09:00", "2026-03-02 10:00").Wait("2026-03-10 18:00");
        Assert.Equal(["cadre", "resident"], script.Notices.Where(notice => notice is { Clock: "citizen-finish", Rung: 1 }).Select(notice => notice.PersonId));
    }

    [Fact]
    public void An_urgent_case_climbs_within_hours_and_its_notices_do_not_wait_for_the_office()
    {
        var order = CaseScript.Order("2026-02-17 02:00") with { Urgency = Urgency.Emergency };
        var script = new CaseScript(order, "2026-02-17 02:00");
        Assert.Equal(Grade.L1, script.File.Grade);
        script.Wait("2026-02-17 02:30");
        var due = Assert.Single(script.Facts, fact => fact.Fact is FellDue { Clock: "dispatch" });
        Assert.Equal(CaseScript.Instant("2026-02-17 02:30"), due.At);
        Assert.All(script.Notices.Where(notice => notice.Clock == "dispatch"), notice => Assert.Equal(notice.At, notice.NotBefore));
    }

    [Fact]
    public void A_category_takes_the_grade_of_the_one_above_it() =>
        Assert.Equal(Grade.L2, new CaseScript(CaseScript.Order() with { Category = "water.pipe" }, "2026-02-10 09:00").File.Grade);

    [Fact]
    public void What_a_rule_triages_by_itself_waits_for_dispatch_at_once()
    {
        var emergency = new CaseScript(CaseScript.Order() with { Urgency = Urgency.Emergency }, "2026-02-10 09:00");
        Assert.Contains(emergency.Facts, fact => fact.Fact is Triaged { Auto: true, Grade: Grade.L1 });
        Assert.Equal(Stage.Dispatch, emergency.File.Stage);
        Assert.Equal(Stage.Triage, new CaseScript(CaseScript.Order(), "2026-02-10 09:00").File.Stage);
    }

    [Fact]
    public void A_word_of_danger_in_the_text_makes_it_an_emergency() =>
        Assert.Equal(Grade.L1, new CaseScript(CaseScript.Order() with { Text = "楼下着火了" }, "2026-02-10 09:00").File.Grade);

    [Fact]
    public void An_ordinary_notice_in_the_night_waits_for_the_next_opening()
    {
        var script = new CaseScript(CaseScript.Order("2026-02-14 22:00"), "2026-02-14 22:00");
        Assert.All(script.Notices, notice => Assert.Equal(CaseScript.Instant("2026-02-24 08:30"), notice.NotBefore));
        Assert.NotEmpty(script.Notices);
    }

    [Fact]
    public void A_move_too_late_still_finds_the_marks_before_it_in_the_file()
    {
        var script = CaseScript.InHandling("2026-03-02 09:00", "2026-03-02 10:00").At("2026-03-09 18:00").Do(TestCounty.TrafficClerk, new Resolve { Text = "完成" });
        var names = script.FactNames.ToList();
        Assert.True(names.IndexOf("FellDue") < names.IndexOf("Resolved"));
    }

    [Fact]
    public void Passed_rungs_do_not_fire_again_when_nothing_moves_later_and_do_when_it_does()
    {
        var script = CaseScript.InHandling("2026-03-02 09:00", "2026-03-02 10:00").Wait("2026-03-06 18:00")
            .Do(TestCounty.TrafficClerk, new RequestExtension("2wd") { Reason = "x" }).Do(TestCounty.Dispatcher, new DecideExtension(true))
            .Wait("2026-03-11 18:00");
        Assert.Equal([1, 2], script.Facts.Select(fact => fact.Fact).OfType<Warned>().Where(fact => fact.Clock == "unit-finish").Select(fact => fact.Cycle));
        Assert.Equal(CaseScript.Instant("2026-03-11 17:30"), script.Facts.Single(fact => fact.Fact is FellDue { Clock: "unit-finish" }).At);
    }

    [Fact]
    public void The_light_follows_the_marks()
    {
        var script = CaseScript.InHandling("2026-03-02 09:00", "2026-03-02 10:00").Do(TestCounty.TrafficClerk, new Contact());
        Assert.Equal(Light.Green, script.File.Light);
        Assert.Equal(Light.Yellow, script.Wait("2026-03-07 09:00").File.Light);
        Assert.Equal(Light.Red, script.Wait("2026-03-09 18:00").File.Light);
        Assert.Equal(Light.Purple, script.Wait("2026-03-10 18:00").File.Light);
        Assert.Equal(Light.Green, script.Do(TestCounty.TrafficClerk, new Resolve { Text = "完成" }).File.Light);
    }

    [Fact]
    public void Registering_late_finds_the_citizens_time_already_spent()
    {
        var script = new CaseScript(CaseScript.Order("2026-02-02 09:00"), "2026-02-27 09:00").Wait("2026-02-27 09:00");
        Assert.Contains(script.Facts, fact => fact.Fact is Escalated { Clock: "citizen-finish" });
        Assert.All(script.Facts, fact => Assert.True(fact.At >= script.File.RegisteredAt));
    }

    private static bool OfClock(Fact fact, string clock) => fact switch
    {
        Warned warned => warned.Clock == clock,
        FellDue due => due.Clock == clock,
        Escalated escalated => escalated.Clock == clock,
        _ => false,
    };
}
