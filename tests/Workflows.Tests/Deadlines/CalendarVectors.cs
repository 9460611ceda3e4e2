using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>The vectors and traps of domain.md §4.</summary>
public sealed class CalendarVectors
{
    [Theory]
    [InlineData("2024-02-08", 5, "2024-02-21")]
    [InlineData("2024-02-09", 1, "2024-02-18")]
    [InlineData("2024-09-13", 3, "2024-09-19")]
    [InlineData("2024-09-30", 5, "2024-10-12")]
    [InlineData("2025-01-24", 5, "2025-02-07")]
    [InlineData("2025-01-27", 5, "2025-02-10")]
    [InlineData("2025-09-30", 5, "2025-10-14")]
    [InlineData("2026-01-01", 1, "2026-01-04")]
    [InlineData("2026-02-13", 1, "2026-02-14")]
    [InlineData("2026-02-13", 5, "2026-02-27")]
    [InlineData("2026-02-14", 5, "2026-02-28")]
    [InlineData("2026-04-30", 5, "2026-05-11")]
    [InlineData("2026-09-24", 5, "2026-10-09")]
    [InlineData("2026-09-30", 5, "2026-10-13")]
    public void Working_days_are_counted_with_the_start_day_left_out(string start, int days, string due)
    {
        Assert.Equal(Given.Day(due), Given.Calendar.AddWorkingDays(Given.Day(start), days));
        Assert.Equal(days, Given.Calendar.WorkingDaysBetween(Given.Day(start), Given.Day(due)));
        var reading = Given.Clock($"{start} 10:00", $"{days}wd").Read();
        Assert.Equal(Given.At($"{due} 17:30"), reading.Due);
        Assert.False(reading.HorizonExceeded);
    }

    [Theory]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void Each_year_has_its_number_of_working_days(int year, int days) => Assert.Equal(days, Given.Calendar.WorkingDaysIn(year));

    [Fact]
    public void The_eve_of_the_2024_spring_festival_is_a_working_day()
    {
        Assert.True(Given.Calendar.IsWorkingDay(Given.Day("2024-02-09")));
        Assert.False(Given.Calendar.IsWorkingDay(Given.Day("2025-01-28")));
        Assert.False(Given.Calendar.IsWorkingDay(Given.Day("2026-02-16")));
    }

    [Fact]
    public void Past_the_last_notice_a_due_time_is_naive_and_says_so()
    {
        var reading = Given.Clock("2026-12-31 10:00", "1wd").Read();
        Assert.True(reading.HorizonExceeded);
        Assert.Equal(Given.At("2027-01-01 17:30"), reading.Due);
        Assert.Equal(Given.Day("2026-12-31"), Given.Calendar.Horizon);
    }

    [Fact]
    public void A_calendar_with_the_next_notice_re_derives_the_due_time()
    {
        var json = RuleDocument.BuiltIn("calendar-cn.json");
        var end = json.LastIndexOf(']');
        var next = WorkCalendar.Parse(
            json[..end] + """
            ,{"year": 2027, "source": "made up for this test", "holidays": [{"name": "元旦", "from": "2027-01-01", "to": "2027-01-03", "makeUp": []}]}
            """ + json[end..]);
        var clock = Given.Clock("2026-12-31 10:00", "1wd");
        var reading = ClockReader.Read(clock, next, Given.Policy.LadderNamed("unit"));
        Assert.False(reading.HorizonExceeded);
        Assert.Equal(Given.At("2027-01-04 17:30"), reading.Due);
    }

    [Fact]
    public void Elapsed_time_needs_no_calendar_and_is_certain_past_the_horizon()
    {
        var reading = Given.Clock("2026-12-31 23:00", "PT2H", ladder: "unit-urgent").Read();
        Assert.Equal(Given.At("2027-01-01 01:00"), reading.Due);
        Assert.False(reading.HorizonExceeded);
        Assert.False(reading.MarksProvisional);
    }

    [Fact]
    public void Rungs_past_the_horizon_are_provisional_though_the_due_time_is_not()
    {
        var reading = Given.Clock("2026-12-30 10:00", "1wd").Read();
        Assert.False(reading.HorizonExceeded);
        Assert.True(reading.MarksProvisional);
    }

    [Theory]
    [InlineData("2026-02-14", DayType.MakeUp, "春节")]
    [InlineData("2026-02-15", DayType.Holiday, "春节")]
    [InlineData("2026-02-23", DayType.Holiday, "春节")]
    [InlineData("2026-02-24", DayType.Working, null)]
    [InlineData("2026-03-07", DayType.Weekend, null)]
    public void Each_day_knows_why_it_is_worked_or_not(string day, DayType type, string? holiday)
    {
        Assert.Equal(type, Given.Calendar.TypeOf(Given.Day(day)));
        Assert.Equal(holiday, Given.Calendar.HolidayOf(Given.Day(day)));
    }
}
