using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;
using static GridCase.Workflows.Tests.Cases.CaseScript;

namespace GridCase.Workflows.Tests.Cases;

/// <summary>What new rules make of a case that is open. A complaint of Tuesday 2026-03-03 09:00: 5 wd end on Tuesday 03-10 at 17:30.</summary>
public sealed class RuleChangeTests
{
    private static readonly Policy Three = NewRules.Policy("2026.2", ("finish", "3wd"));
    private static readonly Policy Eight = NewRules.Policy("2026.2", ("finish", "8wd"));
    private static readonly Policy FiveAgain = NewRules.Policy("2026.3");

    /// <summary>With a new year's holiday from Friday 1 to Tuesday 5 January 2027.</summary>
    private static readonly WorkCalendar NextYear = NewRules.Calendar("cn-2027.1", AddNextYear);

    public static TheoryData<OpenCases, string> Shorter => new()
    {
        { OpenCases.NewOnly, "2026-03-10 17:30" },
        { OpenCases.FromStart, "2026-03-06 17:30" },
        { OpenCases.FromNow, "2026-03-09 17:30" },
        { OpenCases.KeepWarned, "2026-03-06 17:30" },
    };

    [Theory]
    [MemberData(nameof(Shorter))]
    public void Each_treatment_gives_the_due_time_it_promises(OpenCases treatment, string due)
    {
        var script = Handled();
        script.Policies = script.Policies.Publish(Three, "2026-03-04 10:00", treatment);
        script.Wait("2026-03-04 10:01");
        Assert.Equal(Instant(due), script.Due(ClockKind.UnitFinish));
        Assert.Equal(Instant(due), script.Due(ClockKind.CitizenFinish));
    }

    [Fact]
    public void The_fact_says_what_was_and_what_is()
    {
        var script = Handled();
        script.Policies = script.Policies.Publish(Three, "2026-03-04 10:00", OpenCases.FromStart);
        script.Wait("2026-03-04 15:00");
        var fact = Assert.Single(script.Facts, fact => fact.Fact is ClocksRederived);
        Assert.Equal(Instant("2026-03-04 10:00"), fact.At);
        var rederived = (ClocksRederived)fact.Fact;
        Assert.Equal((1, "2026.2", "cn-2026.1"), (rederived.Change, rederived.PolicyVersion, rederived.CalendarVersion));
        var finish = Assert.Single(rederived.Clocks, clock => clock.Clock == "unit-finish");
        Assert.Equal((Instant("2026-03-10 17:30"), Instant("2026-03-06 17:30"), "rules/L3-general/finish"), (finish.OldDue!.Value, finish.NewDue!.Value, finish.Rule));
        Assert.Equal(Instant("2026-03-10 17:30"), ClockBoard.FirstDueOf(script.File.Clock("unit-finish")!, script.Policies));
    }

    [Theory]
    [InlineData("2026-03-04 10:00")]
    [InlineData("2026-03-06 11:00")]
    [InlineData("2026-03-09 09:00")]
    public void However_late_the_case_is_looked_at_the_facts_are_the_same(string looked)
    {
        var book = PolicyBook.BuiltIn.Publish(Three, "2026-03-04 10:00", OpenCases.FromStart);
        var early = Handled();
        early.Policies = book;
        early.Wait("2026-03-04 10:00").Wait("2026-03-10 10:00");
        var late = Handled();
        late.Policies = book;
        late.Wait(looked).Wait("2026-03-10 10:00");
        Assert.Equal(early.Facts.Select(fact => fact.Hash), late.Facts.Select(fact => fact.Hash));
    }

