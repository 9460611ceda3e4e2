using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Cases;

/// <summary>
/// What a rule change makes of an open case (design §6). Pure, and a matter of the case's own time: the change happens at its instant, between
/// the facts before and after it, whoever looks at the case first. So no case is derived twice or missed, however it moves during a rollout.
/// </summary>
internal static class Retiming
{
    /// <summary>The first change in force by now that the case has not taken over; null when there is none.</summary>
    public static AgendaItem? Next(CaseFile file, PolicyBook policies, DateTimeOffset now)
    {
        if (!file.IsAlive) return null;
        for (var i = file.RuleChange; i < policies.Changes.Length && policies.Changes[i].At <= now; i++)
            if (TakeOver(file, policies.Changes[i], policies) is { } fact) return new(policies.Changes[i].At, fact);
        return null;
    }

    /// <summary>The fact by which the case takes the change over; null when the change is nothing to it.</summary>
    private static ClocksRederived? TakeOver(CaseFile file, RuleChange change, PolicyBook policies)
    {
        if (change.Undoes is { } undone) return TakeBack(file, change, policies.Change(undone), policies);
        if (change is { Sort: RuleSort.Policy, Treatment: OpenCases.NewOnly }) return null;
        var isPolicy = change.Sort == RuleSort.Policy;
        return new(
            change.Number,
            change.Treatment,
            isPolicy ? change.Version : file.PolicyVersion,
            isPolicy ? file.CalendarVersion : change.Version,
            [.. Rederived(file, policies, clock => isPolicy ? UnderPolicy(clock, change) : UnderCalendar(clock, change, policies))]);
    }

    /// <summary>A due time that the hotline fixed is never derived anew.</summary>
    private static CaseClock? UnderPolicy(CaseClock clock, RuleChange change)
    {
        if (clock.FixedDue is not null || IsKept(clock, change)) return null;
        var countFrom = change.Treatment != OpenCases.FromNow ? null
            : clock.OwnBudget is not null ? clock.CountFrom
            : clock.StartedAt < change.At ? change.At
            : (DateTimeOffset?)null;
        return clock with { PolicyVersion = change.Version, CountFrom = countFrom };
    }

    private static CaseClock? UnderCalendar(CaseClock clock, RuleChange change, PolicyBook policies)
    {
        var next = clock with { CalendarVersion = change.Version };
        var stays = change.Treatment == OpenCases.NewOnly || clock.FixedDue is not null || IsKept(clock, change);
        return stays && !NeedsMoreDays(clock, next, policies) ? null : next;
    }

    /// <summary>
    /// What lay beyond the old calendar's horizon was provisional, and is derived anew whatever the treatment. So is, under a calendar that reaches further, what
    /// stands still and has no due time yet, and what stays due as it was: resumed or extended later it may come to lie beyond the old horizon too.
    /// </summary>
    private static bool NeedsMoreDays(CaseClock clock, CaseClock next, PolicyBook policies)
    {
        if (ClockBoard.Read(clock, policies)?.Reading is not { } before) return false;
        if (before.HorizonExceeded || before.MarksProvisional) return true;
        if (policies.Calendar(next.CalendarVersion).Horizon <= policies.Calendar(clock.CalendarVersion).Horizon) return false;
        return clock.IsPaused || (ClockBoard.Read(next, policies)?.Reading is { } after && after.Due == before.Due && after.Marks.SequenceEqual(before.Marks));
    }

    private static bool IsKept(CaseClock clock, RuleChange change) => change.Treatment == OpenCases.KeepWarned && !clock.Passed.IsEmpty;

    /// <summary>Gives back to the case and to each clock what it had before; what began since counts from its start under what the case gets back.</summary>
    private static ClocksRederived? TakeBack(CaseFile file, RuleChange change, RuleChange undone, PolicyBook policies)
    {
        var isPolicy = change.Sort == RuleSort.Policy;
        if ((isPolicy ? file.PolicyVersion : file.CalendarVersion) != undone.Version) return null;
        var taken = file.TakenChanges.LastOrDefault(taken => taken.Fact.Change == undone.Number);
        var version = (isPolicy ? taken?.FromPolicy : taken?.FromCalendar) ?? change.Version;
        return new(
            change.Number,
            change.Treatment,
            isPolicy ? version : file.PolicyVersion,
            isPolicy ? file.CalendarVersion : version,
            [.. Rederived(file, policies, clock => isPolicy ? BackToPolicy(clock, undone, version) : BackToCalendar(clock, undone, version))])
        {
            Undoes = undone.Number,
        };
    }

    private static CaseClock? BackToPolicy(CaseClock clock, RuleChange undone, string version)
    {
        if (clock.PolicyVersion != undone.Version) return null;
        var before = clock.Rederivations.LastOrDefault(one => one.Change == undone.Number);
        return clock with { PolicyVersion = before?.FromPolicy ?? version, CountFrom = before?.FromCountFrom };
    }

    private static CaseClock? BackToCalendar(CaseClock clock, RuleChange undone, string version)
    {
        if (clock.CalendarVersion != undone.Version) return null;
        var before = clock.Rederivations.LastOrDefault(one => one.Change == undone.Number);
        return clock with { CalendarVersion = before?.FromCalendar ?? version };
    }

    private static IEnumerable<RederivedClock> Rederived(CaseFile file, PolicyBook policies, Func<CaseClock, CaseClock?> anew)
    {
        foreach (var clock in file.Clocks)
        {
            if (!clock.IsRunning || anew(clock) is not { } next) continue;
            var (before, after) = (ClockBoard.Read(clock, policies), ClockBoard.Read(next, policies));
            if (before is null && after is null && next.PolicyVersion == clock.PolicyVersion) continue;
            yield return new(
                clock.Id, clock.Cycle, before?.Reading.Due, after?.Reading.Due, after?.Clock.Terms.RulePath, next.PolicyVersion, next.CalendarVersion, next.CountFrom);
        }
    }
}
