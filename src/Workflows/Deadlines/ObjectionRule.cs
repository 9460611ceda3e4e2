using System.Collections.Immutable;

namespace GridCase.Workflows.Deadlines;

/// <summary>
/// How a unit may send a case back (退单): within a window, with a reason and evidence. After <see cref="MaxReturns"/> arbitration decides, and the
/// named unit keeps the case.
/// </summary>
public sealed class ObjectionRule
{
    private readonly RuleSet<WindowEntry> windows;

    internal ObjectionRule(ObjectionEntry entry, RuleSet<WindowEntry> windows)
    {
        this.windows = windows;
        MaxReturns = entry.MaxReturns;
        AdjudicatedUnitMayReturn = entry.AdjudicatedUnitMayReturn;
        Reasons = [.. entry.Reasons];
        Source = entry.Source;
    }

    /// <summary>How often a case may come back before arbitration.</summary>
    public int MaxReturns { get; }

    /// <summary>Whether the unit named by arbitration may object again; by 潍坊 art 22 it may not.</summary>
    public bool AdjudicatedUnitMayReturn { get; }

    /// <summary>属地不符, 权属不清, 职能交叉.</summary>
    public ImmutableArray<ReasonText> Reasons { get; }

    public string Source { get; }

    internal RuleSet<WindowEntry> Windows => windows;

    /// <summary>How long after dispatch the unit may object, given its budget to finish. A share of calendar days is taken in working days.</summary>
    public Budget WindowFor(CaseTraits traits, Budget finish)
    {
        var rule = windows.For(RuleSubject.Of(traits))!.Rule;
        if (rule.Window is { } window) return window;
        if (rule.LongFinishOver is { } over && finish.CompareLength(over) > 0) return rule.LongWindow!.Value;
        var share = Share(finish, rule.PercentOfFinish!.Value);
        return share.CompareLength(rule.AtMost!.Value) < 0 ? share : rule.AtMost.Value;
    }

    private static Budget Share(Budget budget, int percent) => budget.Kind switch
    {
        DayKind.Elapsed => Budget.Elapsed(new(budget.Time.Ticks * percent / 100)),
        DayKind.WorkingHours => Budget.OfficeTime(TimeSpan.FromHours((double)decimal.Round((decimal)budget.Time.TotalHours * percent / 100, 2))),
        _ => Budget.WorkingDays(decimal.Round(budget.Days * percent / 100, 2)),
    };
}
