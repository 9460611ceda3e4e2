using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Preview;
using GridCase.Workflows.Tests.Cases;
using static GridCase.Workflows.Tests.Cases.CaseScript;

namespace GridCase.Workflows.Tests.Deadlines.Preview;

/// <summary>Past cases under other rules: what people did stays where it was.</summary>
public sealed class PastCaseTests
{
    private const string Now = "2026-04-20 09:00";

    [Fact]
    public void A_case_done_in_time_would_have_been_late_under_a_shorter_budget()
    {
        // 5 wd end on Tuesday the 10th, 3 wd on Friday the 6th.
        var past = Previewing.Rules(PolicyBook.BuiltIn, Previewing.Finish("3wd"), Now).Sum(Done("2026-03-09 10:00")).Past;
        Assert.Equal((1, 1, 1, 0), (past.Cases, past.Moved, past.BecameOverdue, past.NoLongerOverdue));
        Assert.Equal(new(1, 1, 1, 0, 1, 0), past.Clocks[ClockKind.UnitFinish]);
        Assert.Equal(new(1, 1, 1, 0, 1, 0), past.Clocks[ClockKind.CitizenFinish]);
        Assert.Equal(0, past.Clocks[ClockKind.SignOff].Moved);
    }

    [Fact]
    public void A_case_done_late_would_have_been_in_time_under_a_longer_one()
    {
        var sum = Previewing.Rules(PolicyBook.BuiltIn, Previewing.Finish("8wd"), Now).Sum(Done("2026-03-12 10:00"), Done("2026-03-05 10:00", no: "Z-2"));
        Assert.Equal((2, 2, 0, 1), (sum.Past.Cases, sum.Past.Moved, sum.Past.BecameOverdue, sum.Past.NoLongerOverdue));
        Assert.Equal((2, 1, 2), (sum.Past.Clocks[ClockKind.UnitFinish].Met, sum.Past.Clocks[ClockKind.UnitFinish].InTimeBefore, sum.Past.Clocks[ClockKind.UnitFinish].InTimeAfter));
        Assert.Equal(new(2, 2, 4, 2, 4), sum.Units[TestCounty.Traffic]);
        Assert.Equal(new(2, 2, 4, 2, 4), sum.Categories["facility.manhole"]);
    }

    [Fact]
    public void The_same_rules_under_another_name_change_nothing()
    {
        var rules = Previewing.Rules(PolicyBook.BuiltIn, NewRules.Document("anything"), Now);
        var sum = rules.Sum(Done("2026-03-09 10:00"), Done("2026-03-12 10:00", no: "Z-2"), Suspended());
        Assert.Equal((3, 0, 0, 0), (sum.Past.Cases, sum.Past.Moved, sum.Past.BecameOverdue, sum.Past.NoLongerOverdue));
        Assert.Equal(sum.Past.NoticesBefore, sum.Past.NoticesAfter);
        Assert.NotEqual(0, sum.Past.NoticesBefore);
        Assert.Empty(PreviewResult.Of(sum, rules).Units);
    }

    [Fact]
    public void A_stand_still_is_given_back_in_the_new_budget_too()
    {
        // Two working days stood still: 3 wd from the 3rd end on the 10th, the day on which it was resolved.
        var past = Previewing.Rules(PolicyBook.BuiltIn, Previewing.Finish("3wd"), Now).Of(Suspended())!.Past!;
        var finish = Assert.Single(past.Clocks, clock => clock.Kind == ClockKind.UnitFinish);
        Assert.Equal((Instant("2026-03-12 17:30"), Instant("2026-03-10 17:30"), true), (finish.OldDue!.Value, finish.NewDue!.Value, finish.IsInTime));
    }

    [Fact]
    public void A_due_time_of_the_hotline_stays_and_is_counted_apart()
    {
        var fixedOrder = Order("2026-03-03 09:00") with { DueAt = Instant("2026-03-12 12:00") };
        var past = Previewing.Rules(PolicyBook.BuiltIn, Previewing.Finish("1wd"), Now).Sum(Done("2026-03-09 10:00", fixedOrder)).Past;
        Assert.Equal((1, 0), (past.FixedByHotline, past.Clocks[ClockKind.CitizenFinish].Moved));
        Assert.Equal(1, past.Clocks[ClockKind.UnitFinish].BecameOverdue);
    }

    [Fact]
    public void Only_clocks_met_within_the_stretch_count()
    {
        var script = Done("2026-03-09 10:00");
        Assert.Null(Previewing.Rules(PolicyBook.BuiltIn, Previewing.Finish("3wd"), Now, from: "2026-03-20 00:00").Of(script)?.Past);
        var until = Previewing.Rules(PolicyBook.BuiltIn, Previewing.Finish("3wd"), Now, to: "2026-03-09 00:00").Of(script)!.Past!;
        Assert.DoesNotContain(until.Clocks, clock => clock.IsFinish);
    }

