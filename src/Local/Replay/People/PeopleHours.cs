using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;

namespace GridCase.Local.Replay.People;

/// <summary>When people do things. Always on a whole minute, and later than now.</summary>
public sealed class PeopleHours(WorkCalendar calendar)
{
    // The centre's desk works in shifts every day, as the hotline's calls come; citizens are called when they may be disturbed.
    private static readonly (TimeSpan From, TimeSpan To) DeskShift = (TimeSpan.FromHours(8), TimeSpan.FromHours(22));
    private static readonly (TimeSpan From, TimeSpan To) CallingHours = (TimeSpan.FromHours(9), TimeSpan.FromHours(20.5));

    /// <summary>After so much office time; for the grades that do not wait for office hours (L1, L2), after so much time.</summary>
    public DateTimeOffset Work(DateTimeOffset now, TimeSpan time, Grade grade) =>
        grade is Grade.L1 or Grade.L2 ? Minute(now + time, now) : Minute(calendar.AddOfficeTime(calendar.NextOpening(now), time), now);

    /// <summary>After so much time at the centre's desk.</summary>
    public static DateTimeOffset Desk(DateTimeOffset now, TimeSpan time) => Within(DeskShift, now, time);

    /// <summary>After so much time, when a citizen may be called.</summary>
    public static DateTimeOffset Call(DateTimeOffset now, TimeSpan time) => Within(CallingHours, now, time);

    /// <summary>At a share of the working time that is left until the due time, never after it while there is a minute left.</summary>
    public DateTimeOffset Share(DateTimeOffset now, DateTimeOffset due, double share, Grade grade)
    {
        var left = Left(now, due, grade);
        var at = left <= TimeSpan.Zero ? now
            : grade is Grade.L1 or Grade.L2 ? now + (left * share)
            : calendar.AddOfficeTime(calendar.NextOpening(now), left * share);
        at = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));
        return at > now ? at : Minute(now.AddSeconds(1), now);
    }

    /// <summary>The working time left until the due time; none when it has passed.</summary>
    public TimeSpan Left(DateTimeOffset now, DateTimeOffset due, Grade grade) =>
        now >= due ? TimeSpan.Zero : grade is Grade.L1 or Grade.L2 ? due - now : calendar.OfficeTimeBetween(now, due);

    private static DateTimeOffset Within((TimeSpan From, TimeSpan To) hours, DateTimeOffset now, TimeSpan time)
    {
        var at = Open(hours, Open(hours, now.ToOffset(ChinaTime.Offset)) + time);
        return Minute(at, now);
    }

    private static DateTimeOffset Open((TimeSpan From, TimeSpan To) hours, DateTimeOffset at)
    {
        var midnight = new DateTimeOffset(at.Date, at.Offset);
        return at.TimeOfDay < hours.From ? midnight + hours.From : at.TimeOfDay > hours.To ? midnight.AddDays(1) + hours.From : at;
    }

    private static DateTimeOffset Minute(DateTimeOffset at, DateTimeOffset now)
    {
        if (at <= now) at = now.AddSeconds(1);
        var over = at.Ticks % TimeSpan.TicksPerMinute;
        return over == 0 ? at : at.AddTicks(TimeSpan.TicksPerMinute - over);
    }
}
