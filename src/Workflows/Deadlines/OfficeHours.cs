using System.Collections.Immutable;

namespace GridCase.Workflows.Deadlines;

/// <summary>A stretch of a working day in which the office is open, in whole minutes.</summary>
public sealed record OfficeSession(TimeOnly From, TimeOnly To);

/// <summary>The office hours of one season (作息). They differ by county and season; domain.md §4.</summary>
public sealed class OfficeHours
{
    private readonly long[] from;
    private readonly long[] to;

    /// <exception cref="ArgumentException">There is no session, or sessions overlap or are not in order.</exception>
    public OfficeHours(ImmutableArray<OfficeSession> sessions)
    {
        if (sessions.IsDefaultOrEmpty) throw new ArgumentException("Office hours need at least one session.", nameof(sessions));
        Sessions = sessions;
        from = [.. sessions.Select(session => session.From.Ticks)];
        to = [.. sessions.Select(session => session.To.Ticks)];
        for (var i = 0; i < from.Length; i++)
        {
            if (from[i] >= to[i] || (i > 0 && from[i] < to[i - 1]))
                throw new ArgumentException($"Sessions must be in order and not overlap: {sessions[i].From:HH:mm}-{sessions[i].To:HH:mm}.", nameof(sessions));
            if (from[i] % TimeSpan.TicksPerMinute != 0 || to[i] % TimeSpan.TicksPerMinute != 0)
                throw new ArgumentException("Office hours are in whole minutes.", nameof(sessions));
            Length += to[i] - from[i];
        }
    }

    public ImmutableArray<OfficeSession> Sessions { get; }

    public TimeOnly Opens => Sessions[0].From;

    public TimeOnly Closes => Sessions[^1].To;

    /// <summary>Office time in one day.</summary>
    public TimeSpan PerDay => new(Length);

    internal long Length { get; }

    internal long CloseTicks => to[^1];

    /// <summary>Office time of the day that lies before this time of day.</summary>
    internal long Before(long timeOfDay)
    {
        var worked = 0L;
        for (var i = 0; i < from.Length && timeOfDay > from[i]; i++) worked += Math.Min(timeOfDay, to[i]) - from[i];
        return worked;
    }

    /// <summary>The earliest time of day by which this much office time, more than none, has passed.</summary>
    internal long After(long worked)
    {
        var i = 0;
        for (; i < from.Length - 1 && worked > to[i] - from[i]; i++) worked -= to[i] - from[i];
        return from[i] + worked;
    }

    /// <summary>This time of day if the office is open then, the whole closing minute included; else the next opening of the day, or -1.</summary>
    internal long OpenFrom(long timeOfDay)
    {
        for (var i = 0; i < from.Length; i++)
            if (timeOfDay < to[i] + TimeSpan.TicksPerMinute) return Math.Max(timeOfDay, from[i]);
        return -1;
    }
}
