using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>A pause is given back in the unit of the budget; an extension runs from the due time and hides nothing. 2026-03-02 is a Monday.</summary>
public sealed class PausesAndExtensions
{
    [Theory]
    // Over a weekend: one working day, Monday, lies between.
    [InlineData("2026-03-04 10:00", "5wd", "2026-03-06 16:00", "2026-03-09 10:00", "2026-03-12 17:30")]
    // Over the nine-day holiday: only the 14th and the 24th are worked.
    [InlineData("2026-02-12 10:00", "5wd", "2026-02-13 10:00", "2026-02-24 10:00", "2026-02-28 17:30")]
    // Within one day nothing is given back.
    [InlineData("2026-03-04 10:00", "5wd", "2026-03-05 09:00", "2026-03-05 17:00", "2026-03-11 17:30")]
    // Over a weekend day only, nothing either.
    [InlineData("2026-03-04 10:00", "5wd", "2026-03-07 09:00", "2026-03-08 17:00", "2026-03-11 17:30")]
    [InlineData("2026-03-04 10:00", "7cd", "2026-03-06 16:00", "2026-03-09 10:00", "2026-03-16 17:30")]
    [InlineData("2026-03-04 10:00", "10wh", "2026-03-04 11:00", "2026-03-05 09:30", "2026-03-06 12:00")]
    [InlineData("2026-03-06 16:00", "4wh", "2026-03-06 17:00", "2026-03-09 10:30", "2026-03-09 16:00")]
    [InlineData("2026-03-06 16:00", "PT24H", "2026-03-06 20:00", "2026-03-08 20:00", "2026-03-09 16:00")]
    [InlineData("2026-03-04 09:00", "0.5wd", "2026-03-04 10:00", "2026-03-04 11:00", "2026-03-04 15:45")]
    public void A_pause_is_given_back_in_the_calendar_of_the_budget(string start, string budget, string from, string to, string due) =>
        Assert.Equal(Given.At(due), Given.Clock(start, budget).PausedFrom(from, to).Due());

    [Fact]
    public void Several_pauses_add_up() => Assert.Equal(
        Given.At("2026-03-13 17:30"),
        Given.Clock("2026-03-04 10:00", "5wd").PausedFrom("2026-03-05 10:00", "2026-03-06 10:00").PausedFrom("2026-03-09 10:00", "2026-03-10 10:00").Due());

    [Theory]
    [InlineData("2026-03-03 10:00", "1wd", "2026-03-04 17:00", "2026-03-04 18:00", "2026-03-05 17:30")]
    [InlineData("2026-03-05 10:00", "1wd", "2026-03-06 10:00", "2026-03-07 10:00", "2026-03-09 17:30")]
    public void A_pause_that_outlasts_the_day_begins_it_again(string start, string budget, string from, string to, string due) =>
        Assert.Equal(Given.At(due), Given.Clock(start, budget).PausedFrom(from, to).Due());

    [Fact]
    public void A_pause_that_begins_after_the_due_time_gives_nothing_back()
    {
        var clock = Given.Clock("2026-03-03 10:00", "1wd");
        Assert.Equal(clock.Due(), clock.PausedFrom("2026-03-05 10:00", "2026-03-10 10:00").Due());
    }

    [Fact]
    public void While_paused_there_is_no_due_time_and_no_mark_but_the_original_due_time()
    {
        var reading = Given.Clock("2026-03-04 10:00", "5wd").PausedFrom("2026-03-05 10:00", null).Read();
        Assert.Null(reading.Due);
        Assert.Empty(reading.Marks);
        Assert.Equal(Given.At("2026-03-11 17:30"), reading.OriginalDue);
    }

    [Fact]
    public void A_clock_stopped_while_paused_is_read_as_resumed_then()
    {
        var clock = Given.Clock("2026-03-04 10:00", "5wd").PausedFrom("2026-03-05 10:00", null) with { StoppedAt = Given.At("2026-03-06 10:00") };
        Assert.Equal(Given.At("2026-03-12 17:30"), clock.Due());
    }

