using FsCheck;
using FsCheck.Fluent;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>Counting in the hours of units, against the walk by minutes, which shares no code with it.</summary>
public sealed class UnitProperties
{
    private static readonly Gen<Budget> WholeOrHours = Gen.OneOf(Arbitraries.WholeDays, Arbitraries.Hours.Where(budget => budget.Time <= TimeSpan.FromHours(40)));

    /// <summary>A clock of a unit with up to three pauses that are over, of whole minutes.</summary>
    private static readonly Gen<(string Unit, Clock Clock)> Clocks =
        from unit in Arbitraries.AnyUnit
        from start in Arbitraries.Minute
        from budget in WholeOrHours
        from end in Gen.Elements(EndOfDay.Close, EndOfDay.Midnight)
        from gaps in Gen.Choose(0, 4 * 24 * 60).Four()
        from pauses in Gen.Choose(0, budget.IsZero ? 0 : 2)
        from extended in Gen.Elements(true, false)
        select (unit, Build(start, budget, end, pauses > 0 ? [gaps.Item1, gaps.Item2, gaps.Item3, gaps.Item4] : [], pauses, extended && !budget.IsZero));

    [Fact]
    public void Office_time_of_a_unit_is_what_a_walk_counts() => Arbitraries.Holds(
        from unit in Arbitraries.AnyUnit
        from start in Arbitraries.Minute
        from length in Gen.Choose(0, 20 * 24 * 60)
        select (unit, start, end: start.AddMinutes(length)),
        at => MinuteCalendar.OfficeMinutes(at.start.DateTime, at.end.DateTime, MinuteHours.Of(at.unit))
            == UnitCalendar.Shared.For(at.unit).OfficeTimeBetween(at.start, at.end).TotalMinutes,
        runs: 200);

    [Fact]
    public void Adding_office_time_of_a_unit_is_undone_by_measuring_it_and_never_goes_back() => Arbitraries.Holds(
        from unit in Arbitraries.AnyUnit
        from start in Arbitraries.Instant
        from one in Gen.Choose(0, int.MaxValue)
        from other in Gen.Choose(0, int.MaxValue)
        select (unit, start, less: TimeSpan.FromTicks(Math.Min(one, other) * 300L), more: TimeSpan.FromTicks(Math.Max(one, other) * 300L)),
        at =>
        {
            var calendar = UnitCalendar.Shared.For(at.unit);
            var (less, more) = (calendar.AddOfficeTime(at.start, at.less), calendar.AddOfficeTime(at.start, at.more));
            return less <= more && less >= at.start && calendar.OfficeTimeBetween(at.start, less) == at.less && calendar.OfficeTimeBetween(less, more) == at.more - at.less;
        },
        runs: 2000);

    [Fact]
    public void Adding_office_time_to_a_later_start_of_a_unit_never_ends_earlier() => Arbitraries.Holds(
        from unit in Arbitraries.AnyUnit
        from start in Arbitraries.Instant
        from later in Gen.Choose(0, 10 * 24 * 60 * 60)
        from budget in Arbitraries.AnyBudget
        from end in Gen.Elements(EndOfDay.Close, EndOfDay.Midnight)
        select (unit, start, later: start.AddSeconds(later), budget, end),
        at => Counting.EndOf(at.start, at.budget, at.end, UnitCalendar.Shared.For(at.unit)) <= Counting.EndOf(at.later, at.budget, at.end, UnitCalendar.Shared.For(at.unit)),
        runs: 2000);

    [Fact]
    public void A_due_time_in_a_units_hours_is_where_a_walk_ends_whatever_stood_still_or_was_extended() => Arbitraries.Holds(
        Clocks,
        given => Walked(given.Unit, given.Clock) == Read(given.Unit, given.Clock).Due!.Value.DateTime,
        runs: 600);