    [Fact]
    public void A_mark_before_the_change_is_passed_under_the_old_rules_and_one_after_it_under_the_new()
    {
        var script = Handled();
        script.Policies = script.Policies.Publish(Eight, "2026-03-10 12:00", OpenCases.FromStart);
        script.Wait("2026-03-20 18:00");
        var marks = script.Facts.Where(fact => fact.Fact is Warned { Clock: "unit-finish" } or FellDue { Clock: "unit-finish" } or ClocksRederived)
            .Select(fact => $"{fact.At:MM-dd HH:mm} {fact.Fact.GetType().Name}");
        Assert.Equal(["03-09 17:30 Warned", "03-10 12:00 ClocksRederived", "03-12 17:30 Warned", "03-13 17:30 FellDue"], marks);
    }

    [Fact]
    public void A_change_that_makes_a_case_overdue_says_so_in_each_mark_and_tells_only_of_the_highest()
    {
        var script = Handled();
        var told = script.Notices.Count;
        script.Policies = script.Policies.Publish(NewRules.Policy("2026.2", ("finish", "1wd")), "2026-03-06 10:00", OpenCases.FromStart);
        script.Wait("2026-03-06 10:00");
        var brought = script.Facts.Where(fact => fact.Fact is Warned { Because: 1 } or FellDue { Because: 1 } or Escalated { Because: 1 }).ToList();
        Assert.Equal(["Warned", "FellDue", "Escalated"], brought.Where(fact => ClockOf(fact) == "unit-finish").Select(fact => fact.Fact.GetType().Name));
        Assert.All(brought, fact => Assert.Equal(Instant("2026-03-06 10:00"), fact.At));
        var notices = script.Notices.Skip(told).Where(notice => notice.Clock == "unit-finish").ToList();
        Assert.All(notices, notice => Assert.Equal(("rung-1", 1), (notice.Purpose, notice.Because!.Value)));
        Assert.NotEmpty(notices);
        var taken = Assert.Single(script.File.TakenChanges);
        Assert.Equal((Light.Green, Light.Purple, brought.Count), (taken.LightBefore, taken.LightAfter, taken.MarksAtOnce));
    }

    [Fact]
    public void A_later_due_time_begins_a_new_cycle_and_its_old_rungs_do_not_count()
    {
        var script = Handled().Wait("2026-03-12 10:00");
        Assert.Equal(Light.Purple, script.File.Light);
        script.Policies = script.Policies.Publish(NewRules.Policy("2026.2", ("finish", "20wd")), "2026-03-12 11:00", OpenCases.FromStart);
        script.Wait("2026-03-12 11:00");
        Assert.Equal((2, Light.Green), (script.File.Clock("unit-finish")!.Cycle, script.File.Light));
        Assert.Equal(0, script.File.TakenChanges[^1].MarksAtOnce);
    }

    [Fact]
    public void Warned_clocks_stay_as_they_are_when_that_was_chosen()
    {
        var script = Handled().Wait("2026-03-09 18:00");
        script.Policies = script.Policies.Publish(Eight, "2026-03-10 09:00", OpenCases.KeepWarned);
        script.Wait("2026-03-10 09:00");
        Assert.Equal(Instant("2026-03-10 17:30"), script.Due(ClockKind.UnitFinish));
        Assert.Equal("2026.1", script.File.Clock("unit-finish")!.PolicyVersion);
        Assert.Equal("2026.2", script.File.PolicyVersion);
    }

    [Fact]
    public void A_due_time_that_the_hotline_fixed_and_a_clock_that_was_met_never_move()
    {
        var script = CaseScript.InHandling("2026-03-03 09:00", "2026-03-03 10:00", CaseScript.Order("2026-03-03 09:00") with { DueAt = Instant("2026-03-12 12:00") });
        var signOff = ClockBoard.DueOf(script.File, ClockKind.SignOff, script.Policies);
        script.Policies = script.Policies.Publish(NewRules.Policy("2026.2", ("finish", "2wd"), ("sign-off", "3wd")), "2026-03-04 10:00", OpenCases.FromNow);
        script.Wait("2026-03-04 10:00");
        Assert.Equal(Instant("2026-03-12 12:00"), script.Due(ClockKind.CitizenFinish));
        Assert.Equal(signOff, script.Due(ClockKind.SignOff));
        Assert.DoesNotContain("citizen-finish", ((ClocksRederived)script.Facts.Single(fact => fact.Fact is ClocksRederived).Fact).Clocks.Select(clock => clock.Clock));
    }

