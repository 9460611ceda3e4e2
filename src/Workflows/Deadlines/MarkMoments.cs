using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Deadlines;

/// <summary>
/// Places the marks of a clock. Budgets of more days than the plan's days left warn that many working days before the due time; shorter ones, hours
/// and durations warn when the plan's share of the running time is used, measured around the clock for <c>elapsed</c> and in office time otherwise.
/// Rungs count from the due time; those in days end at close.
/// </summary>
internal static class MarkMoments
{
    /// <summary>Fills in warn, due and each rung, in order. True when a mark rests on days that the calendar only guesses.</summary>
    internal static bool Fill(Mark[] marks, Clock clock, long start, DueMoment due, WorkCalendar calendar, Ladder ladder)
    {
        var earliest = Math.Max(start, due.Local);
        marks[0] = new(MarkName.Warn, WorkCalendar.Instant(Math.Clamp(WarnAt(clock, start, due, calendar), start, earliest)));
        marks[1] = new(MarkName.Due, WorkCalendar.Instant(earliest));
        var provisional = false;
        for (var i = 0; i < ladder.Rungs.Length; i++)
        {
            var offset = ladder.Rungs[i].Offset;
            earliest = Math.Max(earliest, RungAt(due, offset, calendar));
            provisional |= offset.Kind != DayKind.Elapsed && !calendar.Covers(WorkCalendar.Day(earliest));
            marks[i + 2] = new(MarkName.Rung(ladder.Rungs[i].Number), WorkCalendar.Instant(earliest));
        }

        return provisional;
    }

    private static long RungAt(DueMoment due, Budget offset, WorkCalendar calendar)
    {
        if (offset.IsZero) return due.Local;
        // 24:00 belongs to the day it ends.
        var from = due.Time == TimeSpan.TicksPerDay && offset.InDays ? due.Local - 1 : due.Local;
        return Counting.End(from, offset, EndOfDay.Close, calendar, given: 0, resumed: null).Local;
    }

    private static long WarnAt(Clock clock, long start, DueMoment due, WorkCalendar calendar)
    {
        var plan = clock.Terms.Marks;
        var budget = clock.Terms.Budget;
        if (budget.InDays && DaysOf(clock, start, due, calendar) > plan.WarnDaysLeft)
            return (due with { Day = calendar.Add(due.Day, -plan.WarnDaysLeft) }).Local;
        var office = budget.Kind != DayKind.Elapsed && calendar.OfficeBefore(due.Local) > calendar.OfficeBefore(start);
        return ShareUsed(clock, start, due.Local, plan.WarnPercentUsed, office ? calendar : null);
    }

    private static decimal DaysOf(Clock clock, long start, DueMoment due, WorkCalendar calendar)
    {
        if (clock.FixedDue is not null) return calendar.Between(WorkCalendar.Day(start), due.Day);
        var days = clock.Terms.Budget.Days;
        if (!clock.Extensions.IsDefault)
            foreach (var extension in clock.Extensions) days += extension.Amount.Days;
        return days;
    }

    /// <summary>When this share of the running time is used: office time under a calendar, elapsed time without; stand-stills do not count.</summary>
    private static long ShareUsed(Clock clock, long start, long due, int percent, WorkCalendar? calendar)
    {
        var left = Measure(start, due, calendar);
        var pauses = clock.Pauses.IsDefault ? [] : clock.Pauses.AsSpan();
        foreach (var pause in pauses)
            if (Within(pause, clock, start, due) is var (from, to)) left -= Measure(from, to, calendar);
        if (left <= 0) return start;
        left = left * percent / 100;
        var at = start;
        foreach (var pause in pauses)
        {
            if (Within(pause, clock, start, due) is not var (from, to)) continue;
            var run = Measure(at, from, calendar);
            if (left <= run) break;
            left -= run;
            at = to;
        }

        return calendar is null ? at + left : calendar.AddOffice(at, left);
    }

    private static long Measure(long from, long to, WorkCalendar? calendar) =>
        calendar is null ? to - from : calendar.OfficeBefore(to) - calendar.OfficeBefore(from);

    private static (long From, long To)? Within(Pause pause, Clock clock, long start, long due)
    {
        if ((pause.To ?? clock.StoppedAt) is not { } ended) return null;
        var from = Math.Max(WorkCalendar.Local(pause.From), start);
        return from < due ? (from, Math.Clamp(WorkCalendar.Local(ended), from, Math.Max(from, due))) : null;
    }
}
