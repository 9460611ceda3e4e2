using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>
/// The cases that go wrong elsewhere (domain.md §6.3), in the hours of a unit: winter 09:00-12:00 and 13:00-17:00 until 30 April, summer 07:30-11:30 and
/// 15:00-18:30 from 1 May to 30 September. Each due time was counted by hand and is walked as well.
/// </summary>
public sealed class HardCases
{
    private static readonly WorkCalendar Unit = UnitCalendar.Shared.For(UnitCalendar.Seasonal);

    [Theory]
    // The season changes in the middle of the budget, over the holiday of May and of October.
    [InlineData("2026-04-29 10:00", "10wh", "2026-04-30 14:00")]
    [InlineData("2026-04-29 10:00", "15wh", "2026-05-06 09:30")]
    [InlineData("2026-09-29 16:00", "12wh", "2026-10-08 11:00")]
    [InlineData("2026-04-29 10:00", "2wd", "2026-05-06 18:30")]
    [InlineData("2026-09-29 10:00", "2wd", "2026-10-08 17:00")]
    [InlineData("2026-04-29 10:00", "7cd", "2026-05-06 18:30")]
    [InlineData("2026-09-28 10:00", "7cd", "2026-10-08 17:00")]
    // Make-up Saturdays and Sundays are worked in the hours of their season.
    [InlineData("2026-05-08 18:00", "4wh", "2026-05-09 11:00")]
    [InlineData("2026-05-08 10:00", "1wd", "2026-05-09 18:30")]
    [InlineData("2026-09-18 10:00", "1wd", "2026-09-20 18:30")]
    [InlineData("2026-10-09 16:00", "2wh", "2026-10-10 10:00")]
    // A second before midnight, before a holiday.
    [InlineData("2026-04-30 23:59", "1wd", "2026-05-06 18:30")]
    [InlineData("2026-04-30 23:59", "1wh", "2026-05-06 08:30")]
    [InlineData("2026-04-30 23:59", "0cd", "2026-04-30 24:00")]
    [InlineData("2026-04-30 23:59", "0wd", "2026-05-06 18:30")]
    [InlineData("2026-04-30 23:59", "PT1M", "2026-05-01 00:00")]
    // The start on a day off, and at and just before close.
    [InlineData("2026-10-03 12:00", "2wh", "2026-10-08 11:00")]
    [InlineData("2026-10-03 12:00", "1wd", "2026-10-08 17:00")]
    [InlineData("2026-10-03 12:00", "0cd", "2026-10-03 24:00")]
    [InlineData("2026-10-03 12:00", "0wd", "2026-10-08 17:00")]
    [InlineData("2026-03-02 17:00", "0cd", "2026-03-02 24:00")]
    [InlineData("2026-03-02 16:59", "0cd", "2026-03-02 17:00")]
    public void A_due_time_is_what_a_hand_and_a_walk_count(string start, string budget, string due)
    {
        var clock = Given.Clock(start, budget);
        Assert.Equal(Given.At(due), Read(clock).Due);
        Assert.Equal(Given.At(due).DateTime, Walked(clock));
    }

    [Theory]
    [InlineData("1wd", "2026-05-06 18:30")]
    [InlineData("1wh", "2026-05-06 08:30")]
    [InlineData("0cd", "2026-04-30 24:00")]
    [InlineData("PT1M", "2026-05-01 00:00:59")]
    public void The_last_second_of_a_day_still_belongs_to_it(string budget, string due) =>
        Assert.Equal(Given.At(due), Read(Given.Clock("2026-04-30 23:59:59", budget)).Due);

    [Theory]
    // Over the make-up Saturday 2026-05-09: one working day, or the office time between.
    [InlineData("2026-05-07 10:00", "3wd", "2026-05-08 15:00", "2026-05-09 12:00", "2026-05-12 18:30")]
    [InlineData("2026-05-08 16:00", "10wh", "2026-05-08 17:00", "2026-05-09 10:00", "2026-05-11 11:30")]
    // Over an ordinary weekend nothing is given back.
    [InlineData("2026-05-14 10:00", "3wd", "2026-05-16 09:00", "2026-05-17 20:00", "2026-05-19 18:30")]
    // From winter into summer, over the holiday.
    [InlineData("2026-04-30 09:00", "10wh", "2026-04-30 11:00", "2026-05-06 09:30", "2026-05-07 10:00")]
    [InlineData("2026-04-29 10:00", "2wd", "2026-04-30 10:00", "2026-05-06 16:00", "2026-05-07 18:30")]
    // Resumed after the close that is earlier in winter: one more day.
    [InlineData("2026-10-08 10:00", "1wd", "2026-10-09 16:00", "2026-10-09 17:30", "2026-10-10 17:00")]
    [InlineData("2026-09-28 10:00", "1wd", "2026-09-29 16:00", "2026-09-29 17:30", "2026-09-29 18:30")]
    public void A_suspension_is_given_back_in_the_hours_of_the_unit(string start, string budget, string from, string to, string due)
    {
        var clock = Given.Clock(start, budget).PausedFrom(from, to);
        Assert.Equal(Given.At(due), Read(clock).Due);
        Assert.Equal(Given.At(due).DateTime, Walked(clock));
    }

