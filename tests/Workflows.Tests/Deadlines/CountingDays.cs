using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>Design §5, "Counting". 2026-03-02 is a Monday.</summary>
public sealed class CountingDays
{
    [Theory]
    [InlineData("2026-03-06 17:31", "1wd", "2026-03-09 17:30")]
    [InlineData("2026-03-06 23:59:59", "1wd", "2026-03-09 17:30")]
    [InlineData("2026-03-07 00:00", "1wd", "2026-03-09 17:30")]
    [InlineData("2026-03-07 11:00", "1wd", "2026-03-09 17:30")]
    [InlineData("2026-03-06 08:00", "1wd", "2026-03-09 17:30")]
    [InlineData("2026-02-28 10:00", "1wd", "2026-03-02 17:30")]
    [InlineData("2026-02-14 18:00", "1wd", "2026-02-24 17:30")]
    [InlineData("2026-02-18 12:00", "1wd", "2026-02-24 17:30")]
    [InlineData("2026-02-23 23:59:59", "1wd", "2026-02-24 17:30")]
    [InlineData("2026-02-18 12:00", "4wh", "2026-02-24 15:00")]
    [InlineData("2026-02-28 16:30", "2wh", "2026-03-02 09:30")]
    [InlineData("2026-03-02 20:00", "4wh", "2026-03-03 15:00")]
    [InlineData("2026-03-02 12:30", "1wh", "2026-03-02 15:30")]
    [InlineData("2026-03-02 08:30", "3.5wh", "2026-03-02 12:00")]
    [InlineData("2026-03-02 23:59:59", "1wh", "2026-03-03 09:30")]
    public void A_start_at_any_hour_is_due_by_the_calendar(string start, string budget, string due) =>
        Assert.Equal(Given.At(due), Given.Clock(start, budget).Due());

    [Theory]
    [InlineData("2026-02-18 03:00", "PT24H", "2026-02-19 03:00")]
    [InlineData("2026-02-14 23:59:59", "PT30M", "2026-02-15 00:29:59")]
    [InlineData("2026-03-06 17:30", "PT2H", "2026-03-06 19:30")]
    public void Elapsed_time_knows_no_holiday_and_never_rolls(string start, string budget, string due) =>
        Assert.Equal(Given.At(due), Given.Clock(start, budget).Due());

    [Theory]
    [InlineData("2026-03-02 10:00", "5wd", EndOfDay.Close, "2026-03-09 17:30")]
    [InlineData("2026-03-02 10:00", "5wd", EndOfDay.Midnight, "2026-03-09 24:00")]
    [InlineData("2026-03-02 10:00", "5wd", EndOfDay.SameTime, "2026-03-09 10:00")]
    [InlineData("2026-03-02 10:00", "7cd", EndOfDay.Close, "2026-03-09 17:30")]
    [InlineData("2026-03-02 10:00", "7cd", EndOfDay.Midnight, "2026-03-09 24:00")]
    [InlineData("2026-03-02 10:00", "7cd", EndOfDay.SameTime, "2026-03-09 10:00")]
    public void The_last_day_ends_as_the_rule_says(string start, string budget, EndOfDay end, string due) =>
        Assert.Equal(Given.At(due), Given.Clock(start, budget, end).Due());

    [Theory]
    [InlineData("2026-03-02 10:00", "5cd", "2026-03-09 17:30")]
    [InlineData("2026-02-10 10:00", "7cd", "2026-02-24 17:30")]
    [InlineData("2026-02-07 10:00", "7cd", "2026-02-14 17:30")]
    [InlineData("2026-02-06 10:00", "22cd", "2026-02-28 17:30")]
    [InlineData("2026-03-02 10:00", "60cd", "2026-05-06 17:30")]
    [InlineData("2026-09-18 10:00", "7cd", "2026-09-28 17:30")]
    public void A_calendar_period_that_ends_on_a_day_off_rolls_to_the_next_working_day(string start, string budget, string due) =>
        Assert.Equal(Given.At(due), Given.Clock(start, budget).Due());

