namespace GridCase.Workflows.Deadlines;

/// <summary>
/// Counts a budget off from a moment. Days: the start day does not count (民法典 201), a <c>cd</c> budget that ends on a day off rolls to the next
/// working day (203). <c>0cd</c> is the same day and never rolls: it ends at close, or at 24:00 when it starts after close or on a day off.
/// <c>0wd</c> is the same working day, or the next one when it starts after close or on a day off. Part days are shares of a working day in office
/// time, after the whole days. <c>same-time</c> is taken literally, so that a later start on a day off may end earlier within the same day.
/// </summary>
public static class Counting
{
    /// <summary>The end of the budget.</summary>
    public static DateTimeOffset EndOf(DateTimeOffset start, Budget budget, EndOfDay endOfDay, WorkCalendar calendar) =>
        WorkCalendar.Instant(End(WorkCalendar.Local(start), budget, endOfDay, calendar, given: 0, resumed: null).Local);

    /// <summary>The same, with what pauses gave back: days for budgets in whole days, otherwise ticks (office ticks for part days).</summary>
    internal static DueMoment End(long start, Budget budget, EndOfDay endOfDay, WorkCalendar calendar, long given, long? resumed)
        => budget.Kind switch
        {
            DayKind.Elapsed => DueMoment.At(start + budget.Time.Ticks + given),
            DayKind.WorkingHours => DueMoment.At(calendar.AddOffice(start, budget.Time.Ticks + given)),
            DayKind.Calendar => Calendar(start, (int)(budget.Days + given), budget.Days == 0, endOfDay, calendar, resumed),
            _ when budget.Days is > 0 and < 1 => DueMoment.At(calendar.AddOffice(calendar.AddShare(start, budget.Days), given)),
            _ => Working(start, budget.Days + given, endOfDay, calendar),
        };

    /// <summary>What a stand-still gives back, in the unit of the budget.</summary>
    internal static long GiveBack(long from, long to, Budget budget, WorkCalendar calendar) => budget.Kind switch
    {
        DayKind.Elapsed => to - from,
        DayKind.WorkingHours => calendar.OfficeBefore(to) - calendar.OfficeBefore(from),
        DayKind.Calendar => WorkCalendar.Day(to) - WorkCalendar.Day(from),
        _ when budget.Days is > 0 and < 1 => calendar.OfficeBefore(to) - calendar.OfficeBefore(from),
        _ => calendar.Between(WorkCalendar.Day(from), WorkCalendar.Day(to)),
    };

    /// <summary>True when the budget gives back whole days, so that a pause ending after close may need one more.</summary>
    internal static bool CountsWholeDays(Budget budget) => budget.InDays && budget.Days is 0 or >= 1;

    private static DueMoment Working(long start, decimal days, EndOfDay endOfDay, WorkCalendar calendar)
    {
        var whole = (int)days;
        var startDay = WorkCalendar.Day(start);
        var timeOfDay = start % TimeSpan.TicksPerDay;
        int day;
        if (whole > 0) day = calendar.Add(startDay, whole);
        else if (calendar.Works(startDay) && (endOfDay != EndOfDay.Close || timeOfDay < calendar.Hours(startDay).CloseTicks)) day = startDay;
        else day = calendar.Add(startDay, 1);
        var end = EndOn(day, timeOfDay, endOfDay, calendar);
        return days == whole ? end : DueMoment.At(calendar.AddShare(end.Local, days - whole));
    }

    private static DueMoment Calendar(long start, int days, bool sameDay, EndOfDay endOfDay, WorkCalendar calendar, long? resumed)
    {
        var day = WorkCalendar.Day(start) + days;
        var timeOfDay = start % TimeSpan.TicksPerDay;
        if (!sameDay) return EndOn(calendar.WorkingFrom(day), timeOfDay, endOfDay, calendar);
        if (endOfDay != EndOfDay.Close) return EndOn(day, timeOfDay, endOfDay, calendar);
        var last = Math.Max(start, resumed ?? start);
        var closed = !calendar.Works(day) || (WorkCalendar.Day(last) == day && last % TimeSpan.TicksPerDay >= calendar.Hours(day).CloseTicks);
        return EndOn(day, timeOfDay, closed ? EndOfDay.Midnight : EndOfDay.Close, calendar);
    }

    private static DueMoment EndOn(int day, long timeOfDay, EndOfDay endOfDay, WorkCalendar calendar) => endOfDay switch
    {
        EndOfDay.Close => new(day, calendar.Hours(day).CloseTicks),
        EndOfDay.Midnight => new(day, TimeSpan.TicksPerDay),
        _ => new(day, timeOfDay),
    };
}

/// <summary>The end of a budget as a day and a time on it, so that 24:00 still belongs to its day.</summary>
internal readonly record struct DueMoment(int Day, long Time)
{
    public long Local => (Day * TimeSpan.TicksPerDay) + Time;

    public static DueMoment At(long local) => new(WorkCalendar.Day(local), local % TimeSpan.TicksPerDay);

    /// <summary>A due time given from outside: 00:00 is meant as 24:00 of the day before.</summary>
    public static DueMoment Given(long local) => local % TimeSpan.TicksPerDay == 0
        ? new(WorkCalendar.Day(local) - 1, TimeSpan.TicksPerDay)
        : At(local);
}
