namespace GridCase.Workflows.Deadlines;

/// <content>Office time: what passes only while the office is open.</content>
public sealed partial class WorkCalendar
{
    /// <summary>Asia/Shanghai: +08:00 the year round, no summer time.</summary>
    internal static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The local day of an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDayNumber(Day(Local(instant)));

    /// <summary>True while the office is open, the closing minute included.</summary>
    public bool IsOpen(DateTimeOffset instant) => NextOpening(instant) == instant;

    /// <summary>
    /// The instant itself while the office is open, else the next opening, after lunch or on the next working day. The whole closing minute counts as
    /// open, so that what falls due at close is told at close.
    /// </summary>
    public DateTimeOffset NextOpening(DateTimeOffset instant)
    {
        var local = Local(instant);
        var day = Day(local);
        if (Works(day))
        {
            var open = Hours(day).OpenFrom(local % TimeSpan.TicksPerDay);
            if (open >= 0) return Instant(Start(day) + open);
        }

        var next = Add(day, 1);
        return Instant(Start(next) + Hours(next).Opens.Ticks);
    }

    /// <summary>When the office closes that day, by the hours of its season, whether the day is worked or not.</summary>
    public DateTimeOffset CloseOf(DateOnly day) => Instant(Start(day.DayNumber) + Hours(day.DayNumber).CloseTicks);

    /// <summary>The earliest instant by which this much office time has passed; the instant itself for none. Negative time is refused.</summary>
    public DateTimeOffset AddOfficeTime(DateTimeOffset instant, TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return Instant(AddOffice(Local(instant), time.Ticks));
    }

    /// <summary>Office time between two instants, negative when the second is earlier.</summary>
    public TimeSpan OfficeTimeBetween(DateTimeOffset from, DateTimeOffset to) => new(OfficeBefore(Local(to)) - OfficeBefore(Local(from)));

    internal static long Local(DateTimeOffset instant) => instant.UtcTicks + Offset.Ticks;

    internal static DateTimeOffset Instant(long local) => new(local, Offset);

    internal static int Day(long local) => (int)(local / TimeSpan.TicksPerDay);

    internal static long Start(int day) => day * TimeSpan.TicksPerDay;

    /// <summary>Office time from the first day of the table to a local instant.</summary>
    internal long OfficeBefore(long local)
    {
        var i = Index(Day(local));
        var before = minutesBefore[i] * TimeSpan.TicksPerMinute;
        return IsWorking(i) ? before + hours[season[i]].Before(local % TimeSpan.TicksPerDay) : before;
    }

    internal long AddOffice(long local, long ticks)
    {
        if (ticks == 0) return local;
        var target = OfficeBefore(local) + ticks;
        var low = Index(Day(local));
        var high = Count - 1;
        if (minutesBefore[Count] * TimeSpan.TicksPerMinute < target) throw OutOfReach();
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (minutesBefore[middle + 1] * TimeSpan.TicksPerMinute >= target) high = middle;
            else low = middle + 1;
        }

        return Start(Base + low) + hours[season[low]].After(target - (minutesBefore[low] * TimeSpan.TicksPerMinute));
    }

    /// <summary>
    /// Moves on by a share of a working day, below one. Each day counts as one whatever its length, so that a later start never ends earlier where
    /// seasons meet.
    /// </summary>
    internal long AddShare(long local, decimal share)
    {
        var day = Day(local);
        if (Works(day))
        {
            var length = Hours(day).Length;
            var worked = Hours(day).Before(local % TimeSpan.TicksPerDay);
            var rest = (long)(share * length) - (length - worked);
            if (rest <= 0) return Start(day) + Hours(day).After(length + rest);
            var next = Add(day, 1);
            var nextLength = Hours(next).Length;
            return Start(next) + Hours(next).After(nextLength == length ? rest : (long)((Int128)rest * nextLength / length));
        }

        var first = Add(day, 1);
        return Start(first) + Hours(first).After((long)(share * Hours(first).Length));
    }
}