    [Theory]
    // Three of four hours are used up in the office period before, before the holiday.
    [InlineData("2026-04-30 13:30", "4wh", "2026-04-30 16:30", "2026-05-06 08:00")]
    [InlineData("2026-04-30 15:00", "4wh", "2026-05-06 08:30", "2026-05-06 09:30")]
    // One working day before a due time of the morning is the morning of the working day before.
    [InlineData("2026-04-29 10:00", "1.5wd", "2026-04-30 11:15", "2026-05-06 11:15")]
    [InlineData("2026-05-07 10:00", "2wd", "2026-05-08 18:30", "2026-05-09 18:30")]
    public void A_warning_may_lie_in_the_office_period_before(string start, string budget, string warn, string due)
    {
        var reading = Read(Given.Clock(start, budget));
        Assert.Equal((Given.At(warn), Given.At(due)), (reading.InstantOf(MarkName.Warn)!.Value, reading.Due!.Value));
    }

    [Fact]
    public void Rungs_close_with_the_unit_and_count_its_make_up_saturday()
    {
        var reading = Read(Given.Clock("2026-04-29 10:00", "1wd"));
        Assert.Equal(Given.At("2026-04-30 17:00"), reading.Due);
        Assert.Equal(
            [Given.At("2026-05-06 18:30"), Given.At("2026-05-08 18:30"), Given.At("2026-05-11 18:30")],
            new[] { 1, 2, 3 }.Select(rung => reading.InstantOf(MarkName.Rung(rung))!.Value));
    }

    [Fact]
    public void The_horizon_is_that_of_the_county_and_flags_what_the_unit_counts_past_it()
    {
        Assert.False(Read(Given.Clock("2026-12-31 16:00", "1wh")).HorizonExceeded);
        Assert.True(Read(Given.Clock("2026-12-31 16:00", "2wh")).HorizonExceeded);
        Assert.True(Read(Given.Clock("2026-12-30 10:00", "1wd")) is { HorizonExceeded: false, MarksProvisional: true });
        var next = CalendarDocument.Read(UnitCalendar.Json).WithYear(Notices.Of2027).Calendar.For(UnitCalendar.Seasonal);
        var reading = ClockReader.Read(Given.Clock("2026-12-30 10:00", "2wd"), next, Given.Policy.LadderNamed("unit"));
        // 2026-12-31 to 2027-01-02 are off in that notice, and 3 January is a Sunday.
        Assert.Equal((Given.At("2027-01-05 17:00"), false), (reading.Due!.Value, reading.HorizonExceeded));
    }

    [Fact]
    public void New_hours_of_a_unit_move_a_running_clock_only_when_it_is_read_under_them()
    {
        var clock = Given.Clock("2026-03-05 14:00", "6wh");
        var ladder = Given.Policy.LadderNamed("unit");
        // 3 h until 17:30, and 3 h from 08:30; under the unit's own hours until 17:00, and 3 h from 09:00.
        Assert.Equal(Given.At("2026-03-06 11:30"), ClockReader.Read(clock, Given.Calendar.For(UnitCalendar.Seasonal), ladder).Due);
        Assert.Equal(Given.At("2026-03-06 12:00"), Read(clock).Due);
        Assert.Equal(ClockReader.Spent(clock, Unit, Given.At("2026-03-05 16:00")), ClockReader.Spent(clock, Given.Calendar, Given.At("2026-03-05 16:30")));
    }

    [Fact]
    public void A_shorter_budget_after_an_extension_keeps_what_was_granted()
    {
        var clock = Given.Clock("2026-04-29 10:00", "5wd").Extended("2wd", "2026-05-06 10:00");
        var shorter = clock with { Terms = clock.Terms with { Budget = Budget.Parse("1wd") } };
        Assert.Equal((Given.At("2026-05-12 18:30"), Given.At("2026-05-09 18:30")), (Read(clock).Due!.Value, Read(clock).OriginalDue));
        Assert.Equal((Given.At("2026-05-07 18:30"), Given.At("2026-04-30 17:00")), (Read(shorter).Due!.Value, Read(shorter).OriginalDue));
        Assert.All((Clock[])[clock, shorter], one => Assert.Equal(Walked(one), Read(one).Due!.Value.DateTime));
    }

    private static ClockReading Read(Clock clock) => ClockReader.Read(clock, Unit, Given.Policy.LadderNamed("unit"));

    private static DateTime Walked(Clock clock) =>
        MinuteClock.Of(clock, MinuteHours.Of(UnitCalendar.Seasonal)).Due(clock.StartedAt.DateTime, clock.Terms.Budget, clock.Extensions.Select(extension => extension.Amount));
}