    [Fact]
    public void A_same_day_clock_paused_over_night_is_due_the_day_it_resumes()
    {
        Assert.Equal(Given.At("2026-03-05 17:30"), Given.Clock("2026-03-04 10:00", "0cd").PausedFrom("2026-03-04 11:00", "2026-03-05 09:00").Due());
        Assert.Equal(Given.At("2026-03-05 24:00"), Given.Clock("2026-03-04 10:00", "0cd").PausedFrom("2026-03-04 11:00", "2026-03-05 19:00").Due());
    }

    [Theory]
    [InlineData("2026-03-02 10:00", "5wd", "3wd", "2026-03-12 17:30", "2026-03-09 17:30")]
    [InlineData("2026-03-02 10:00", "60cd", "30cd", "2026-06-05 17:30", "2026-05-06 17:30")]
    [InlineData("2026-03-02 16:30", "4wh", "4wh", "2026-03-04 09:00", "2026-03-03 11:30")]
    [InlineData("2026-03-02 10:00", "7cd", "2wd", "2026-03-11 17:30", "2026-03-09 17:30")]
    public void An_extension_runs_from_the_due_time_and_keeps_the_original(string start, string budget, string amount, string due, string original)
    {
        var reading = Given.Clock(start, budget).Extended(amount, start).Read();
        Assert.Equal(Given.At(due), reading.Due);
        Assert.Equal(Given.At(original), reading.OriginalDue);
    }

    [Fact]
    public void An_extension_from_midnight_does_not_lose_a_day()
    {
        var clock = Given.Clock("2026-03-02 10:00", "1wd", EndOfDay.Midnight).Extended("1wd", "2026-03-03 10:00");
        Assert.Equal(Given.At("2026-03-04 24:00"), clock.Due());
    }

    [Fact]
    public void A_pause_in_the_time_of_an_extension_is_given_back_after_it()
    {
        var clock = Given.Clock("2026-03-02 10:00", "2wd").Extended("3wd", "2026-03-04 10:00").PausedFrom("2026-03-05 10:00", "2026-03-06 10:00");
        Assert.Equal(Given.At("2026-03-10 17:30"), clock.Due());
        Assert.Equal(Given.At("2026-03-04 17:30"), clock.Read().OriginalDue);
    }

    [Fact]
    public void A_due_time_from_the_hotline_replaces_the_derivation()
    {
        var reading = Given.Clock("2026-03-02 10:00", "5wd").FixedTo("2026-03-07 12:00").Read();
        Assert.Equal(Given.At("2026-03-07 12:00"), reading.Due);
        Assert.Equal(Given.At("2026-03-07 12:00"), reading.OriginalDue);
    }

    [Fact]
    public void A_due_time_from_the_hotline_moves_by_the_working_days_of_a_pause_and_by_nothing_else()
    {
        var clock = Given.Clock("2026-03-02 10:00", "5wd").FixedTo("2026-03-06 12:00");
        Assert.Equal(Given.At("2026-03-09 12:00"), clock.PausedFrom("2026-03-03 10:00", "2026-03-04 10:00").Due());
        Assert.Equal(Given.At("2026-03-06 12:00"), clock.Extended("3wd", "2026-03-04 10:00").Due());
        Assert.Equal(Given.At("2026-03-06 12:00"), (clock with { Terms = clock.Terms with { Budget = Budget.Parse("1wd") } }).Due());
        Assert.Equal(Given.At("2026-03-06 12:00"), clock.PausedFrom("2026-03-03 10:00", "2026-03-04 10:00").Read().OriginalDue);
    }

    [Fact]
    public void A_due_time_from_the_hotline_is_certain_past_the_horizon()
    {
        var clock = Given.Clock("2026-12-28 10:00", "5wd").FixedTo("2027-01-08 12:00");
        Assert.False(clock.Read().HorizonExceeded);
        Assert.True(clock.PausedFrom("2026-12-29 10:00", "2026-12-30 10:00").Read().HorizonExceeded);
    }
}