    [Theory]
    [InlineData("2026-03-02 10:00", EndOfDay.Close, "2026-03-02 17:30")]
    [InlineData("2026-03-02 17:30", EndOfDay.Close, "2026-03-02 24:00")]
    [InlineData("2026-03-02 20:00", EndOfDay.Close, "2026-03-02 24:00")]
    [InlineData("2026-03-07 10:00", EndOfDay.Close, "2026-03-07 24:00")]
    [InlineData("2026-02-18 23:59:59", EndOfDay.Close, "2026-02-18 24:00")]
    [InlineData("2026-02-28 10:00", EndOfDay.Close, "2026-02-28 17:30")]
    [InlineData("2026-03-02 10:00", EndOfDay.Midnight, "2026-03-02 24:00")]
    public void The_same_day_means_the_same_day_and_never_rolls(string start, EndOfDay end, string due) =>
        Assert.Equal(Given.At(due), Given.Clock(start, "0cd", end).Due());

    [Theory]
    [InlineData("2026-03-02 10:00", "2026-03-02 17:30")]
    [InlineData("2026-03-02 17:30", "2026-03-03 17:30")]
    [InlineData("2026-03-07 10:00", "2026-03-09 17:30")]
    public void The_same_working_day_is_the_next_one_after_close_or_on_a_day_off(string start, string due) =>
        Assert.Equal(Given.At(due), Given.Clock(start, "0wd").Due());

    [Theory]
    [InlineData("2026-03-06 16:00", "0.5wd", "2026-03-09 10:15")]
    [InlineData("2026-03-02 08:30", "0.5wd", "2026-03-02 11:45")]
    [InlineData("2026-03-07 10:00", "0.5wd", "2026-03-09 11:45")]
    [InlineData("2026-03-02 10:00", "1.5wd", "2026-03-04 11:45")]
    [InlineData("2026-02-13 10:00", "1.5wd", "2026-02-24 11:45")]
    [InlineData("2026-03-02 08:30", "0.25wd", "2026-03-02 10:07:30")]
    public void A_part_of_a_working_day_is_office_minutes(string start, string budget, string due) =>
        Assert.Equal(Given.At(due), Given.Clock(start, budget).Due());

    [Fact]
    public void Where_seasons_meet_half_a_day_is_half_of_each_day()
    {
        var text = RuleDocument.BuiltIn("calendar-cn.json");
        var seasons = WorkCalendar.Parse(
            text[..text.IndexOf("\"officeHours\"", StringComparison.Ordinal)] + """
            "officeHours": [
              { "from": "05-01", "to": "09-30", "sessions": ["08:00-12:00"] },
              { "from": "10-01", "to": "04-30", "sessions": ["08:00-16:00"] }
            ],
            """ + text[text.IndexOf("\"years\"", StringComparison.Ordinal)..]);
        // 2026-04-30 14:00 has a quarter of its day left; the other quarter is an hour of the next, shorter day.
        var half = Counting.EndOf(Given.At("2026-04-30 14:00"), Budget.Parse("0.5wd"), EndOfDay.Close, seasons);
        Assert.Equal(Given.At("2026-05-06 09:00"), half);
    }

    [Theory]
    [InlineData("2026-03-06 17:30", "2026-03-06 17:30")]
    [InlineData("2026-03-06 17:30:59", "2026-03-06 17:30:59")]
    [InlineData("2026-03-06 17:31", "2026-03-09 08:30")]
    [InlineData("2026-03-06 12:01", "2026-03-06 14:30")]
    [InlineData("2026-02-14 18:00", "2026-02-24 08:30")]
    [InlineData("2026-02-28 07:00", "2026-02-28 08:30")]
    public void What_falls_due_at_close_may_still_be_told_and_the_rest_waits_for_the_next_opening(string at, string opening)
    {
        Assert.Equal(Given.At(opening), Given.Calendar.NextOpening(Given.At(at)));
        Assert.Equal(at == opening, Given.Calendar.IsOpen(Given.At(at)));
    }

    [Fact]
    public void The_answer_does_not_depend_on_how_the_start_is_written()
    {
        var shanghai = Given.Clock("2026-03-02 00:30", "1wd");
        Assert.Equal(shanghai.Due(), (shanghai with { StartedAt = shanghai.StartedAt.ToUniversalTime() }).Due());
        Assert.Equal(TimeSpan.FromHours(8), shanghai.Due()!.Value.Offset);
    }

    [Fact]
    public void A_start_out_of_all_reach_is_refused_rather_than_guessed()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Given.Clock("1999-12-31 10:00", "1wd").Read());
        Assert.Throws<ArgumentOutOfRangeException>(() => Given.Clock("2060-12-31 10:00", "5wd").Read());
    }

    [Fact]
    public void A_start_before_the_first_notice_is_flagged_too() => Assert.True(Given.Clock("2023-10-01 10:00", "1wd").Read().HorizonExceeded);
}