    [Fact]
    public void A_case_that_was_withdrawn_is_past_but_finished_nothing()
    {
        var script = InHandling("2026-03-03 09:00", "2026-03-03 10:00").At("2026-03-09 10:00").Do(TestCounty.Hotline, new Withdraw { Reason = "已解决" });
        var past = Previewing.Rules(PolicyBook.BuiltIn, Previewing.Finish("3wd"), Now).Sum(script).Past;
        Assert.Equal((1, 0), (past.Cases, past.BecameOverdue));
        Assert.False(past.Clocks.ContainsKey(ClockKind.UnitFinish));
    }

    [Fact]
    public void Notices_are_counted_per_person_and_day_as_the_ladder_tells_them()
    {
        var script = Done("2026-03-12 10:00");
        var real = script.Notices.Where(notice => notice.Clock is not null).ToList();
        var rules = Previewing.Rules(PolicyBook.BuiltIn, Previewing.Finish("8wd"), Now);
        var sum = rules.Sum(script);
        Assert.Equal(real.Count, sum.Past.NoticesBefore);
        foreach (var person in real.GroupBy(notice => notice.PersonId))
        {
            var days = person.GroupBy(notice => WorkCalendar.DayOf(notice.NotBefore)).ToDictionary(day => day.Key, day => day.Count());
            Assert.Equal(days, sum.People[person.Key].Days.Where(day => day.Value.Before > 0).ToDictionary(day => day.Key, day => day.Value.Before));
        }

        Assert.True(sum.Past.NoticesAfter < sum.Past.NoticesBefore);
        var result = PreviewResult.Of(sum, rules);
        Assert.Equal(WorkCalendar.BuiltIn.WorkingDaysBetween(new(2025, 12, 31), new(2026, 4, 20)), result.WorkingDays);
        Assert.Equal(sum.Past.NoticesBefore, result.People.Sum(person => person.PastBefore));
        Assert.All(result.People, person => Assert.True(person.BusiestDayBefore <= person.PastBefore));
    }

    [Fact]
    public void A_case_that_waits_for_its_look_back_is_past_and_open_at_once()
    {
        var script = Done("2026-03-09 10:00");
        Assert.Equal(Stage.LookBack, script.File.Stage);
        var impact = Previewing.Rules(PolicyBook.BuiltIn, NewRules.Document("draft", ("look-back", "10cd")), "2026-03-20 09:00").Of(script)!;
        Assert.NotNull(impact.Past);
        Assert.Contains(impact.Open!.Taken!.Fact.Clocks, clock => clock.Clock == "look-back");
    }

    [Fact]
    public void Parts_add_up_to_the_whole()
    {
        var rules = Previewing.Rules(PolicyBook.BuiltIn, Previewing.Finish("3wd"), "2026-03-20 09:00");
        CaseScript[] all = [Done("2026-03-09 10:00"), Done("2026-03-12 10:00", no: "Z-2"), InHandling("2026-03-12 09:00", "2026-03-12 10:00", Order("2026-03-12 09:00", no: "Z-3"))];
        var tally = new ImpactTally();
        foreach (var one in all) tally.Add(rules.Sum(one));
        Assert.Equal(Json(rules.Sum(all)), Json(tally.Sum()));
        Assert.Equal(Json(rules.Sum(all)), Json(System.Text.Json.JsonSerializer.Deserialize<Impact>(Json(rules.Sum(all)))!));
    }

    private static string Json(Impact impact) => System.Text.Json.JsonSerializer.Serialize(impact);

    private static CaseScript Suspended()
    {
        var reason = PolicyBook.BuiltIn.LatestPolicy.SuspensionReasons.First(one => one.PausesCitizenClock).Code;
        var script = InHandling("2026-03-03 09:00", "2026-03-03 10:00", Order("2026-03-03 09:00", no: "Z-9")).Do(TestCounty.TrafficClerk, new Contact())
            .At("2026-03-04 09:30").Do(TestCounty.TrafficClerk, new RequestSuspension(reason) { Reason = "等" }).Do(TestCounty.Supervisor, new DecideSuspension(true))
            .At("2026-03-06 09:00").Do(TestCounty.Dispatcher, new Resume());
        return Finish(script, "2026-03-10 10:00");
    }

    private static CaseScript Done(string at, GridCase.Workflows.Intake.Registration? order = null, string no = "Z-1") =>
        Finish(InHandling("2026-03-03 09:00", "2026-03-03 10:00", order ?? Order("2026-03-03 09:00", no: no)).Do(TestCounty.TrafficClerk, new Contact()), at);

    private static CaseScript Finish(CaseScript script, string at) => script.WalkTo(at).At(at)
        .Do(TestCounty.TrafficClerk, new Resolve { Text = "修好了", Reply = "已办结" })
        .Do(TestCounty.Worker, new Verify { Text = "属实" })
        .Do(TestCounty.Hotline, new Visit(VisitOutcome.Reached, null, Solved.Yes, 5))
        .Do(TestCounty.Hotline, new CloseCase());
}
