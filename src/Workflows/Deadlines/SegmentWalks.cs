namespace GridCase.Workflows.Deadlines;

/// <summary>Walks a phase counted in whole days.</summary>
internal static class DayWalk
{
    internal static void Of(DuePhase phase, Budget budget, EndOfDay endOfDay, WorkCalendar calendar, SegmentPieces pieces)
    {
        var startDay = phase.StartDay;
        var due = phase.End.Local;
        var whole = decimal.Truncate(budget.Days);
        var working = budget.Kind == DayKind.Working;
        if (phase.End.Day == startDay)
        {
            pieces.Add(phase.From, due, new(phase.IsExtension ? SegmentKind.Extension : SegmentKind.Running, InWorkingDays: working));
            return;
        }

        pieces.Add(phase.From, WorkCalendar.Start(startDay + 1), new(SegmentKind.StartDay));
        var lastWhole = budget.Days > whole ? calendar.Add(startDay, (int)(whole + phase.Pauses.Sum(pause => pause.Units))) : phase.End.Day;
        var paused = PausedDays(phase, startDay, lastWhole, calendar, working);
        var counted = 0m;
        for (var day = startDay + 1; day <= lastWhole; day++)
        {
            var to = day == phase.End.Day ? due : WorkCalendar.Start(day + 1);
            if (day == lastWhole && budget.Days > whole) to = EndOf(day, phase, endOfDay, calendar);
            var reason = paused.TryGetValue(day, out var code)
                ? new(SegmentKind.Pause, code)
                : Reason(calendar, day, working, counted < whole, phase.IsExtension);
            var counts = reason.Kind is SegmentKind.Running or SegmentKind.MakeUpDay or SegmentKind.Extension && counted < whole ? 1 : 0;
            counted += counts;
            pieces.Add(WorkCalendar.Start(day), to, reason, counts);
            // The part day is office time after the end of the last whole day.
            if (day == lastWhole) TimeWalk.Of(to, due, phase with { Pauses = [] }, calendar, inDays: true, pieces);
        }
    }

    /// <summary>True when a phase in calendar days ends later than its days.</summary>
    internal static bool IsRolled(DuePhase phase)
    {
        var days = (int)phase.Budget!.Value.Days;
        return days > 0 && phase.End.Day - phase.StartDay > days + phase.Pauses.Sum(pause => pause.Units);
    }

    private static PieceReason Reason(WorkCalendar calendar, int day, bool working, bool counting, bool extension)
    {
        var running = extension ? SegmentKind.Extension : SegmentKind.Running;
        if (!working && counting) return new(running);
        return calendar.Type(day) switch
        {
            DayType.Weekend => new(SegmentKind.DayOff),
            DayType.Holiday => new(SegmentKind.Holiday, calendar.Name(day)),
            DayType.MakeUp when !extension && counting => new(SegmentKind.MakeUpDay, calendar.Name(day), working),
            _ => new(running, InWorkingDays: working, Rolled: !working && !counting),
        };
    }

    private static long EndOf(int day, DuePhase phase, EndOfDay endOfDay, WorkCalendar calendar) => endOfDay switch
    {
        EndOfDay.Close => WorkCalendar.Start(day) + calendar.Hours(day).CloseTicks,
        EndOfDay.Midnight => WorkCalendar.Start(day + 1),
        _ => WorkCalendar.Start(day) + (phase.From % TimeSpan.TicksPerDay),
    };

