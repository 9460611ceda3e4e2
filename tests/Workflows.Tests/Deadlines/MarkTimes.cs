using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>Design §5, "Marks". 2026-03-02 is a Monday.</summary>
public sealed class MarkTimes
{
    [Fact]
    public void Over_one_working_day_a_clock_warns_one_working_day_before_and_climbs_after_one_three_and_five()
    {
        var marks = Given.Clock("2026-03-02 10:00", "5wd").Marks();
        Assert.Equal(
            [
                ("warn", Given.At("2026-03-06 17:30")),
                ("due", Given.At("2026-03-09 17:30")),
                ("rung-1", Given.At("2026-03-10 17:30")),
                ("rung-2", Given.At("2026-03-12 17:30")),
                ("rung-3", Given.At("2026-03-16 17:30")),
            ],
            marks.Select(mark => (mark.Name.ToString(), mark.Instant)));
    }

    [Fact]
    public void Rungs_are_counted_around_holidays()
    {
        var marks = Given.Clock("2026-02-12 10:00", "2wd").Marks();
        Assert.Equal(
            ["2026-02-13 17:30", "2026-02-14 17:30", "2026-02-24 17:30", "2026-02-26 17:30", "2026-02-28 17:30"],
            marks.Select(mark => $"{mark.Instant:yyyy-MM-dd HH:mm}"));
    }

    [Fact]
    public void The_first_rung_of_a_friday_is_monday() =>
        Assert.Equal(Given.At("2026-03-09 17:30"), Given.Clock("2026-03-05 10:00", "1wd").Read().InstantOf(MarkName.Rung(1)));

    [Fact]
    public void In_an_emergency_the_ladder_is_climbed_in_minutes_day_or_night()
    {
        var marks = Given.Clock("2026-02-17 23:00", "PT2H", ladder: "unit-urgent").Marks();
        Assert.Equal(
            [
                ("warn", Given.At("2026-02-18 00:30")),
                ("due", Given.At("2026-02-18 01:00")),
                ("rung-1", Given.At("2026-02-18 01:00")),
                ("rung-2", Given.At("2026-02-18 01:15")),
                ("rung-3", Given.At("2026-02-18 01:30")),
                ("rung-4", Given.At("2026-02-18 02:00")),
                ("rung-5", Given.At("2026-02-18 03:00")),
            ],
            marks.Select(mark => (mark.Name.ToString(), mark.Instant)));
    }

    [Theory]
    // 3 h + 3 h + 6.5 h = 12.5 h of office time; three quarters are 9 h 22.5 min.
    [InlineData("2026-03-02 09:00", "1wd", "2026-03-03 11:52:30")]
    [InlineData("2026-03-02 08:30", "4wh", "2026-03-02 11:30")]
    [InlineData("2026-03-02 16:30", "4wh", "2026-03-03 10:30")]
    [InlineData("2026-03-02 10:00", "PT24H", "2026-03-03 04:00")]
    [InlineData("2026-03-02 10:00", "PT30M", "2026-03-02 10:22:30")]
    // The same day: 2 h before lunch and 3 h after; 3 h 45 min of them.
    [InlineData("2026-03-02 10:00", "0cd", "2026-03-02 16:15")]
    // After close there is no office time left: three quarters of four hours on the wall.
    [InlineData("2026-03-02 20:00", "0cd", "2026-03-02 23:00")]
    [InlineData("2026-03-06 20:00", "1wd", "2026-03-09 15:52:30")]
    public void Up_to_one_working_day_a_clock_warns_when_three_quarters_are_used(string start, string budget, string warn) =>
        Assert.Equal(Given.At(warn), Given.Clock(start, budget).Read().InstantOf(MarkName.Warn));

    [Theory]
    [InlineData("1.5wd", "2026-03-03 11:45")]
    [InlineData("2wd", "2026-03-03 17:30")]
    [InlineData("2cd", "2026-03-03 17:30")]
    [InlineData("30cd", "2026-03-31 17:30")]
    public void Just_over_one_day_already_warns_a_working_day_before(string budget, string warn) =>
        Assert.Equal(Given.At(warn), Given.Clock("2026-03-02 10:00", budget).Read().InstantOf(MarkName.Warn));

    [Fact]
    public void A_warning_never_lies_before_the_start()
    {
        // Two calendar days from Friday evening roll to Monday; a working day before is Friday's close, already past.
        var clock = Given.Clock("2026-03-06 18:00", "2cd");
        Assert.Equal(Given.At("2026-03-09 17:30"), clock.Due());
        Assert.Equal(clock.StartedAt, clock.Read().InstantOf(MarkName.Warn));
    }

    [Fact]
    public void A_due_time_that_the_hotline_set_before_the_receipt_is_marked_at_the_start()
    {
        var reading = Given.Clock("2026-03-06 18:00", "5wd").FixedTo("2026-03-06 12:00").Read();
        Assert.Equal(Given.At("2026-03-06 12:00"), reading.Due);
        Assert.Equal(Given.At("2026-03-06 18:00"), reading.InstantOf(MarkName.Due));
        Assert.Equal(Given.At("2026-03-06 18:00"), reading.InstantOf(MarkName.Warn));
    }

    [Theory]
    [InlineData("2026-03-09 12:00", "2026-03-06 12:00")]
    [InlineData("2026-03-03 12:00", "2026-03-03 09:52:30")]
    public void A_due_time_from_the_hotline_warns_by_how_far_off_it_is(string due, string warn) =>
        Assert.Equal(Given.At(warn), Given.Clock("2026-03-02 10:00", "5wd").FixedTo(due).Read().InstantOf(MarkName.Warn));

    [Fact]
    public void Time_stood_still_does_not_use_up_the_time()
    {
        var clock = Given.Clock("2026-03-02 10:00", "PT4H").PausedFrom("2026-03-02 12:00", "2026-03-02 20:00");
        Assert.Equal(Given.At("2026-03-02 21:00"), clock.Read().InstantOf(MarkName.Warn));
        Assert.Equal(Given.At("2026-03-02 22:00"), clock.Due());
    }

    [Fact]
    public void An_extension_that_makes_a_short_clock_long_moves_the_warning_to_a_working_day_before() =>
        Assert.Equal(Given.At("2026-03-03 17:30"), Given.Clock("2026-03-02 10:00", "1wd").Extended("1wd", "2026-03-03 10:00").Read().InstantOf(MarkName.Warn));

    [Fact]
    public void A_clock_that_ends_at_midnight_keeps_its_day_for_warning_and_rungs()
    {
        var reading = Given.Clock("2026-03-02 10:00", "4wd", EndOfDay.Midnight).Read();
        Assert.Equal(Given.At("2026-03-06 24:00"), reading.Due);
        Assert.Equal(Given.At("2026-03-05 24:00"), reading.InstantOf(MarkName.Warn));
        Assert.Equal(Given.At("2026-03-09 17:30"), reading.InstantOf(MarkName.Rung(1)));
    }
}
