using FsCheck.Fluent;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>An explanation says how a due time came about, and adds up to it.</summary>
public sealed class Explanations
{
    [Fact]
    public void Five_working_days_over_the_spring_festival_are_told_stretch_by_stretch()
    {
        var explanation = Explain(Given.Clock("2026-02-13 10:00", "5wd"));
        Assert.Equal(
            [
                "2026-02-13 10:00 StartDay 0",
                "2026-02-14 00:00 MakeUpDay 1",
                "2026-02-15 00:00 Holiday 0",
                "2026-02-24 00:00 Running 4",
            ],
            explanation.Segments.Select(Told));
        Assert.Equal(Given.At("2026-02-27 17:30"), explanation.Segments[^1].To);
        Assert.Equal("春节放假，不计", explanation.Segments[2].Zh);
        Assert.Equal("4 working days counted", explanation.Segments[3].En);
        Assert.Contains(explanation.Notes, note => note.Code == "start-day-not-counted");
    }

    [Fact]
    public void A_suspension_over_a_weekend_shows_what_is_given_back()
    {
        var explanation = Explain(Given.Clock("2026-03-04 10:00", "5wd").PausedFrom("2026-03-06 15:00", "2026-03-10 09:00"));
        Assert.Equal(
            [
                "2026-03-04 10:00 StartDay 0",
                "2026-03-05 00:00 Running 2",
                "2026-03-07 00:00 Pause 0",
                "2026-03-11 00:00 Running 3",
            ],
            explanation.Segments.Select(Told));
        Assert.Equal(Given.At("2026-03-13 17:30"), explanation.Due);
        Assert.Equal(Given.At("2026-03-11 17:30"), explanation.OriginalDue);
    }

    [Fact]
    public void While_suspended_the_last_stretch_is_open()
    {
        var explanation = Explain(Given.Clock("2026-03-04 10:00", "5wd").PausedFrom("2026-03-06 15:00", null));
        Assert.Null(explanation.Due);
        Assert.Null(explanation.Segments[^1].To);
        Assert.Equal(Given.At("2026-03-06 15:00"), explanation.Segments[^1].From);
        Assert.Contains(explanation.Notes, note => note.Code == "paused");
    }

    [Fact]
    public void A_calendar_period_that_ends_on_a_day_off_tells_that_it_rolls()
    {
        var explanation = Explain(Given.Clock("2026-02-10 10:00", "7cd"));
        Assert.Equal(Given.At("2026-02-24 17:30"), explanation.Due);
        Assert.Contains(explanation.Notes, note => note.Code == "rolled-to-working-day");
        Assert.Equal("rolled to the next working day", explanation.Segments[^1].En);
        Assert.Equal(7, explanation.Segments.Sum(segment => segment.Days));
    }

    [Fact]
    public void Office_hours_are_told_session_by_session()
    {
        var explanation = Explain(Given.Clock("2026-03-06 16:30", "4wh"));
        Assert.Equal(
            [
                "2026-03-06 16:30 Running 01:00:00",
                "2026-03-06 17:30 AfterHours 0",
                "2026-03-07 00:00 DayOff 0",
                "2026-03-09 00:00 AfterHours 0",
                "2026-03-09 08:30 Running 03:00:00",
            ],
            explanation.Segments.Select(Told));
    }

    [Fact]
    public void An_extension_is_told_apart()
    {
        var explanation = Explain(Given.Clock("2026-03-04 10:00", "2wd").Extended("3wd", "2026-03-05 09:00"));
        Assert.Equal((SegmentKind.Extension, 3m), (explanation.Segments[^1].Kind, explanation.Segments[^1].Days));
        Assert.Contains(explanation.Notes, note => note.Code == "extended");
    }

    [Fact]
    public void A_due_time_fixed_by_the_hotline_and_one_past_the_horizon_say_so()
    {
        Assert.Contains(Explain(Given.Clock("2026-03-04 10:00", "5wd").FixedTo("2026-03-09 12:00")).Notes, note => note.Code == "fixed-by-hotline");
        Assert.Contains(Explain(Given.Clock("2026-12-31 10:00", "1wd")).Notes, note => note.Code == "horizon-exceeded");
    }