    /// <summary>The days given back: those after the day of suspending up to that of resuming, and one more when it was resumed after close.</summary>
    private static Dictionary<int, string> PausedDays(DuePhase phase, int startDay, int lastWhole, WorkCalendar calendar, bool working)
    {
        var days = new Dictionary<int, string>();
        foreach (var pause in phase.Pauses)
            for (var day = WorkCalendar.Day(pause.From) + 1; day <= Math.Min(WorkCalendar.Day(pause.To), lastWhole); day++)
                days.TryAdd(day, pause.ReasonCode);
        foreach (var pause in phase.Pauses)
        {
            var extra = pause.ExtraDays;
            for (var day = WorkCalendar.Day(pause.To) + 1; extra > 0 && day <= lastWhole; day++)
                if (days.TryAdd(day, pause.ReasonCode) && (!working || calendar.Works(day))) extra--;
        }

        // What was given back for a pause within the part day after the last whole day shows on the whole days before it.
        var missing = phase.Pauses.Sum(pause => pause.Units) - days.Keys.Count(day => !working || calendar.Works(day));
        for (var day = lastWhole; missing > 0 && day > startDay; day--)
            if ((!working || calendar.Works(day)) && days.TryAdd(day, phase.Pauses[^1].ReasonCode)) missing--;
        return days;
    }
}

/// <summary>Walks a phase counted in time: around the clock without a calendar, in office time with one.</summary>
internal static class TimeWalk
{
    internal static void Of(long from, long to, DuePhase phase, WorkCalendar? calendar, bool inDays, SegmentPieces pieces)
    {
        var at = from;
        foreach (var pause in phase.Pauses)
        {
            Run(at, Math.Max(at, pause.From), phase.IsExtension, calendar, inDays, pieces);
            pieces.Add(Math.Max(at, pause.From), Math.Min(pause.To, to), new(SegmentKind.Pause, pause.ReasonCode));
            at = Math.Max(at, pause.To);
        }

        Run(at, to, phase.IsExtension, calendar, inDays, pieces);
    }

    private static void Run(long from, long to, bool extension, WorkCalendar? calendar, bool inDays, SegmentPieces pieces)
    {
        var running = extension ? SegmentKind.Extension : SegmentKind.Running;
        if (calendar is null)
        {
            pieces.Add(from, to, new(running), time: to - from);
            return;
        }

        for (var at = from; at < to;)
        {
            var day = WorkCalendar.Day(at);
            var end = Math.Min(to, WorkCalendar.Start(day + 1));
            if (calendar.Works(day)) Sessions(at, end, day, calendar, running, inDays, pieces);
            else pieces.Add(at, end, calendar.Type(day) == DayType.Weekend ? new(SegmentKind.DayOff) : new(SegmentKind.Holiday, calendar.Name(day)));
            at = end;
        }
    }

    private static void Sessions(long from, long to, int day, WorkCalendar calendar, SegmentKind running, bool inDays, SegmentPieces pieces)
    {
        var hours = calendar.Hours(day);
        var reason = calendar.Type(day) == DayType.MakeUp && running == SegmentKind.Running
            ? new PieceReason(SegmentKind.MakeUpDay, calendar.Name(day), InWorkingDays: true)
            : new PieceReason(running, InWorkingDays: true);
        var at = from;
        foreach (var session in hours.Sessions)
        {
            var opens = Math.Clamp(WorkCalendar.Start(day) + session.From.Ticks, at, to);
            var closes = Math.Clamp(WorkCalendar.Start(day) + session.To.Ticks, opens, to);
            pieces.Add(at, opens, new(SegmentKind.AfterHours));
            pieces.Add(opens, closes, reason, inDays ? (decimal)(closes - opens) / hours.Length : 0, closes - opens);
            at = closes;
        }

        pieces.Add(at, to, new(SegmentKind.AfterHours));
    }
}

/// <summary>Walks a clock whose due time the hotline fixed.</summary>
internal static class FixedWalk
{
    internal static void Of(DuePhase phase, Clock clock, SegmentPieces pieces)
    {
        var given = WorkCalendar.Local(clock.FixedDue!.Value);
        pieces.Add(phase.From, given, new(SegmentKind.Running));
        if (phase.Pauses.Length > 0) pieces.Add(Math.Max(phase.From, given), phase.End.Local, new(SegmentKind.Pause, phase.Pauses[0].ReasonCode));
    }
}
