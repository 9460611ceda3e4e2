namespace GridCase.Workflows.Deadlines;

/// <summary>
/// What is left of a budget in days. Each day that counts is one round, from the end of the day before to its own end; the day after the start is the
/// first, since the start day does not count. A part day is office time after the last round.
/// </summary>
internal sealed class DayRounds
{
    private readonly DuePhase phase;
    private readonly WorkCalendar calendar;
    private readonly EndOfDay endOfDay;
    private readonly bool working;
    private readonly decimal part;
    private readonly int lastDay;
    private readonly long lastEnd;

    internal DayRounds(DuePhase phase, Budget budget, EndOfDay endOfDay, WorkCalendar calendar)
    {
        this.phase = phase;
        this.calendar = calendar;
        this.endOfDay = endOfDay;
        working = budget.Kind == DayKind.Working;
        var whole = (int)budget.Days;
        part = budget.Days - whole;
        var given = whole == 0 ? 0 : (int)phase.Pauses.Sum(pause => pause.Units);
        lastDay = !working ? phase.StartDay + whole + given : whole == 0 ? phase.StartDay : calendar.Add(phase.StartDay, whole + given);
        lastEnd = whole == 0 ? phase.From : part > 0 ? EndOf(lastDay) : phase.End.Local;
    }

    /// <summary>Days left at a moment before the end; more than the budget when a suspension gave back more than stood still.</summary>
    internal decimal Left(long at)
    {
        if (at < lastEnd) return Whole(at) + part;
        var all = Office(lastEnd, phase.End.Local) - GivenOffice();
        return part == 0 || all <= 0 ? 0 : part * Office(at, phase.End.Local) / all;
    }

    /// <summary>The round that runs, by the share of it that is left, and those after it.</summary>
    private decimal Whole(long at)
    {
        var day = Counts(Math.Max(WorkCalendar.Day(at), phase.StartDay + 1));
        while (day < lastDay && EndOf(day) <= at) day = Counts(day + 1);
        if (day >= lastDay) day = lastDay;
        var from = Math.Max(phase.From, EndOf(working ? calendar.Add(day, -1) : day - 1));
        var to = day == lastDay ? lastEnd : EndOf(day);
        return Share(from, Math.Max(at, from), to) + (working ? calendar.Between(day, lastDay) : lastDay - day);
    }

    private decimal Share(long from, long at, long to)
    {
        var office = working ? Office(from, to) : 0;
        return office > 0 ? (decimal)Office(at, to) / office : (decimal)(to - at) / (to - from);
    }

    private int Counts(int day) => working ? calendar.WorkingFrom(day) : day;

    private long EndOf(int day) => endOfDay switch
    {
        EndOfDay.Close => WorkCalendar.Start(day) + calendar.Hours(day).CloseTicks,
        EndOfDay.Midnight => WorkCalendar.Start(day + 1),
        // 24:00 belongs to the day it ends.
        _ => WorkCalendar.Start(day) + (WorkCalendar.Day(phase.From) > phase.StartDay ? TimeSpan.TicksPerDay : phase.From % TimeSpan.TicksPerDay),
    };

    private long Office(long from, long to) => calendar.OfficeBefore(to) - calendar.OfficeBefore(from);

    /// <summary>Pauses of a budget below one day are given back in office time, all of it after its start.</summary>
    private long GivenOffice() => lastEnd == phase.From ? phase.Pauses.Sum(pause => pause.Units) : 0;
}
