using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Cases;

public sealed class HandlingTests
{
    private static readonly RequestExtension ThreeDays = new("3wd") { Reason = "等待配件" };
    private static readonly RequestSuspension Evidence = new("citizen-evidence") { Reason = "等当事人材料" };

    [Fact]
    public void An_extension_moves_the_due_time_and_keeps_the_original_in_sight()
    {
        var script = CaseScript.InHandling();
        var original = script.Due(ClockKind.UnitFinish)!.Value;
        script.At("2026-02-12 09:00").Do(TestCounty.TrafficClerk, ThreeDays)
            .DoRefused("extension-pending", TestCounty.TrafficClerk, ThreeDays)
            .Do(TestCounty.Dispatcher, new DecideExtension(true));
        var reading = ClockBoard.Read(script.File.Clock("unit-finish")!, PolicyBook.BuiltIn)!.Reading;
        Assert.Equal(original, reading.OriginalDue);
        Assert.Equal(CaseScript.Instant("2026-02-27 17:30"), reading.Due);
        script.DoRefused("extensions-used-up", TestCounty.TrafficClerk, ThreeDays);
    }

    [Fact]
    public void Whoever_asks_for_an_extension_may_not_approve_it()
    {
        var script = CaseScript.InHandling().Do(TestCounty.TrafficClerk, ThreeDays);
        var self = TestCounty.TrafficClerk with { Role = Workflows.Directory.Role.Dispatcher };
        script.DoRefused("own-request", self, new DecideExtension(true));
    }

    [Fact]
    public void An_extension_is_asked_for_before_expiry() =>
        CaseScript.InHandling().At("2026-03-02 09:00").DoRefused("already-due", TestCounty.TrafficClerk, ThreeDays);

    [Fact]
    public void An_extension_beyond_the_original_limit_is_refused() =>
        CaseScript.InHandling().DoRefused("extension-too-long", TestCounty.TrafficClerk, new RequestExtension("6wd") { Reason = "x" });

    [Fact]
    public void A_citizens_limit_that_was_missed_stays_missed_when_the_unit_gets_more_time()
    {
        var script = CaseScript.InHandling("2026-03-05 16:00", "2026-03-06 10:00").Wait("2026-03-13 10:00");
        Assert.Equal(CaseScript.Instant("2026-03-12 17:30"), script.Due(ClockKind.CitizenFinish));
        script.Do(TestCounty.TrafficClerk, ThreeDays).Do(TestCounty.Dispatcher, new DecideExtension(true));
        Assert.Equal(CaseScript.Instant("2026-03-12 17:30"), script.Due(ClockKind.CitizenFinish));
        Assert.True(script.File.Clock("citizen-finish")!.HasPassed(MarkName.Due));
        Assert.Equal(CaseScript.Instant("2026-03-18 17:30"), script.Due(ClockKind.UnitFinish));
    }

    [Fact]
    public void What_was_asked_in_time_is_granted_also_after_the_due_time()
    {
        var script = CaseScript.InHandling("2026-03-05 09:00", "2026-03-05 10:00").At("2026-03-12 17:00").Do(TestCounty.TrafficClerk, ThreeDays)
            .At("2026-03-13 10:00").Do(TestCounty.Dispatcher, new DecideExtension(true));
        Assert.Equal(CaseScript.Instant("2026-03-17 17:30"), script.Due(ClockKind.UnitFinish));
        Assert.Equal(CaseScript.Instant("2026-03-17 17:30"), script.Due(ClockKind.CitizenFinish));
    }

    [Fact]
    public void A_supervision_because_of_a_missed_limit_opens_no_way_to_extend_it() =>
        CaseScript.InHandling("2026-03-02 09:00", "2026-03-02 10:00").At("2026-03-10 09:00").Do(TestCounty.Supervisor, new Supervise())
            .At("2026-03-11 10:00").DoRefused("already-due", TestCounty.TrafficClerk, ThreeDays);

    [Fact]
    public void A_supervision_moves_with_an_extension_as_far_as_its_own_budget_allows()
    {
        foreach (var (amount, due) in new[] { ("3wd", "2026-03-10 17:30"), ("4wd", "2026-03-05 17:30") })
        {
            var script = CaseScript.InHandling("2026-03-02 09:00", "2026-03-02 10:00").Do(TestCounty.Supervisor, new Supervise())
                .Do(TestCounty.TrafficClerk, new RequestExtension(amount) { Reason = "x" }).Do(TestCounty.Dispatcher, new DecideExtension(true));
            Assert.Equal(CaseScript.Instant(due), script.Due(ClockKind.Supervised));
        }
    }

    [Fact]
    public void A_supervision_that_begins_while_the_case_stands_still_waits_with_it()
    {
        var script = CaseScript.InHandling("2026-03-02 09:00", "2026-03-02 10:00").Do(TestCounty.Dispatcher, new EnterLedger("no-funds") { Reason = "x" })
            .At("2026-03-03 10:00").Do(TestCounty.Supervisor, new Supervise());
        Assert.Null(script.Due(ClockKind.Supervised));
        script.At("2026-04-01 10:00").Do(TestCounty.Dispatcher, new StrikeOff());
        Assert.Equal(CaseScript.Instant("2026-04-07 17:30"), script.Due(ClockKind.Supervised));
    }

    [Fact]
    public void The_hotlines_own_limit_is_not_moved_by_an_extension()
    {
        var order = CaseScript.Order() with { DueAt = CaseScript.Instant("2026-02-13 12:00") };
        var script = CaseScript.InHandling(order: order);
        Assert.Equal(CaseScript.Instant("2026-02-13 12:00"), script.Due(ClockKind.CitizenFinish));
        script.Do(TestCounty.TrafficClerk, ThreeDays).Do(TestCounty.Dispatcher, new DecideExtension(true));
        Assert.Equal(CaseScript.Instant("2026-02-13 12:00"), script.Due(ClockKind.CitizenFinish));
    }

