namespace GridCase.Workflows.Deadlines;

/// <summary>
/// How much of a clock's time is used and how much is left at an instant (已用时限、剩余时限), in the unit of its budget. The two always add up to the total:
/// the budget and the extensions granted so far.
/// </summary>
/// <remarks>
/// What is left is what lies between the instant and the due time, counted as the budget counts, and never more than the total: the start day and time that
/// a whole-day suspension gave back twice use nothing. Within a working day its office time is the measure, within a calendar day the wall clock; a last
/// calendar day that rolls is as long as the roll. While a clock stands still nothing changes, and a clock that has stopped shows what it had when it
/// stopped. A same-day budget (<c>0cd</c>, <c>0wd</c>) and a due time that the hotline fixed have no length of their own: theirs is the time from start to
/// the due time at first, a same-day one around the clock. Amounts left are rounded up, so that nothing is left only from the due time on.
/// </remarks>
public sealed record ClockBalance(TimeAmount Total, TimeAmount Spent, TimeAmount Left);

/// <summary>Takes the balance of a clock, phase by phase.</summary>
internal static class Balance
{
    private const long OfficeStep = TimeSpan.TicksPerHour / 100;

    internal static ClockBalance Of(Clock clock, WorkCalendar calendar, DateTimeOffset instant)
    {
        var (stood, at) = AsOf(clock, WorkCalendar.Local(instant));
        var unit = clock.FixedDue is null && IsSameDay(clock.Terms.Budget) ? DayKind.Elapsed : clock.Terms.Budget.Kind;
        var phases = new List<DuePhase>();
        DuePhases.Of(stood, calendar, phases);
        var total = TimeAmount.None(unit);
        var left = total;
        foreach (var phase in phases)
        {
            var (kind, whole, rest) = phase.Budget is { } budget
                ? Counted(phase, budget, at, clock.Terms.EndOfDay, calendar)
                : Given(stood, phase, at, calendar);
            total = total.Plus(TimeAmount.Of(unit, kind, whole));
            left = left.Plus(TimeAmount.Of(unit, kind, Math.Clamp(RoundedUp(rest, kind), 0, whole)));
        }

        return new(total, total.Less(left), left);
    }

    /// <summary>The clock with no more than had happened to it by then, and the moment up to which it had run.</summary>
    private static (Clock Clock, long At) AsOf(Clock clock, long at)
    {
        if (clock.StoppedAt is { } stopped) at = Math.Min(at, WorkCalendar.Local(stopped));
        var start = WorkCalendar.Local(clock.StartedAt);
        var ran = at;
        var pauses = clock.Pauses.IsDefault ? [] : clock.Pauses.RemoveAll(pause => WorkCalendar.Local(pause.From) >= at);
        if (pauses is [.., var last] && !(last.To is { } to && WorkCalendar.Local(to) <= at))
        {
            ran = Math.Max(start, WorkCalendar.Local(last.From));
            pauses = pauses.RemoveAt(pauses.Length - 1);
        }

        var extensions = clock.Extensions.IsDefault ? [] : clock.Extensions.RemoveAll(extension => WorkCalendar.Local(extension.GrantedAt) > at);
        return (clock with { Pauses = pauses, Extensions = extensions, StoppedAt = null }, Math.Max(start, ran));
    }

    private static bool IsSameDay(Budget budget) => budget is { InDays: true, IsZero: true };

    private static (DayKind Kind, decimal Whole, decimal Left) Counted(DuePhase phase, Budget budget, long at, EndOfDay endOfDay, WorkCalendar calendar)
    {
        var end = phase.End.Local;
        if (IsSameDay(budget)) return (DayKind.Elapsed, FirstEnd(phase, budget, endOfDay, calendar) - phase.From, end - at);
        return budget.Kind switch
        {
            DayKind.Elapsed => (budget.Kind, budget.Time.Ticks, end - at),
            DayKind.WorkingHours => (budget.Kind, budget.Time.Ticks, calendar.OfficeBefore(end) - calendar.OfficeBefore(at)),
            _ when at >= end => (budget.Kind, budget.Days, 0),
            _ when at <= phase.From => (budget.Kind, budget.Days, budget.Days),
            _ => (budget.Kind, budget.Days, Math.Min(budget.Days, new DayRounds(phase, budget, endOfDay, calendar).Left(at))),
        };
    }

    private static long FirstEnd(DuePhase phase, Budget budget, EndOfDay endOfDay, WorkCalendar calendar) =>
        Counting.End(phase.From, budget, endOfDay, calendar, given: 0, resumed: null).Local;

    private static (DayKind Kind, decimal Whole, decimal Left) Given(Clock clock, DuePhase phase, long at, WorkCalendar calendar)
    {
        var kind = clock.Terms.Budget.Kind;
        var whole = Math.Max(0, Between(phase.From, WorkCalendar.Local(clock.FixedDue!.Value), kind, calendar));
        return (kind, RoundedUp(whole, kind), Between(at, phase.End.Local, kind, calendar));
    }

    private static decimal Between(long from, long to, DayKind kind, WorkCalendar calendar) => kind switch
    {
        DayKind.Elapsed => to - from,
        DayKind.Calendar => (to - from) / (decimal)TimeSpan.TicksPerDay,
        DayKind.WorkingHours => calendar.OfficeBefore(to) - calendar.OfficeBefore(from),
        _ => WorkedBefore(to, calendar) - WorkedBefore(from, calendar),
    };

    /// <summary>Working days from the beginning of the table, the last one by the share of its office time.</summary>
    private static decimal WorkedBefore(long local, WorkCalendar calendar)
    {
        var day = WorkCalendar.Day(local);
        var share = calendar.Works(day) ? (decimal)calendar.Hours(day).Before(local % TimeSpan.TicksPerDay) / calendar.Hours(day).Length : 0;
        return calendar.WorkedBefore(day) + share;
    }

    private static decimal RoundedUp(decimal amount, DayKind kind) => kind switch
    {
        DayKind.Elapsed => decimal.Ceiling(amount / TimeSpan.TicksPerSecond) * TimeSpan.TicksPerSecond,
        DayKind.WorkingHours => decimal.Ceiling(amount / OfficeStep) * OfficeStep,
        _ => decimal.Ceiling(amount * 100) / 100,
    };
}
