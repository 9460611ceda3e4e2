using FsCheck.Fluent;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>What must hold of any due time, and due times against a walk that shares no code with the counting.</summary>
public sealed class DueProperties
{
    [Fact]
    public void A_due_time_is_where_a_walk_ends() => Arbitraries.Holds(
        from start in Arbitraries.Minute
        from budget in Gen.OneOf(Arbitraries.WholeDays, Arbitraries.Hours, Gen.Elements("0.5wd", "0.2wd", "1.5wd", "2.7wd").Select(Budget.Parse))
        select (start, budget),
        at => Walked(at.start.DateTime, at.budget) == Counting.EndOf(at.start, at.budget, EndOfDay.Close, Given.Calendar).DateTime,
        runs: 400);

    [Fact]
    public void A_paused_due_time_is_where_a_walk_that_stood_still_ends() => Arbitraries.Holds(
        from start in Arbitraries.Minute
        from budget in Gen.OneOf(Arbitraries.WholeDays.Where(budget => budget.Days > 0), Arbitraries.Hours)
        from gap in Gen.Choose(0, 3000)
        from length in Gen.Choose(0, 8000)
        select (start, budget, halt: start.AddMinutes(gap), resume: start.AddMinutes(gap + length)),
        at =>
        {
            var clock = Given.Clock("2024-01-02 00:00", "1wd") with { StartedAt = at.start, Pauses = [new(at.halt, at.resume, "citizen-evidence")] };
            clock = clock with { Terms = clock.Terms with { Budget = at.budget } };
            return Walked(at.start.DateTime, at.budget, at.halt.DateTime, at.resume.DateTime) == clock.Due()!.Value.DateTime;
        },
        runs: 400);

    [Fact]
    public void A_later_start_is_never_due_earlier() => Arbitraries.Holds(
        from start in Arbitraries.Instant
        from later in Gen.Choose(0, 5 * 24 * 60 * 60)
        from budget in Arbitraries.AnyBudget
        from end in Gen.Elements(EndOfDay.Close, EndOfDay.Midnight)
        select (start, later: start.AddSeconds(later), budget, end),
        at => Counting.EndOf(at.start, at.budget, at.end, Given.Calendar) <= Counting.EndOf(at.later, at.budget, at.end, Given.Calendar),
        runs: 2000);

    [Fact]
    public void At_the_same_time_of_day_a_later_start_is_never_due_on_an_earlier_day() => Arbitraries.Holds(
        from start in Arbitraries.Instant
        from later in Gen.Choose(0, 5 * 24 * 60 * 60)
        from budget in Arbitraries.WholeDays
        select (start, later: start.AddSeconds(later), budget),
        at => WorkCalendar.DayOf(Counting.EndOf(at.start, at.budget, EndOfDay.SameTime, Given.Calendar))
            <= WorkCalendar.DayOf(Counting.EndOf(at.later, at.budget, EndOfDay.SameTime, Given.Calendar)));

    [Fact]
    public void A_larger_budget_is_never_due_earlier() => Arbitraries.Holds(
        from start in Arbitraries.Instant
        from pair in Gen.OneOf(
            Gen.Choose(1, 400).Two().Select(two => (Budget.WorkingDays(two.Item1 / 100m), Budget.WorkingDays((two.Item1 + two.Item2) / 100m))),
            Gen.Choose(0, 60).Two().Select(two => (Budget.WorkingDays(two.Item1), Budget.WorkingDays(two.Item1 + two.Item2))),
            Gen.Choose(0, 60).Two().Select(two => (Budget.CalendarDays(two.Item1), Budget.CalendarDays(two.Item1 + two.Item2))),
            Gen.Choose(0, 500).Two().Select(two => (Budget.OfficeTime(TimeSpan.FromMinutes(15 * two.Item1)), Budget.OfficeTime(TimeSpan.FromMinutes(15 * (two.Item1 + two.Item2))))))
        from end in Gen.Elements(EndOfDay.Close, EndOfDay.Midnight)
        select (start, less: pair.Item1, more: pair.Item2, end),
        at => Counting.EndOf(at.start, at.less, at.end, Given.Calendar) <= Counting.EndOf(at.start, at.more, at.end, Given.Calendar),
        runs: 2000);

