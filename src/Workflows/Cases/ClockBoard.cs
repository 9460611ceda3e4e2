using System.Collections.Immutable;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Cases;

/// <summary>Derives the due times and marks of a case's clocks from the policies and calendars of their versions.</summary>
public static class ClockBoard
{
    /// <summary>The clock with its terms, or null when the policy has no such clock for this case.</summary>
    public static TimedClock? Read(CaseClock clock, PolicyBook policies)
    {
        if (Terms(clock, policies) is not { } terms) return null;
        var calendar = policies.Calendar(clock.CalendarVersion).For(clock.UnitCode);
        var ladder = policies.Policy(clock.PolicyVersion).LadderNamed(terms.Ladder);
        var timed = new Clock(
            clock.Id, clock.Kind, clock.Cycle, clock.CountFrom ?? clock.StartedAt, terms, clock.FixedDue, PausesOf(clock), clock.Extensions, clock.StoppedAt, clock.PolicyVersion,
            clock.CalendarVersion);
        return new(clock, timed, ClockReader.Read(timed, calendar, ladder), ladder, calendar);
    }

    /// <summary>Every clock that the policies know for this case, in order of start.</summary>
    public static IEnumerable<TimedClock> ReadAll(CaseFile file, PolicyBook policies)
    {
        foreach (var clock in file.Clocks)
            if (Read(clock, policies) is { } timed) yield return timed;
    }

    /// <summary>The due time of the last run of a clock, or null while it is paused or where there is no such clock.</summary>
    public static DateTimeOffset? DueOf(CaseFile file, ClockKind kind, PolicyBook policies) =>
        file.Clock(ClockMoves.IdOf(kind)) is { } clock ? Read(clock, policies)?.Reading.Due : null;

    /// <summary>Running clocks whose due time is later in the second file than in the first.</summary>
    internal static ImmutableArray<string> MovedLater(CaseFile before, CaseFile after, PolicyBook policies)
    {
        var moved = ImmutableArray.CreateBuilder<string>();
        foreach (var clock in after.Clocks)
        {
            if (!clock.IsRunning || before.Clock(clock.Id) is not { IsRunning: true } old) continue;
            if (Read(WithoutOpenPause(old), policies)?.Reading.Due is not { } oldDue) continue;
            if (Read(WithoutOpenPause(clock), policies)?.Reading.Due > oldDue) moved.Add(clock.Id);
        }

        return moved.DrainToImmutable();
    }

    /// <summary>The due time that the clock had at first, before any rule change, pause or extension; null where those rules had no such clock.</summary>
    public static DateTimeOffset? FirstDueOf(CaseClock clock, PolicyBook policies) => clock.Rederivations is [var first, ..]
        ? Read(clock with { PolicyVersion = first.FromPolicy, CalendarVersion = first.FromCalendar, CountFrom = first.FromCountFrom }, policies)?.Reading.OriginalDue
        : Read(clock, policies)?.Reading.OriginalDue;

    /// <summary>A full new budget leaves nothing to give back for what stood still before it.</summary>
    private static ImmutableArray<Pause> PausesOf(CaseClock clock) => clock.CountFrom is { } from && clock.Pauses.Any(pause => pause.To <= from)
        ? [.. clock.Pauses.Where(pause => !(pause.To <= from))]
        : clock.Pauses;

    private static CaseClock WithoutOpenPause(CaseClock clock) =>
        clock.IsPaused ? clock with { Pauses = clock.Pauses.RemoveAt(clock.Pauses.Length - 1) } : clock;

    private static ClockTerms? Terms(CaseClock clock, PolicyBook policies)
    {
        var terms = policies.Policy(clock.PolicyVersion).TermsFor(clock.Kind, clock.Traits);
        if (terms is null || clock.OwnBudget is not { } own) return terms;
        return terms with { Budget = Budget.Parse(own), RulePath = clock.Kind == ClockKind.UnitFinish ? ClockTerms.OfChecklist : terms.RulePath };
    }
}

/// <summary>A clock with what policy and calendar make of it.</summary>
public sealed record TimedClock(CaseClock Recorded, Clock Clock, ClockReading Reading, Ladder Ladder, WorkCalendar Calendar);