    [Fact]
    public void An_extension_granted_before_a_shorter_budget_is_kept()
    {
        var script = Handled()
            .Do(TestCounty.TrafficClerk, new RequestExtension("4wd") { Reason = "材料" })
            .Do(TestCounty.Supervisor, new DecideExtension(true));
        Assert.Equal(Instant("2026-03-16 17:30"), script.Due(ClockKind.UnitFinish));
        script.Policies = script.Policies.Publish(Three, "2026-03-04 10:00", OpenCases.FromStart);
        Assert.Equal(Instant("2026-03-12 17:30"), script.Wait("2026-03-04 10:00").Due(ClockKind.UnitFinish));
    }

    [Fact]
    public void A_pause_that_spans_the_change_is_given_back_under_the_new_budget()
    {
        var script = Paused("2026-03-04 09:30");
        script.Policies = script.Policies.Publish(Three, "2026-03-05 10:00", OpenCases.FromStart);
        script.Wait("2026-03-05 10:00");
        Assert.Null(script.Due(ClockKind.UnitFinish));
        script.At("2026-03-06 09:00").Do(TestCounty.Dispatcher, new Resume());
        // 3 wd from Tuesday the 3rd end on Friday the 6th; two working days stood still.
        Assert.Equal(Instant("2026-03-10 17:30"), script.Due(ClockKind.UnitFinish));
    }

    [Fact]
    public void A_full_new_budget_gives_back_only_what_stood_still_after_it_began()
    {
        var script = Paused("2026-03-04 09:30");
        script.Policies = script.Policies.Publish(Three, "2026-03-05 10:00", OpenCases.FromNow);
        script.At("2026-03-06 09:00").Do(TestCounty.Dispatcher, new Resume());
        // 3 wd from Thursday the 5th end on Tuesday the 10th; one working day of them stood still.
        Assert.Equal(Instant("2026-03-11 17:30"), script.Due(ClockKind.UnitFinish));
    }

    [Theory]
    [InlineData(OpenCases.FromStart)]
    [InlineData(OpenCases.FromNow)]
    [InlineData(OpenCases.KeepWarned)]
    [InlineData(OpenCases.NewOnly)]
    public void Undo_gives_back_every_due_time(OpenCases treatment)
    {
        var script = Handled();
        var before = Dues(script);
        script.Policies = script.Policies.Publish(Three, "2026-03-04 10:00", treatment);
        script.Wait("2026-03-04 11:00");
        script.Policies = script.Policies.Undo("2026-03-04 12:00", FiveAgain);
        script.Wait("2026-03-04 12:00");
        Assert.Equal(before, Dues(script));
        Assert.Equal("2026.1", script.File.PolicyVersion);
    }

    [Fact]
    public void Undo_gives_the_restored_rules_to_what_began_meanwhile()
    {
        var book = PolicyBook.BuiltIn.Publish(Three, "2026-03-03 08:00", OpenCases.FromStart);
        var script = new CaseScript(CaseScript.Order("2026-03-03 09:00"), "2026-03-03 09:00", policies: book);
        Assert.Equal(("2026.2", 1), (script.File.PolicyVersion, script.File.RuleChange));
        script.Policies = book.Undo("2026-03-03 12:00", FiveAgain);
        script.Wait("2026-03-03 12:00");
        Assert.Equal(("2026.3", Instant("2026-03-10 17:30")), (script.File.PolicyVersion, script.Due(ClockKind.CitizenFinish)));
    }

    [Fact]
    public void Two_changes_that_nobody_looked_at_happen_in_their_order()
    {
        var script = Handled();
        script.Policies = script.Policies.Publish(Three, "2026-03-04 10:00", OpenCases.FromNow).Undo("2026-03-05 10:00", FiveAgain);
        script.Wait("2026-03-06 10:00");
        Assert.Equal([1, 2], script.Facts.Select(fact => fact.Fact).OfType<ClocksRederived>().Select(fact => fact.Change));
        Assert.Equal(Instant("2026-03-10 17:30"), script.Due(ClockKind.UnitFinish));
    }

