using System.Runtime.InteropServices;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Deadlines;

/// <summary>
/// Derives due time and marks of a clock. A pause that begins before the due time is given back in the unit of the budget; when that would still
/// leave the due time before the resumption (resumed after close), one more day is given. A pause that begins later gives nothing back. An extension
/// runs from the due time so far. A due time fixed by the hotline is moved by pauses only, by working days. A mark never lies before its clock's start.
/// </summary>
public static class ClockReader
{
    /// <summary>Reads the clock under the calendar and ladder that it names.</summary>
    public static ClockReading Read(Clock clock, WorkCalendar calendar, Ladder ladder)
    {
        var original = OriginalDue(clock, calendar);
        var originalDue = WorkCalendar.Instant(original.Local);
        if (clock.IsPaused) return new(null, originalDue, HorizonExceeded: false, []);
        var plain = clock.Pauses.IsDefaultOrEmpty && clock.Extensions.IsDefaultOrEmpty;
        var due = plain ? original : DuePhases.Of(clock, calendar, phases: null);
        var local = WorkCalendar.Local(clock.StartedAt);
        var beyond = BeyondHorizon(clock, due, calendar);
        var marks = new Mark[ladder.Rungs.Length + 2];
        var provisional = MarkMoments.Fill(marks, clock, local, due, calendar, ladder);
        return new(plain ? originalDue : WorkCalendar.Instant(due.Local), originalDue, beyond, ImmutableCollectionsMarshal.AsImmutableArray(marks))
        {
            MarksProvisional = provisional || beyond,
        };
    }

    /// <summary>
    /// How much of the clock's time is used and how much is left at an instant, beside the due time: in its own unit, as it stood then. Later pauses and
    /// extensions are left out; before the start nothing is used, from the due time on nothing is left.
    /// </summary>
    public static ClockBalance Spent(Clock clock, WorkCalendar calendar, DateTimeOffset at) => Balance.Of(clock, calendar, at);

    internal static DueMoment OriginalDue(Clock clock, WorkCalendar calendar) => clock.FixedDue is { } given
        ? DueMoment.Given(WorkCalendar.Local(given))
        : Counting.End(WorkCalendar.Local(clock.StartedAt), clock.Terms.Budget, clock.Terms.EndOfDay, calendar, given: 0, resumed: null);

    private static bool BeyondHorizon(Clock clock, DueMoment due, WorkCalendar calendar)
    {
        if (clock.FixedDue is { } given) return due.Local != WorkCalendar.Local(given) && !calendar.Covers(due.Day);
        if (clock.Terms.Budget.Kind == DayKind.Elapsed && clock.Extensions.IsDefaultOrEmpty) return false;
        return !calendar.Covers(due.Day) || !calendar.Covers(WorkCalendar.Day(WorkCalendar.Local(clock.StartedAt)));
    }
}
