using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>How much of a clock is spent and left, by example. 2026-03-02 is a Monday; a day has 6.5 office hours.</summary>
public sealed class Balances
{
    [Theory]
    // The start day does not count, nor do nights and weekends.
    [InlineData("2026-03-02 10:00", "5wd", "2026-03-02 10:00", "0wd", "5wd")]
    [InlineData("2026-03-02 10:00", "5wd", "2026-03-02 23:59:59", "0wd", "5wd")]
    [InlineData("2026-03-02 10:00", "5wd", "2026-03-03 11:45", "0.5wd", "4.5wd")]
    [InlineData("2026-03-02 10:00", "5wd", "2026-03-03 13:00", "0.53wd", "4.47wd")]
    [InlineData("2026-03-02 10:00", "5wd", "2026-03-03 17:30", "1wd", "4wd")]
    [InlineData("2026-03-02 10:00", "5wd", "2026-03-08 12:00", "4wd", "1wd")]
    [InlineData("2026-03-02 10:00", "5wd", "2026-03-09 17:29:59", "4.99wd", "0.01wd")]
    [InlineData("2026-03-02 10:00", "5wd", "2026-03-09 17:30", "5wd", "0wd")]
    [InlineData("2026-03-02 10:00", "5wd", "2026-06-01 10:00", "5wd", "0wd")]
    [InlineData("2026-03-02 10:00", "5wd", "2026-03-01 10:00", "0wd", "5wd")]
    // Saturday the 14th is worked, then nine days off.
    [InlineData("2026-02-12 10:00", "3wd", "2026-02-14 17:30", "2wd", "1wd")]
    [InlineData("2026-02-12 10:00", "3wd", "2026-02-20 10:00", "2wd", "1wd")]
    // Part days are office time after the whole days.
    [InlineData("2026-03-02 10:00", "1.5wd", "2026-03-03 17:30", "1wd", "0.5wd")]
    [InlineData("2026-03-02 10:00", "1.5wd", "2026-03-04 10:07:30", "1.25wd", "0.25wd")]
    [InlineData("2026-03-06 16:00", "0.5wd", "2026-03-06 17:30", "0.23wd", "0.27wd")]
    [InlineData("2026-03-06 16:00", "0.5wd", "2026-03-09 10:15", "0.5wd", "0wd")]
    // Calendar days go by the wall, from close to close; the last one is as long as it rolls.
    [InlineData("2026-03-02 10:00", "2cd", "2026-03-03 05:30", "0.5cd", "1.5cd")]
    [InlineData("2026-03-02 10:00", "2cd", "2026-03-03 17:30", "1cd", "1cd")]
    [InlineData("2026-03-04 10:00", "3cd", "2026-03-06 17:30", "2cd", "1cd")]
    [InlineData("2026-03-04 10:00", "3cd", "2026-03-08 05:30", "2.5cd", "0.5cd")]
    [InlineData("2026-03-04 10:00", "3cd", "2026-03-09 17:30", "3cd", "0cd")]
    [InlineData("2026-03-02 16:30", "4wh", "2026-03-02 17:00", "0.5wh", "3.5wh")]
    [InlineData("2026-03-02 16:30", "4wh", "2026-03-02 23:00", "1wh", "3wh")]
    [InlineData("2026-03-02 16:30", "4wh", "2026-03-03 08:50", "1.33wh", "2.67wh")]
    [InlineData("2026-03-02 22:00", "PT6H", "2026-03-03 00:40", "PT2H40M", "PT3H20M")]
    // The same day has no length in days: it is taken around the clock.
    [InlineData("2026-03-02 10:00", "0cd", "2026-03-02 12:00", "PT2H", "PT5H30M")]
    [InlineData("2026-03-07 10:00", "0wd", "2026-03-08 10:00", "PT24H", "PT31H30M")]
    public void What_is_spent_and_what_is_left_make_the_budget(string start, string budget, string at, string spent, string left) =>
        Expect(Given.Clock(start, budget), at, spent, left);

    [Theory]
    [InlineData(EndOfDay.Midnight, "2026-03-03 20:00", "1wd", "1wd")]
    [InlineData(EndOfDay.Midnight, "2026-03-04 24:00", "2wd", "0wd")]
    [InlineData(EndOfDay.SameTime, "2026-03-02 10:00", "0wd", "2wd")]
    [InlineData(EndOfDay.SameTime, "2026-03-03 10:00", "1wd", "1wd")]
    [InlineData(EndOfDay.SameTime, "2026-03-03 17:30", "1.76wd", "0.24wd")]
    [InlineData(EndOfDay.SameTime, "2026-03-04 10:00", "2wd", "0wd")]
    public void Days_may_end_at_midnight_or_as_they_began(EndOfDay end, string at, string spent, string left) =>
        Expect(Given.Clock("2026-03-02 10:00", "2wd", end), at, spent, left);

    [Fact]
    public void A_day_that_ends_as_it_began_on_a_day_off_is_whole_at_first() =>
        Expect(Given.Clock("2026-03-07 10:00", "1wd", EndOfDay.SameTime), "2026-03-07 10:00", "0wd", "1wd");

