using System.Collections.Immutable;
using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Deadlines.Preview;

/// <summary>
/// Derives the clocks of a past case once more under other rules. People's moves stay where they were: start, stand-stills, extensions, acknowledgements
/// and the moment it was met. A budget that an earlier change had begun anew begins there still.
/// </summary>
internal static class PastImpactRules
{
    public static PastCaseImpact? Of(CaseFile file, PreviewRules rules)
    {
        if (file.IsOpen) return null;
        var clocks = ImmutableArray.CreateBuilder<PastClock>();
        List<PastNotice> before = [], after = [];
        bool isFixed = false, beyond = false;
        foreach (var clock in file.Clocks)
        {
            if (clock.StoppedAt is not { } stopped || stopped < rules.Question.From || stopped >= rules.Question.To) continue;
            var (old, anew) = (ClockBoard.Read(clock, rules.Before), ClockBoard.Read(Under(rules.Change, clock), rules.After));
            if (old is null && anew is null) continue;
            isFixed |= clock.FixedDue is not null;
            beyond |= anew is { Reading.HorizonExceeded: true };
            clocks.Add(new(clock.Kind, stopped, old?.Reading.Due, anew?.Reading.Due, IsFinish(file, clock)));
            var place = NoticeRules.PlaceOf(file, clock);
            PastMarks.Told(old, place, rules.Directory, rules.Audiences, before);
            PastMarks.Told(anew, place, rules.Directory, rules.Audiences, after);
        }

        return clocks.Count == 0 ? null : new(clocks.DrainToImmutable(), isFixed, beyond, [.. before], [.. after]);
    }

    private static CaseClock Under(RuleChange change, CaseClock clock) =>
        clock.FixedDue is not null ? clock
        : change.Sort == RuleSort.Policy ? clock with { PolicyVersion = change.Version }
        : clock with { CalendarVersion = change.Version };

    /// <summary>The last run of the unit's or the citizen's clock in a case that was done: not one cut short by another unit or a withdrawal.</summary>
    private static bool IsFinish(CaseFile file, CaseClock clock) =>
        clock.Kind is ClockKind.UnitFinish or ClockKind.CitizenFinish
        && file.Status == CaseStatus.Closed
        && ReferenceEquals(file.Clock(clock.Id), clock);
}
