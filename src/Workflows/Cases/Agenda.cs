using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Cases;

/// <summary>
/// What happens to a case by itself, and when: marks of its clocks, the end of a suspension, the hand-over of a visit. Pure; each decision, a
/// person's or a timer's, first appends what is due by then, in order (design §1), so the facts do not depend on when a timer woke.
/// </summary>
public static class Agenda
{
    /// <summary>The next thing to happen by itself under the rules the case has, or null when nothing will.</summary>
    public static AgendaItem? Next(CaseFile file, PolicyBook policies)
    {
        if (!file.IsAlive) return null;
        AgendaItem? next = file.SuspendedUntil is { } until ? new(until, new Resumed(true)) : null;
        if (HandOver(file, policies) is { } handOver) next = Earlier(next, handOver);
        foreach (var clock in file.Clocks)
        {
            if (!clock.IsRunning || clock.IsPaused || ClockBoard.Read(clock, policies) is not { } timed) continue;
            if (NextMark(timed) is { } mark) next = Earlier(next, mark);
        }

        return next;
    }

    /// <summary>Adds all that is due by the context's time to the draft, each at its own instant.</summary>
    public static void CatchUp(CaseDraft draft, DecisionContext context)
    {
        RuleChange? change = null;
        while (draft.Next is { } item && item.Instant <= context.Now)
        {
            if (item.Fact is ClocksRederived rederived) change = context.Policies.Change(rederived.Change);
            draft.AddByClock(change is not null && item.Instant < change.At ? Because(item.Fact, change.Number) : item.Fact, item.Instant);
            if (item.Fact is FellDue { } due && draft.File!.Clock(due.Clock)?.Kind == ClockKind.Tier) StepUp(draft, context, item.Instant);
        }
    }

    private static AgendaItem? NextMark(TimedClock timed)
    {
        AgendaItem? next = null;
        var clock = timed.Recorded;
        foreach (var mark in timed.Reading.Marks)
        {
            if (clock.HasPassed(mark.Name)) continue;
            var climb = mark.Name.RungNumber > 1 ? ClimbInstant(timed, mark.Name.RungNumber - 1) : null;
            var climbs = climb < mark.Instant;
            var instant = climbs ? climb!.Value : mark.Instant;
            if (next is null || instant < next.Instant) next = new(instant, FactOf(clock, mark.Name, climbs));
        }

        return next;
    }

    /// <summary>When silence on this rung brings the next one forward; null when it was seen, or asked for no answer.</summary>
    private static DateTimeOffset? ClimbInstant(TimedClock timed, int rung)
    {
        foreach (var passed in timed.Recorded.Passed)
        {
            if (passed.Mark.RungNumber != rung || passed.AcknowledgedAt is not null) continue;
            return timed.Ladder.RungNumbered(rung)?.AcknowledgeWithin is { } limit ? Counting.EndOf(passed.At, limit, EndOfDay.Close, timed.Calendar) : null;
        }

        return null;
    }

    private static Fact FactOf(CaseClock clock, MarkName mark, bool climbs) =>
        mark.IsRung ? new Escalated(clock.Id, clock.Cycle, mark.RungNumber, climbs)
        : mark == MarkName.Due ? new FellDue(clock.Id, clock.Cycle)
        : new Warned(clock.Id, clock.Cycle);

    private static AgendaItem? HandOver(CaseFile file, PolicyBook policies)
    {
        if (file.Stage != Stage.Visit || file.Origin.Channel != Channel.Hotline || file.Origin.Confidential || file.VisitHandedOver || file.VisitSkipped
            || file.VerifiedAt is not { } verified || file.Visits is [.., { Reached: true }]) return null;
        var silence = policies.Policy(file.PolicyVersion).Visit.HotlineSilence;
        return new(Counting.EndOf(verified, silence, EndOfDay.Close, policies.Calendar(file.CalendarVersion)), new VisitHandedOver());
    }

    /// <summary>四级七天: the tier's limit has passed, so the case goes to the unit above; the top tier has none.</summary>
    private static void StepUp(CaseDraft draft, DecisionContext context, DateTimeOffset at)
    {
        if (draft.File?.UnitCode is not { } from || context.Directory.UnitAbove(from) is not { } above) return;
        draft.AddByClock(new SteppedUp(from, above.Code, above.Tier, true), at);
    }

    /// <summary>Nobody is told of a past mark without its being said that a rule change put it there.</summary>
    private static Fact Because(Fact mark, int change) => mark switch
    {
        Warned warned => warned with { Because = change },
        FellDue due => due with { Because = change },
        Escalated escalated => escalated with { Because = change },
        _ => mark,
    };

    internal static AgendaItem Earlier(AgendaItem? one, AgendaItem other) => one is null || other.Instant < one.Instant ? other : one;
}

/// <summary>One thing that happens by itself.</summary>
public sealed record AgendaItem(DateTimeOffset Instant, Fact Fact);