    [Fact]
    public void An_explanation_names_its_rule_and_versions()
    {
        var explanation = Explain(Given.Clock("2026-03-04 10:00", "5wd"));
        Assert.Equal(("rules/test", "2026.1", "cn-2026.1"), (explanation.RulePath, explanation.PolicyVersion, explanation.CalendarVersion));
    }

    [Fact]
    public void A_period_from_midnight_to_the_same_time_still_counts_its_last_day()
    {
        var clock = Given.Clock("2025-02-22 00:00", "17cd", EndOfDay.SameTime);
        Assert.Equal(17, Explain(clock).Segments.Sum(segment => segment.Days));
        Assert.Equal(20, Explain(clock.Extended("3cd", "2025-03-01 10:00")).Segments.Sum(segment => segment.Days));
    }

    [Fact]
    public void The_segments_lie_end_to_end_from_the_start_to_the_due_time() => Arbitraries.Holds(
        Arbitraries.AnyClock,
        clock =>
        {
            var reading = clock.Read();
            var segments = Explain(clock).Segments;
            if (segments.IsEmpty) return reading.Due == clock.StartedAt;
            return segments[0].From == clock.StartedAt && segments[^1].To == reading.Due
                && segments.Zip(segments.Skip(1)).All(pair => pair.First.To == pair.Second.From)
                && segments.All(segment => segment.To is null || segment.To > segment.From || (segment.To == segment.From && segment.Days > 0));
        },
        runs: 1500);

    [Fact]
    public void What_the_segments_count_adds_up_to_the_budget_and_its_extensions() => Arbitraries.Holds(
        Arbitraries.AnyClock.Where(clock => !clock.IsPaused),
        clock =>
        {
            var segments = Explain(clock).Segments;
            var budget = clock.Terms.Budget;
            var days = budget.Days + clock.Extensions.Sum(extension => extension.Amount.Days);
            var time = budget.Time + clock.Extensions.Aggregate(TimeSpan.Zero, (sum, extension) => sum + extension.Amount.Time);
            return budget.InDays
                ? Math.Abs(segments.Sum(segment => segment.Days) - days) < 0.000001m
                : segments.Aggregate(TimeSpan.Zero, (sum, segment) => sum + segment.Time) == time;
        },
        runs: 1500);

    [Fact]
    public void In_the_hours_of_a_unit_the_segments_lie_end_to_end_and_add_up_too() => Arbitraries.Holds(
        from unit in Arbitraries.AnyUnit
        from clock in Arbitraries.AnyClock.Where(clock => !clock.IsPaused)
        select (unit, clock),
        given =>
        {
            var calendar = UnitCalendar.Shared.For(given.unit);
            var segments = ClockExplainer.Explain(given.clock, calendar, Given.Policy.LadderNamed("unit")).Segments;
            var due = ClockReader.Read(given.clock, calendar, Given.Policy.LadderNamed("unit")).Due;
            if (segments.IsEmpty) return due == given.clock.StartedAt;
            var budget = given.clock.Terms.Budget;
            var days = budget.Days + given.clock.Extensions.Sum(extension => extension.Amount.Days);
            var time = budget.Time + given.clock.Extensions.Aggregate(TimeSpan.Zero, (sum, extension) => sum + extension.Amount.Time);
            var whole = budget.Days == decimal.Truncate(budget.Days);
            // A part day may be taken of days of different length where seasons meet.
            return segments[0].From == given.clock.StartedAt && segments[^1].To == due && segments.Zip(segments.Skip(1)).All(pair => pair.First.To == pair.Second.From)
                && (budget.InDays ? !whole || segments.Sum(segment => segment.Days) == days : segments.Aggregate(TimeSpan.Zero, (sum, segment) => sum + segment.Time) == time);
        },
        runs: 1500);

    [Fact]
    public void Every_segment_is_worded_in_both_languages() => Arbitraries.Holds(
        Arbitraries.AnyClock,
        clock => Explain(clock).Segments.All(segment => segment.Zh.Length > 0 && segment.En.Length > 0));

    private static Explanation Explain(Clock clock) => ClockExplainer.Explain(clock, Given.Calendar, Given.Policy.LadderNamed(clock.Terms.Ladder));

    private static string Told(Segment segment) =>
        $"{segment.From:yyyy-MM-dd HH:mm} {segment.Kind} {(segment.Time > TimeSpan.Zero ? segment.Time.ToString() : $"{segment.Days:0.##}")}";
}
