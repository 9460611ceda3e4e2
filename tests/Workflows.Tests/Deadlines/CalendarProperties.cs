using FsCheck.Fluent;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>The calendar against a minute-by-minute walk that shares no code with it, and what must hold of any calendar.</summary>
public sealed class CalendarProperties
{
    [Fact]
    public void Every_day_of_three_years_is_worked_or_not_as_in_the_notices()
    {
        for (var day = new DateTime(2024, 1, 1); day.Year <= 2026; day = day.AddDays(1))
            Assert.True(MinuteCalendar.IsWorked(day) == Given.Calendar.IsWorkingDay(DateOnly.FromDateTime(day)), $"{day:yyyy-MM-dd}");
    }

    [Fact]
    public void Office_time_between_two_minutes_is_what_a_walk_counts() => Arbitraries.Holds(
        from start in Arbitraries.Minute
        from length in Gen.Choose(0, 30 * 24 * 60)
        select (start, length),
        at => MinuteCalendar.OfficeMinutes(at.start.DateTime, at.start.DateTime.AddMinutes(at.length))
            == Given.Calendar.OfficeTimeBetween(at.start, at.start.AddMinutes(at.length)).TotalMinutes,
        runs: 150);

    [Fact]
    public void Adding_office_time_lands_where_a_walk_does() => Arbitraries.Holds(
        from start in Arbitraries.Minute
        from minutes in Gen.Choose(0, 4000)
        select (start, minutes),
        at => MinuteCalendar.Walk(at.start.DateTime, at.minutes, officeOnly: true)
            == Given.Calendar.AddOfficeTime(at.start, TimeSpan.FromMinutes(at.minutes)).DateTime,
        runs: 150);

    [Fact]
    public void Adding_office_time_is_undone_by_measuring_it() => Arbitraries.Holds(
        from start in Arbitraries.Instant
        from ticks in Gen.Choose(0, int.MaxValue)
        select (start, time: TimeSpan.FromTicks(ticks * 500L)),
        at => Given.Calendar.OfficeTimeBetween(at.start, Given.Calendar.AddOfficeTime(at.start, at.time)) == at.time);

    [Fact]
    public void Adding_working_days_is_undone_by_measuring_them() => Arbitraries.Holds(
        from start in Arbitraries.Minute
        from days in Gen.Choose(0, 200)
        select (day: WorkCalendar.DayOf(start), days),
        at => Given.Calendar.WorkingDaysBetween(at.day, Given.Calendar.AddWorkingDays(at.day, at.days)) == at.days);

    [Fact]
    public void Going_back_working_days_returns_to_where_one_came_from() => Arbitraries.Holds(
        from start in Arbitraries.Minute
        from days in Gen.Choose(1, 100)
        select (day: Given.Calendar.WorkingDayFrom(WorkCalendar.DayOf(start)), days),
        at => Given.Calendar.AddWorkingDays(Given.Calendar.AddWorkingDays(at.day, at.days), -at.days) == at.day);

    [Fact]
    public void The_next_opening_is_the_first_minute_with_the_office_open() => Arbitraries.Holds(
        Arbitraries.Minute,
        start =>
        {
            var at = start.DateTime;
            // The closing minute itself still counts as open.
            while (!MinuteCalendar.IsOffice(at) && !MinuteCalendar.IsOffice(at.AddMinutes(-1))) at = at.AddMinutes(1);
            return Given.Calendar.NextOpening(start).DateTime == at;
        });
}
