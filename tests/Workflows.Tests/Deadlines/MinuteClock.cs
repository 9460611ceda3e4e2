using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>
/// Due times found by walking: minutes for hours, days for days, one suspension after the other. Budgets and ends of day are read from the clock, nothing
/// is counted by the code under test. Whole minutes only; no same-day budget that was suspended.
/// </summary>
internal sealed class MinuteClock(MinuteHours hours, EndOfDay endOfDay, (DateTime From, DateTime To)[] pauses)
{
    private int next;

    public static MinuteClock Of(Clock clock, MinuteHours hours) =>
        new(hours, clock.Terms.EndOfDay, [.. clock.Pauses.Select(pause => (pause.From.DateTime, pause.To!.Value.DateTime))]);

    public DateTime Due(DateTime start, Budget budget, IEnumerable<Budget> extensions)
    {
        var due = Phase(start, start, budget);
        // What ends at 24:00 belongs to the day before.
        foreach (var extension in extensions) due = Phase(due, due.TimeOfDay == TimeSpan.Zero && endOfDay == EndOfDay.Midnight ? due.AddMinutes(-1) : due, extension);
        return due;
    }

    /// <summary>Minutes that count and in which the clock did not stand still.</summary>
    public int Running(DateTime from, DateTime to, bool officeOnly)
    {
        var minutes = 0;
        for (var at = from; at < to; at = at.AddMinutes(1))
            if ((!officeOnly || MinuteCalendar.IsOffice(at, hours)) && !pauses.Any(pause => at >= pause.From && at < pause.To)) minutes++;
        return minutes;
    }

    /// <summary>Working days between two moments, each day by the share of its minutes.</summary>
    public decimal Days(DateTime from, DateTime to)
    {
        var days = 0m;
        for (var day = from.Date; day <= to.Date; day = day.AddDays(1))
        {
            if (!MinuteCalendar.IsWorked(day)) continue;
            var (begins, ends) = (from > day ? from : day, to < day.AddDays(1) ? to : day.AddDays(1));
            days += (decimal)MinuteCalendar.OfficeMinutes(begins, ends, hours) / hours.Length(day);
        }

        return days;
    }

    private DateTime Phase(DateTime from, DateTime start, Budget budget)
    {
        if (!budget.InDays) return Skipping(MinuteCalendar.Walk(from, (int)budget.Time.TotalMinutes, budget.Kind == DayKind.WorkingHours, hours, pauses));
        var whole = (int)budget.Days;
        var given = 0;
        var due = End(start, budget, whole);
        for (; next < pauses.Length && pauses[next].From < due; next++)
        {
            var (halt, resume) = pauses[next];
            given += budget.Kind == DayKind.Working ? MinuteCalendar.WorkingDaysAfter(halt, resume) : (resume.Date - halt.Date).Days;
            due = End(start, budget, whole + given);
            while (resume > halt && due <= resume) due = End(start, budget, whole + ++given);
        }

        return due;
    }

    private DateTime Skipping(DateTime due)
    {
        while (next < pauses.Length && pauses[next].From < due) next++;
        return due;
    }

    private DateTime End(DateTime start, Budget budget, int days)
    {
        if (budget.IsZero) return SameDay(start, budget.Kind == DayKind.Working);
        var end = budget.Kind == DayKind.Working ? MinuteCalendar.WorkingDay(start, days) : MinuteCalendar.Rolled(start.Date.AddDays(days));
        return EndOf(end, start);
    }

    private DateTime SameDay(DateTime start, bool working)
    {
        var open = MinuteCalendar.IsWorked(start) && (endOfDay != EndOfDay.Close || start < hours.Close(start));
        if (open) return EndOf(start.Date, start);
        if (working) return EndOf(MinuteCalendar.WorkingDay(start, 1), start);
        return start.Date.AddDays(1);
    }

    private DateTime EndOf(DateTime day, DateTime start) => endOfDay switch
    {
        EndOfDay.Close => hours.Close(day),
        EndOfDay.Midnight => day.AddDays(1),
        _ => day + start.TimeOfDay,
    };
}