    [Fact]
    public void A_due_time_never_lies_before_the_start() => Arbitraries.Holds(
        from start in Arbitraries.Instant
        from budget in Arbitraries.AnyBudget
        from end in Arbitraries.AnyEnd
        select (start, budget, end),
        at => Counting.EndOf(at.start, at.budget, at.end, Given.Calendar) >= at.start,
        runs: 2000);

    [Fact]
    public void A_pause_of_no_length_changes_nothing() => Arbitraries.Holds(
        from clock in Arbitraries.AnyClock.Where(clock => clock.Pauses.IsEmpty)
        from gap in Gen.Choose(0, 10_000)
        select (clock, at: clock.StartedAt.AddMinutes(gap)),
        given => given.clock.Due() == (given.clock with { Pauses = [new(given.at, given.at, "citizen-evidence")] }).Due());

    [Fact]
    public void A_pause_never_leaves_a_due_time_before_its_end() => Arbitraries.Holds(
        Arbitraries.AnyClock.Where(clock => !clock.IsPaused && clock.Pauses.Length == 1 && clock.Pauses[0].To > clock.Pauses[0].From),
        clock => clock.Pauses[0].From >= (clock with { Pauses = [] }).Due() || clock.Due() > clock.Pauses[0].To);

    [Fact]
    public void Marks_come_in_order_and_never_before_the_start() => Arbitraries.Holds(
        Arbitraries.AnyClock.Where(clock => !clock.IsPaused),
        clock =>
        {
            var reading = clock.Read();
            var marks = reading.Marks;
            return marks[0].Name == MarkName.Warn && marks[1] == new Mark(MarkName.Due, reading.Due!.Value)
                && marks.Zip(marks.Skip(1)).All(pair => pair.First.Instant <= pair.Second.Instant && pair.First.Name.CompareTo(pair.Second.Name) < 0)
                && marks[0].Instant >= clock.StartedAt;
        },
        runs: 1000);

    private static DateTime Walked(DateTime start, Budget budget, DateTime pauseFrom = default, DateTime pauseTo = default)
    {
        var paused = pauseTo > pauseFrom;
        switch (budget.Kind)
        {
            case DayKind.Elapsed or DayKind.WorkingHours:
                return MinuteCalendar.Walk(start, (int)budget.Time.TotalMinutes, budget.Kind == DayKind.WorkingHours, pauseFrom, pauseTo);
            case DayKind.Calendar when budget.Days == 0:
                return MinuteCalendar.IsWorked(start) && start.TimeOfDay < new TimeSpan(17, 30, 0) ? start.Date + new TimeSpan(17, 30, 0) : start.Date.AddDays(1);
            case DayKind.Calendar:
                var end = MinuteCalendar.Rolled(start.Date.AddDays((int)budget.Days)) + new TimeSpan(17, 30, 0);
                if (!paused || pauseFrom >= end) return end;
                for (var days = (pauseTo.Date - pauseFrom.Date).Days; ; days++)
                {
                    end = MinuteCalendar.Rolled(start.Date.AddDays((int)budget.Days + days)) + new TimeSpan(17, 30, 0);
                    if (end > pauseTo) return end;
                }

            case DayKind.Working when budget.Days == 0:
                if (MinuteCalendar.IsWorked(start) && start.TimeOfDay < new TimeSpan(17, 30, 0)) return start.Date + new TimeSpan(17, 30, 0);
                return MinuteCalendar.WorkingDay(start, 1) + new TimeSpan(17, 30, 0);
            default:
                var whole = (int)budget.Days;
                var close = whole == 0 ? start : MinuteCalendar.WorkingDay(start, whole) + new TimeSpan(17, 30, 0);
                var due = MinuteCalendar.Walk(close, (int)((budget.Days - whole) * 390), officeOnly: true);
                if (!paused || pauseFrom >= due) return due;
                for (var days = MinuteCalendar.WorkingDaysAfter(pauseFrom, pauseTo); ; days++)
                {
                    due = MinuteCalendar.WorkingDay(start, whole + days) + new TimeSpan(17, 30, 0);
                    if (due > pauseTo) return due;
                }
        }
    }
}