    [Fact]
    public void While_a_clock_stands_still_so_does_its_balance()
    {
        var clock = Given.Clock("2026-03-02 16:30", "4wh").PausedFrom("2026-03-03 09:30", null);
        Expect(clock, "2026-03-03 09:00", "1.5wh", "2.5wh");
        Expect(clock, "2026-03-03 09:30", "2wh", "2wh");
        Expect(clock, "2026-03-09 10:00", "2wh", "2wh");
        var resumed = clock with { Pauses = [clock.Pauses[0] with { To = Given.At("2026-03-09 10:00") }] };
        Expect(resumed, "2026-03-05 10:00", "2wh", "2wh");
        Expect(resumed, "2026-03-09 11:00", "3wh", "1wh");
        Expect(resumed, "2026-03-09 12:00", "4wh", "0wh");
    }

    [Fact]
    public void A_suspension_gives_whole_days_back_to_a_budget_in_days()
    {
        // Suspended on Thursday afternoon, resumed on Friday: one working day is given back, and Friday uses nothing it did not have.
        var clock = Given.Clock("2026-03-04 10:00", "2wd").PausedFrom("2026-03-05 14:30", "2026-03-06 14:30");
        Assert.Equal(Given.At("2026-03-09 17:30"), clock.Due());
        Expect(clock, "2026-03-05 14:30", "0.53wd", "1.47wd");
        Expect(clock, "2026-03-06 10:00", "0.53wd", "1.47wd");
        Expect(clock, "2026-03-06 14:30", "0.53wd", "1.47wd");
        Expect(clock, "2026-03-06 17:30", "1wd", "1wd");
    }

    [Fact]
    public void A_suspension_over_a_make_up_saturday_costs_nothing_of_it()
    {
        var clock = Given.Clock("2026-02-26 10:00", "3wd").PausedFrom("2026-02-27 17:30", "2026-02-28 17:30");
        Assert.Equal(Given.At("2026-03-03 17:30"), clock.Due());
        Expect(clock, "2026-02-28 12:00", "1wd", "2wd");
        Expect(clock, "2026-02-28 18:00", "1wd", "2wd");
        Expect(clock, "2026-03-02 17:30", "2wd", "1wd");
    }

    [Fact]
    public void An_extension_counts_from_when_it_was_granted()
    {
        var clock = Given.Clock("2026-03-02 10:00", "2wd").Extended("3wd", "2026-03-04 10:00");
        Expect(clock, "2026-03-03 17:30", "1wd", "1wd");
        Expect(clock, "2026-03-04 17:30", "2wd", "3wd");
        Expect(clock, "2026-03-06 11:45", "3.5wd", "1.5wd");
        Expect(clock, "2026-03-09 17:30", "5wd", "0wd");
    }

    [Fact]
    public void An_extension_in_another_unit_stands_beside_the_budget()
    {
        var clock = Given.Clock("2026-03-02 10:00", "7cd").Extended("2wd", "2026-03-02 10:00");
        Expect(clock, "2026-03-03 17:30", "1cd", "6cd + 2wd");
        Expect(clock, "2026-03-10 17:30", "7cd + 1wd", "1wd");
        Expect(clock, "2026-03-11 17:30", "7cd + 2wd", "0cd");
    }

    [Fact]
    public void A_due_time_from_the_hotline_is_measured_from_the_start()
    {
        var clock = Given.Clock("2026-03-02 08:30", "9wd").FixedTo("2026-03-06 12:00");
        Expect(clock, "2026-03-02 08:30", "0wd", "4.54wd");
        Expect(clock, "2026-03-03 17:30", "2wd", "2.54wd");
        Expect(clock, "2026-03-06 12:00", "4.54wd", "0wd");
        Expect(clock.PausedFrom("2026-03-03 17:30", "2026-03-05 17:30"), "2026-03-05 18:00", "2wd", "2.54wd");
        Expect(clock.Extended("3wd", "2026-03-03 10:00"), "2026-03-03 17:30", "2wd", "2.54wd");
        Expect(Given.Clock("2026-03-02 10:00", "PT24H").FixedTo("2026-03-02 13:00"), "2026-03-02 12:30", "PT2H30M", "PT30M");
        Expect(Given.Clock("2026-03-02 10:00", "5wd").FixedTo("2026-03-01 13:00"), "2026-03-02 12:30", "0wd", "0wd");
    }

    [Fact]
    public void A_clock_that_was_met_shows_what_it_had_then()
    {
        var clock = Given.Clock("2026-03-02 10:00", "5wd") with { StoppedAt = Given.At("2026-03-04 17:30") };
        Expect(clock, "2026-05-04 10:00", "2wd", "3wd");
        Expect(clock, "2026-03-03 17:30", "1wd", "4wd");
        Expect(clock.PausedFrom("2026-03-03 17:30", null), "2026-05-04 10:00", "1wd", "4wd");
    }

    [Fact]
    public void A_unit_has_the_time_left_of_its_own_hours()
    {
        var clock = Given.Clock("2026-04-30 16:00", "4wh");
        var unit = UnitCalendar.Shared.For(UnitCalendar.Seasonal);
        // One hour until 17:00, then the summer day from 07:30.
        Assert.Equal("3wh", ClockReader.Spent(clock, unit, Given.At("2026-05-06 07:00")).Left.ToString());
        Assert.Equal("1wh", ClockReader.Spent(clock, unit, Given.At("2026-05-06 09:30")).Left.ToString());
        Assert.Equal("0wh", ClockReader.Spent(clock, unit, Given.At("2026-05-06 10:30")).Left.ToString());
    }

    private static void Expect(Clock clock, string at, string spent, string left)
    {
        var balance = ClockReader.Spent(clock, Given.Calendar, Given.At(at));
        Assert.Equal((spent, left), (balance.Spent.ToString(), balance.Left.ToString()));
        Assert.Equal(balance.Total, balance.Spent.Plus(balance.Left));
    }
}
