using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Inspections;

/// <summary>The clock of a sweep: from its opening, its window, under the versions it was opened with. Marks and rungs come as on the clocks of cases.</summary>
public static class SweepClock
{
    /// <summary>What notices call it.</summary>
    public const string Id = "inspection";

    /// <summary>When a sweep whose ladder was climbed to its end lapses: what was missed by then was missed.</summary>
    private static readonly TimeSpan Lapse = TimeSpan.FromDays(30);

    /// <summary>When a window that opens at an instant ends.</summary>
    public static DateTimeOffset DueOf(DateTimeOffset opensAt, string window, WorkCalendar calendar) => Counting.EndOf(opensAt, Budget.Parse(window), EndOfDay.Close, calendar);

    /// <summary>The next mark that has not been passed, with its own instant; silence on a rung brings the next one forward. Null after the last.</summary>
    public static SweepMoment? Next(Sweep sweep, PolicyBook policies)
    {
        var (reading, ladder, calendar) = Read(sweep, policies);
        SweepMoment? next = null;
        foreach (var mark in reading.Marks)
        {
            if (sweep.Marks.Any(passed => passed.Mark == mark.Name)) continue;
            var climb = mark.Name.RungNumber > 1 ? ClimbInstant(sweep, mark.Name.RungNumber - 1, ladder, calendar) : null;
            var instant = climb < mark.Instant ? climb.Value : mark.Instant;
            if (next is null || instant < next.Instant) next = new(mark.Name, instant);
        }

        return next;
    }

    /// <summary>When the sweep lapses, once its last mark was passed.</summary>
    public static DateTimeOffset? LapsesAt(Sweep sweep, PolicyBook policies) =>
        Next(sweep, policies) is null && sweep.Marks is [.., var last] ? last.At + Lapse : null;

    public static Ladder LadderOf(Sweep sweep, PolicyBook policies) => policies.Policy(sweep.Terms.PolicyVersion).LadderNamed(sweep.Terms.Ladder);

    public static WorkCalendar CalendarOf(Sweep sweep, PolicyBook policies) => policies.Calendar(sweep.Terms.CalendarVersion);

    private static (ClockReading Reading, Ladder Ladder, WorkCalendar Calendar) Read(Sweep sweep, PolicyBook policies)
    {
        var (ladder, calendar) = (LadderOf(sweep, policies), CalendarOf(sweep, policies));
        var terms = new ClockTerms(Budget.Parse(sweep.Terms.Window), EndOfDay.Close, MarkPlan.Usual, ladder.Name, "plan");
        // A sweep is a task that is given to people; no policy rule is asked for it.
        var clock = new Clock(Id, ClockKind.Subtask, 1, sweep.OpensAt, terms, null, [], [], null, sweep.Terms.PolicyVersion, sweep.Terms.CalendarVersion);
        return (ClockReader.Read(clock, calendar, ladder), ladder, calendar);
    }

    private static DateTimeOffset? ClimbInstant(Sweep sweep, int rung, Ladder ladder, WorkCalendar calendar) =>
        sweep.Marks.FirstOrDefault(passed => passed.Mark.RungNumber == rung) is { Unseen.IsEmpty: false } silent && ladder.RungNumbered(rung)?.AcknowledgeWithin is { } limit
            ? Counting.EndOf(silent.At, limit, EndOfDay.Close, calendar)
            : null;
}

/// <summary>A mark ahead.</summary>
public sealed record SweepMoment(MarkName Mark, DateTimeOffset Instant);