    [Fact]
    public void A_person_who_moves_the_case_decides_under_the_new_rules_already()
    {
        var script = Handled();
        script.Policies = script.Policies.Publish(Three, "2026-03-04 10:00", OpenCases.FromStart);
        script.At("2026-03-09 09:00").DoRefused("already-due", TestCounty.TrafficClerk, new RequestExtension("2wd") { Reason = "材料" });
    }

    [Fact]
    public void A_case_that_has_ended_takes_nothing_over()
    {
        var script = Handled().Do(TestCounty.Hotline, new Withdraw { Reason = "已解决" });
        var facts = script.Facts.Count;
        script.Policies = script.Policies.Publish(Three, "2026-03-04 10:00", OpenCases.FromStart);
        Assert.Equal(facts, script.Wait("2026-03-05 10:00").Facts.Count);
    }

    [Theory]
    [InlineData(OpenCases.NewOnly)]
    [InlineData(OpenCases.KeepWarned)]
    public void What_stands_still_while_the_next_years_calendar_comes_is_counted_by_it_when_it_goes_on(OpenCases treatment)
    {
        var script = InHandling("2026-12-21 09:00", "2026-12-21 10:00").Wait("2026-12-25 18:00").At("2026-12-25 18:00").Do(TestCounty.Dispatcher, new EnterLedger("no-funds") { Reason = "x" });
        script.Policies = script.Policies.Publish(NextYear, "2026-12-28 09:00", treatment);
        script.At("2026-12-31 10:00").Do(TestCounty.Dispatcher, new StrikeOff());
        Assert.Equal("cn-2027.1", script.File.Clock("unit-finish")!.CalendarVersion);
        Assert.Equal(Instant("2027-01-06 17:30"), script.Due(ClockKind.UnitFinish));
    }

    [Fact]
    public void What_comes_to_lie_past_the_old_years_end_only_later_is_counted_by_the_calendar_that_came_before()
    {
        var script = InHandling("2026-12-14 09:00", "2026-12-14 10:00");
        script.Policies = script.Policies.Publish(NextYear, "2026-12-15 09:00", OpenCases.NewOnly);
        script.Wait("2026-12-15 09:00");
        Assert.Equal(Instant("2026-12-21 17:30"), script.Due(ClockKind.UnitFinish));
        // Eleven working days stood still: eight of December are left, and three after the holiday.
        script.At("2026-12-16 10:00").Do(TestCounty.Dispatcher, new EnterLedger("no-funds") { Reason = "x" }).At("2026-12-31 10:00").Do(TestCounty.Dispatcher, new StrikeOff());
        Assert.Equal(Instant("2027-01-08 17:30"), script.Due(ClockKind.UnitFinish));
    }

    [Fact]
    public void A_calendar_that_moves_a_due_time_leaves_open_cases_alone_where_only_new_ones_are_meant()
    {
        var script = InHandling("2026-12-14 09:00", "2026-12-14 10:00");
        var moved = NewRules.Calendar("cn-2027.2", document =>
        {
            document["years"]!.AsArray().Single(year => (int?)year!["year"] == 2026)!["holidays"]!.AsArray()
                .Add(System.Text.Json.Nodes.JsonNode.Parse("""{"name": "临时", "from": "2026-12-17", "to": "2026-12-17", "makeUp": []}"""));
            AddNextYear(document);
        });
        script.Policies = script.Policies.Publish(moved, "2026-12-15 09:00", OpenCases.NewOnly);
        script.Wait("2026-12-15 09:00");
        Assert.Equal((Instant("2026-12-21 17:30"), "cn-2026.1"), (script.Due(ClockKind.UnitFinish)!.Value, script.File.Clock("unit-finish")!.CalendarVersion));
    }