    [Fact]
    public void A_part_of_a_day_in_a_units_hours_ends_where_a_walk_by_shares_does() => Arbitraries.Holds(
        from unit in Arbitraries.AnyUnit
        from start in Arbitraries.Minute
        from hundredths in Gen.Choose(1, 320)
        select (unit, start, budget: Budget.WorkingDays(hundredths / 100m)),
        at =>
        {
            var due = Counting.EndOf(at.start, at.budget, EndOfDay.Close, UnitCalendar.Shared.For(at.unit)).DateTime;
            var hours = MinuteHours.Of(at.unit);
            var whole = (int)at.budget.Days;
            var from = whole == 0 ? at.start.DateTime : hours.Close(MinuteCalendar.WorkingDay(at.start.DateTime, whole));
            var share = at.budget.Days - whole;
            if (share == 0) return due == from;
            var minute = from;
            for (; share > 0; minute = minute.AddMinutes(1))
                if (MinuteCalendar.IsOffice(minute, hours)) share -= 1m / hours.Length(minute);
            // The walk ends with the minute in which the share is used up.
            return due <= minute && due > minute.AddMinutes(-1).AddTicks(-10);
        },
        runs: 400);

    [Fact]
    public void Warnings_and_rungs_of_a_unit_are_where_a_walk_puts_them() => Arbitraries.Holds(
        Clocks.Where(given => !given.Clock.Terms.Budget.IsZero && given.Clock.Terms.EndOfDay == EndOfDay.Close),
        given =>
        {
            var hours = MinuteHours.Of(given.Unit);
            var start = given.Clock.StartedAt.DateTime;
            var reading = Read(given.Unit, given.Clock);
            var due = reading.Due!.Value.DateTime;
            var warn = reading.InstantOf(MarkName.Warn)!.Value.DateTime;
            var budget = given.Clock.Terms.Budget;
            var days = budget.Days + given.Clock.Extensions.Sum(extension => extension.Amount.Days);
            foreach (var (rung, offset) in ((int, int)[])[(1, 1), (2, 3), (3, 5)])
                if (reading.InstantOf(MarkName.Rung(rung))!.Value.DateTime != hours.Close(MinuteCalendar.WorkingDay(due, offset))) return false;
            if (budget.InDays && days > 1) return warn == Later(start, MinuteCalendar.WorkingDayBefore(due));
            return Early(given.Unit, given.Clock, due, 0) <= warn && warn <= Early(given.Unit, given.Clock, due, 1);
        },
        runs: 300);

    private static DateTime Walked(string unit, Clock clock) =>
        MinuteClock.Of(clock, MinuteHours.Of(unit)).Due(clock.StartedAt.DateTime, clock.Terms.Budget, clock.Extensions.Select(extension => extension.Amount));

    private static ClockReading Read(string unit, Clock clock) => ClockReader.Read(clock, UnitCalendar.Shared.For(unit), Given.Policy.LadderNamed("unit"));

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;

    /// <summary>Three quarters of the running minutes, rounded down, and one more when asked for.</summary>
    private static DateTime Early(string unit, Clock clock, DateTime due, int more)
    {
        var walk = MinuteClock.Of(clock, MinuteHours.Of(unit));
        var start = clock.StartedAt.DateTime;
        var office = clock.Terms.Budget.Kind != DayKind.Elapsed;
        var used = (walk.Running(start, due, office) * 3 / 4) + more;
        return MinuteCalendar.Walk(start, used, office, MinuteHours.Of(unit), [.. clock.Pauses.Select(pause => (pause.From.DateTime, pause.To!.Value.DateTime))]);
    }

    private static Clock Build(DateTimeOffset start, Budget budget, EndOfDay end, int[] gaps, int pauses, bool extended)
    {
        var clock = Given.Clock("2024-01-02 00:00", "1wd", end) with { StartedAt = start };
        clock = clock with { Terms = clock.Terms with { Budget = budget } };
        var at = start;
        for (var i = 0; i < pauses; i++)
        {
            var from = at.AddMinutes(gaps[2 * i] / 2);
            at = from.AddMinutes(gaps[(2 * i) + 1]);
            clock = clock with { Pauses = clock.Pauses.Add(new(from, at, "citizen-evidence")) };
        }

        return extended ? clock with { Extensions = [new(budget, start)] } : clock;
    }
}
