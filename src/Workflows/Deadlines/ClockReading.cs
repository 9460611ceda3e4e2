using System.Collections.Immutable;

namespace GridCase.Workflows.Deadlines;

/// <summary>
/// What a clock says. While it is paused there is no <see cref="Due"/> and there are no marks. <see cref="OriginalDue"/> is start plus budget with
/// neither pauses nor extensions (or what the hotline fixed), and never changes under one policy and calendar.
/// </summary>
/// <param name="HorizonExceeded">The due time rests on days past the calendar's last published year and is provisional.</param>
public sealed record ClockReading(DateTimeOffset? Due, DateTimeOffset OriginalDue, bool HorizonExceeded, ImmutableArray<Mark> Marks)
{
    /// <summary>Some mark rests on days past the calendar's last published year, though the due time may not.</summary>
    public bool MarksProvisional { get; init; }

    /// <summary>The instant of a mark, or null when the clock has none of that name now.</summary>
    public DateTimeOffset? InstantOf(MarkName name)
    {
        foreach (var mark in Marks)
            if (mark.Name == name) return mark.Instant;
        return null;
    }
}
