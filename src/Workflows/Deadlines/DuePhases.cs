namespace GridCase.Workflows.Deadlines;

/// <summary>A stand-still within a phase: what it gave back, and of that the days added because it ended after close.</summary>
internal readonly record struct GivenBack(long From, long To, long Units, long ExtraDays, string ReasonCode);

/// <summary>One budget counted off: the clock's own, or one extension. With no budget, a due time fixed from outside.</summary>
internal sealed record DuePhase(long From, int StartDay, Budget? Budget, DueMoment End, GivenBack[] Pauses, bool IsExtension);

/// <summary>Counts a clock off phase by phase: its budget, then each extension from the due time so far.</summary>
internal static class DuePhases
{
    /// <summary>The due time; each phase is added to the list when one is given.</summary>
    internal static DueMoment Of(Clock clock, WorkCalendar calendar, List<DuePhase>? phases)
    {
        var next = 0;
        var from = WorkCalendar.Local(clock.StartedAt);
        if (clock.FixedDue is not null) return Fixed(clock, from, calendar, phases);
        var due = Phase(clock, from, clock.Terms.Budget, isExtension: false, calendar, ref next, phases);
        if (clock.Extensions.IsDefault) return due;
        foreach (var extension in clock.Extensions)
            due = Phase(clock, due.Local, extension.Amount, isExtension: true, calendar, ref next, phases, due);
        return due;
    }

    private static DueMoment Phase(
        Clock clock, long from, Budget budget, bool isExtension, WorkCalendar calendar, ref int next, List<DuePhase>? phases, DueMoment? after = null)
    {
        // 24:00 belongs to the day it ends: counted on from there, the next day is the first.
        var start = after is { Time: TimeSpan.TicksPerDay } && budget.InDays ? from - 1 : from;
        var endOfDay = clock.Terms.EndOfDay;
        var given = 0L;
        long? resumed = null;
        var due = End(start, from, budget, endOfDay, calendar, given, resumed);
        var pauses = phases is null ? null : new List<GivenBack>();
        while (!clock.Pauses.IsDefault && next < clock.Pauses.Length)
        {
            var began = Math.Max(WorkCalendar.Local(clock.Pauses[next].From), WorkCalendar.Local(clock.StartedAt));
            if (began >= due.Local) break;
            if (clock.Pauses[next].To is not { } ended)
            {
                if (clock.StoppedAt is not { } stopped) break;
                ended = stopped;
            }

            var to = Math.Max(began, WorkCalendar.Local(ended));
            var units = Counting.GiveBack(began, to, budget, calendar);
            resumed = to;
            due = End(start, from, budget, endOfDay, calendar, given + units, resumed);
            var extra = 0L;
            while (to > began && due.Local <= to && Counting.CountsWholeDays(budget))
                due = End(start, from, budget, endOfDay, calendar, given + units + ++extra, resumed);
            given += units + extra;
            pauses?.Add(new(began, to, units + extra, extra, clock.Pauses[next].ReasonCode));
            next++;
        }

        phases?.Add(new(from, WorkCalendar.Day(start), budget, due, [.. pauses!], isExtension));
        return due;
    }

    private static DueMoment End(long start, long from, Budget budget, EndOfDay endOfDay, WorkCalendar calendar, long given, long? resumed)
    {
        var due = Counting.End(start, budget, endOfDay, calendar, given, resumed);
        return start != from && endOfDay == EndOfDay.SameTime ? due with { Time = TimeSpan.TicksPerDay } : due;
    }

    private static DueMoment Fixed(Clock clock, long from, WorkCalendar calendar, List<DuePhase>? phases)
    {
        var due = DueMoment.Given(WorkCalendar.Local(clock.FixedDue!.Value));
        var pauses = new List<GivenBack>();
        foreach (var pause in clock.Pauses.IsDefault ? [] : clock.Pauses)
        {
            var began = Math.Max(WorkCalendar.Local(pause.From), from);
            if (began >= due.Local || (pause.To ?? clock.StoppedAt) is not { } ended) break;
            var to = Math.Max(began, WorkCalendar.Local(ended));
            var units = calendar.Between(WorkCalendar.Day(began), WorkCalendar.Day(to));
            var moved = due with { Day = calendar.Add(due.Day, units) };
            var extra = 0;
            while (to > began && moved.Local <= to) moved = due with { Day = calendar.Add(due.Day, units + ++extra) };
            pauses.Add(new(began, to, units + extra, extra, pause.ReasonCode));
            due = moved;
        }

        phases?.Add(new(from, WorkCalendar.Day(from), null, due, [.. pauses], IsExtension: false));
        return due;
    }
}
