using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Deadlines.Preview;

/// <summary>Who is told of the marks that a clock reaches before it is met.</summary>
internal static class PastMarks
{
    public static void Told(TimedClock? timed, CasePlace place, CountyDirectory directory, AudienceCache audiences, List<PastNotice> told)
    {
        if (timed is not { Clock.StoppedAt: { } stopped }) return;
        DateTimeOffset? climbs = null;
        foreach (var mark in timed.Reading.Marks)
        {
            var rung = timed.Ladder.RungNumbered(mark.Name.RungNumber);
            var at = climbs < mark.Instant ? climbs.Value : mark.Instant;
            if (at > stopped) continue;
            climbs = rung is null ? null : Climbs(timed, rung, at);
            var urgent = rung?.Urgent ?? timed.Ladder.IsUrgent;
            foreach (var recipient in audiences.Resolve(timed.Ladder.AudienceOf(mark.Name), place, at))
                told.Add(new(recipient.PersonId, urgent ? WorkCalendar.DayOf(at) : DayAtWork(timed.Calendar, directory.Person(recipient.PersonId)?.UnitCode, at)));
        }
    }

    /// <summary>When silence on a rung brings the next forward; null when somebody saw it, or no answer is asked for.</summary>
    private static DateTimeOffset? Climbs(TimedClock timed, Rung rung, DateTimeOffset at)
    {
        if (rung.AcknowledgeWithin is not { } limit) return null;
        foreach (var passed in timed.Recorded.Passed)
            if (passed.Mark.RungNumber == rung.Number && passed.AcknowledgedAt is not null) return null;
        return Counting.EndOf(at, limit, EndOfDay.Close, timed.Calendar);
    }

    /// <summary>What is not urgent waits for the office hours of the own unit.</summary>
    private static DateOnly DayAtWork(WorkCalendar calendar, string? unit, DateTimeOffset at) => WorkCalendar.DayOf(calendar.For(unit).NextOpening(at));
}