    [Fact]
    public void What_the_citizen_causes_pauses_both_clocks_and_ends_by_itself()
    {
        var script = CaseScript.InHandling().At("2026-02-11 10:00").Do(TestCounty.TrafficClerk, Evidence).Do(TestCounty.Dispatcher, new DecideSuspension(true));
        Assert.Equal(CaseStatus.Suspended, script.File.Status);
        Assert.Null(script.Due(ClockKind.UnitFinish));
        Assert.Null(script.Due(ClockKind.CitizenFinish));
        var until = script.File.SuspendedUntil!.Value;
        script.Wait("2026-03-20 09:00");
        var resumed = Assert.Single(script.Facts, fact => fact.Fact is Resumed);
        Assert.Equal(until, resumed.At);
        Assert.True(((Resumed)resumed.Fact).ByItself);
    }

    [Fact]
    public void What_the_unit_causes_does_not_pause_the_citizens_clock()
    {
        var script = CaseScript.InHandling();
        var citizen = script.Due(ClockKind.CitizenFinish);
        script.Do(TestCounty.TrafficClerk, new RequestSuspension("seasonal") { Reason = "雨季" }).Do(TestCounty.Dispatcher, new DecideSuspension(true));
        Assert.Equal(citizen, script.Due(ClockKind.CitizenFinish));
        Assert.Null(script.Due(ClockKind.UnitFinish));
    }

    [Fact]
    public void A_pause_over_a_weekend_gives_back_working_days_only()
    {
        var script = CaseScript.InHandling("2026-03-05 09:00", "2026-03-05 10:00");
        Assert.Equal(CaseScript.Instant("2026-03-12 17:30"), script.Due(ClockKind.UnitFinish));
        script.At("2026-03-06 16:00").Do(TestCounty.TrafficClerk, Evidence).Do(TestCounty.Dispatcher, new DecideSuspension(true))
            .At("2026-03-09 09:00").Do(TestCounty.TrafficClerk, new Resume());
        Assert.Equal(CaseScript.Instant("2026-03-13 17:30"), script.Due(ClockKind.UnitFinish));
    }

    [Fact]
    public void The_ledger_stops_the_units_clock_until_struck_off_and_is_reviewed()
    {
        var script = CaseScript.InHandling().At("2026-02-11 10:00").Do(TestCounty.Supervisor, new EnterLedger("engineering") { Reason = "纳入改造" });
        Assert.Equal(CaseStatus.Ledger, script.File.Status);
        Assert.True(script.File.Clock("ledger-review")!.IsRunning);
        script.DoRefused("wrong-state", TestCounty.TrafficClerk, new Resolve { Text = "x" })
            .At("2026-04-20 10:00").Do(TestCounty.Supervisor, new StrikeOff());
        Assert.True(script.Due(ClockKind.UnitFinish) > CaseScript.Instant("2026-04-20 10:00"));
    }

    [Fact]
    public void The_result_answers_the_citizen_and_stops_both_clocks()
    {
        var script = CaseScript.InHandling().At("2026-02-12 09:00").Do(TestCounty.TrafficClerk, new Resolve { Text = "已补装" });
        Assert.False(script.File.Clock("citizen-finish")!.IsRunning);
        Assert.False(script.File.Clock("unit-finish")!.IsRunning);
        Assert.Equal("cn.gridcase.order.replied", script.Events[^1].Type);
    }

    [Fact]
    public void A_result_without_a_word_on_what_was_done_is_refused() =>
        CaseScript.InHandling().DoRefused("text-required", TestCounty.TrafficClerk, new Resolve());

    [Fact]
    public void What_people_write_never_stands_in_a_fact()
    {
        var script = CaseScript.InHandling().Do(TestCounty.TrafficClerk, new Progress { Text = "机密内容", Remark = "另一段" });
        Assert.DoesNotContain(script.Facts, fact => fact.Json.Contains("机密") || fact.Json.Contains("另一") || fact.Json.Contains("张三") || fact.Json.Contains("1381234") || fact.Json.Contains("井盖"));
    }

    [Fact]
    public void A_stale_page_is_told_so()
    {
        var script = CaseScript.InHandling();
        script.DoRefused("stale-version", TestCounty.TrafficClerk, new Progress { Text = "x", ExpectedVersion = script.File.Version - 1 });
    }

    [Fact]
    public void An_urge_reaches_the_holders_supervisor()
    {
        var script = CaseScript.InHandling().Do(TestCounty.Hotline, new Supplement("还没人来", true));
        Assert.Contains(script.Notices, notice => notice is { Purpose: "urged", PersonId: "jtj-duty" });
        Assert.Equal(1, script.File.Urges);
    }

    [Fact]
    public void Urges_within_ten_minutes_are_one_and_what_they_say_is_kept()
    {
        var script = CaseScript.InHandling().At("2026-02-10 10:30").Do(TestCounty.Hotline, new Supplement("还没人来", true));
        script.At("2026-02-10 10:39").Do(TestCounty.Hotline, new Supplement("快一点", true));
        Assert.Equal(1, script.File.Urges);
        Assert.Single(script.Notices, notice => notice is { Purpose: "urged", PersonId: "jtj-duty" });
        Assert.Equal(2, script.Facts.Count(fact => fact.Fact is Supplemented));

        script.Do(TestCounty.Dispatcher, new Supplement("窗口也有人来问", true));
        script.At("2026-02-10 10:50").Do(TestCounty.Hotline, new Supplement("还是没人", true));
        Assert.Equal(3, script.File.Urges);
    }
}