    [Fact]
    public void A_calendar_with_another_year_derives_anew_what_lay_beyond_the_horizon()
    {
        var script = new CaseScript(CaseScript.Order("2026-12-29 09:00"), "2026-12-29 09:00");
        Assert.Equal(Instant("2027-01-05 17:30"), script.Due(ClockKind.CitizenFinish));
        script.Policies = script.Policies.Publish(NextYear, "2026-12-29 12:00", OpenCases.NewOnly);
        script.Wait("2026-12-29 12:00");
        Assert.Equal(Instant("2027-01-08 17:30"), script.Due(ClockKind.CitizenFinish));
    }

    [Fact]
    public void A_unit_whose_office_hours_change_is_due_at_its_new_close_and_the_citizen_at_the_countys()
    {
        var script = Handled();
        var hours = NewRules.Calendar("cn-2026.2", document => document["units"] = new System.Text.Json.Nodes.JsonObject
        {
            [TestCounty.Traffic] = System.Text.Json.Nodes.JsonNode.Parse(
                """{"officeHours": [{"from": "01-01", "to": "12-31", "sessions": ["08:00-12:00", "13:00-16:00"]}], "source": "notice of the bureau"}"""),
        });
        script.Policies = script.Policies.Publish(hours, "2026-03-04 10:00");
        script.Wait("2026-03-04 10:00");
        Assert.Equal(Instant("2026-03-10 16:00"), script.Due(ClockKind.UnitFinish));
        Assert.Equal(Instant("2026-03-10 17:30"), script.Due(ClockKind.CitizenFinish));
        var marks = script.Wait("2026-03-11 09:00").Facts.Where(fact => fact.Fact is FellDue).Select(fact => $"{ClockOf(fact)} {fact.At:MM-dd HH:mm}");
        Assert.Equal(["unit-finish 03-10 16:00", "citizen-finish 03-10 17:30"], marks);
    }

    [Fact]
    public void A_case_registered_in_the_last_second_before_midnight_belongs_to_its_day()
    {
        var script = new CaseScript(CaseScript.Order("2026-03-03 23:59:59"), "2026-03-03 23:59:59");
        Assert.Equal(Instant("2026-03-10 17:30"), script.Due(ClockKind.CitizenFinish));
        script.Policies = script.Policies.Publish(Three, "2026-03-03 23:59:59", OpenCases.FromNow);
        Assert.Equal(Instant("2026-03-06 17:30"), script.Wait("2026-03-04 00:00").Due(ClockKind.CitizenFinish));
    }

    private static CaseScript Handled() => CaseScript.InHandling("2026-03-03 09:00", "2026-03-03 10:00").Do(TestCounty.TrafficClerk, new Contact());

    private static CaseScript Paused(string at)
    {
        var reason = PolicyBook.BuiltIn.LatestPolicy.SuspensionReasons.First(one => one.PausesCitizenClock).Code;
        return Handled().At(at)
            .Do(TestCounty.TrafficClerk, new RequestSuspension(reason) { Reason = "等" })
            .Do(TestCounty.Supervisor, new DecideSuspension(true));
    }

    private static List<DateTimeOffset?> Dues(CaseScript script) =>
        [.. script.File.Clocks.Where(clock => clock.IsRunning).Select(clock => ClockBoard.Read(clock, script.Policies)?.Reading.Due)];

    private static string ClockOf(RecordedFact fact) => fact.Fact switch
    {
        Warned warned => warned.Clock,
        FellDue due => due.Clock,
        Escalated escalated => escalated.Clock,
        _ => "",
    };

    private static void AddNextYear(System.Text.Json.Nodes.JsonNode document) => document["years"]!.AsArray().Add(System.Text.Json.Nodes.JsonNode.Parse(
        """{"year": 2027, "source": "notice", "holidays": [{"name": "元旦", "from": "2027-01-01", "to": "2027-01-05", "makeUp": ["2027-01-09"]}]}"""));
}
