using System.Collections.Immutable;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Inspections;

/// <summary>
/// Which sweeps the plans want at an instant. Pure. Windows in working days or hours open with the office on the first working day of the period, and a period
/// without one has no sweep; windows in other days open when the period begins.
/// </summary>
public static class Schedule
{
    /// <summary>So late a sweep is opened as if it were in time.</summary>
    private static readonly TimeSpan Punctual = TimeSpan.FromHours(1);

    private const int PeriodsAhead = 60;

    /// <summary>Every sweep whose period runs and has opened, whether or not it is there already, and when to look again.</summary>
    public static ScheduleLook At(IEnumerable<InspectionPlan> plans, Policy policy, WorkCalendar calendar, DateTimeOffset now)
    {
        var due = ImmutableArray.CreateBuilder<PlannedSweep>();
        DateTimeOffset? next = null;
        foreach (var plan in plans.Where(plan => plan.Active))
        {
            foreach (var (colour, frequency) in RhythmOf(plan, policy))
            {
                var window = Budget.Parse(plan.Window);
                var period = frequency.PeriodOf(WorkCalendar.DayOf(now));
                var opening = OpeningOf(period, frequency, window, calendar);
                if (opening <= now && InTime(plan, colour, period, frequency, window, opening.Value, calendar, now) is { } planned)
                {
                    if (planned.OpensAt <= now) due.Add(planned);
                    else if (!(next <= planned.OpensAt)) next = planned.OpensAt;
                }

                for (var i = 0; i < PeriodsAhead && !(opening > now); i++) opening = OpeningOf(period = frequency.Next(period), frequency, window, calendar);
                if (opening > now && !(next <= opening)) next = opening;
            }
        }

        return new(due.DrainToImmutable(), next);
    }

    /// <summary>How often each colour of a plan comes round, or its grids; what the plan leaves out the policy says.</summary>
    public static IEnumerable<(RiskColour? Colour, Frequency Frequency)> RhythmOf(InspectionPlan plan, Policy policy)
    {
        if (plan.Target.Kind != TargetKind.Places)
        {
            if (Frequency.TryParse(plan.Rhythm.Grids, out var grids)) yield return (null, grids);
            yield break;
        }

        foreach (var colour in new[] { RiskColour.Red, RiskColour.Yellow, RiskColour.Green })
        {
            if (!plan.Target.Colours.IsEmpty && !plan.Target.Colours.Contains(colour)) continue;
            var own = colour switch { RiskColour.Red => plan.Rhythm.Red, RiskColour.Yellow => plan.Rhythm.Yellow, _ => plan.Rhythm.Green };
            own ??= policy.Inspection.Places.FirstOrDefault(place => string.Equals(place.Code, colour.ToString(), StringComparison.OrdinalIgnoreCase))?.Every.ToString();
            if (Frequency.TryParse(own, out var frequency)) yield return (colour, frequency);
        }
    }

    private static DateTimeOffset? OpeningOf(DateOnly period, Frequency frequency, Budget window, WorkCalendar calendar)
    {
        var begins = Midnight(period);
        if (window.Kind is not (DayKind.Working or DayKind.WorkingHours)) return begins;
        return calendar.NextOpening(begins) is var opening && opening < Midnight(frequency.Next(period)) ? opening : null;
    }

    /// <summary>Noticed late (a new plan, a host that was off), it opens now; but only if it can still be done within its period.</summary>
    private static PlannedSweep? InTime(
        InspectionPlan plan, RiskColour? colour, DateOnly period, Frequency frequency, Budget window, DateTimeOffset opening, WorkCalendar calendar, DateTimeOffset now)
    {
        var isLate = now - opening > Punctual;
        var opens = !isLate ? opening : window.Kind is DayKind.Working or DayKind.WorkingHours ? calendar.NextOpening(now) : now.ToOffset(ChinaTime.Offset);
        var dueAt = Counting.EndOf(opens, window, EndOfDay.Close, calendar);
        return isLate && dueAt > Midnight(frequency.Next(period)) ? null : new(plan, colour, period, opens, dueAt);
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), ChinaTime.Offset);
}

/// <param name="Next">When the next sweep opens; null when no plan wants one.</param>
public sealed record ScheduleLook(ImmutableArray<PlannedSweep> Due, DateTimeOffset? Next);

/// <summary>A sweep that a plan wants.</summary>
/// <param name="Period">The first day of its period.</param>
public sealed record PlannedSweep(InspectionPlan Plan, RiskColour? Colour, DateOnly Period, DateTimeOffset OpensAt, DateTimeOffset DueAt);
