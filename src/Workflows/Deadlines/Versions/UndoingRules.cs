using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Deadlines.Versions;

/// <summary>How a change is taken back (撤销变更): by a new version with the content of the one before, confirmed by another person like any other.</summary>
internal static class UndoingRules
{
    public static RuleDecision Undo(RuleLedger ledger, UndoRules act, RuleContext context)
    {
        if (ledger.Find(act.Sort, act.Version) is null) return PublicationRules.UnknownVersion();
        if (ledger.LastChange(act.Sort) is not { } last)
            return RuleDecision.Refuse(RefusalKind.Rule, "nothing-to-undo", $"{act.Version} is the first version; there is nothing before it.");
        if (last.Version != act.Version)
            return RuleDecision.Refuse(RefusalKind.Rule, "not-last-change", $"Only the last change can be taken back, and that was to {last.Version}. Publish an older version again instead.");
        if (last.Undoes is not null)
            return RuleDecision.Refuse(RefusalKind.Rule, "undo-of-undo", $"{last.Version} took a change back already. Publish the version you want once more instead.");
        if (PublicationRules.OneAwaits(ledger, act.Sort) is { } waiting) return waiting;
        var before = ledger.Find(act.Sort, ledger.Before(last))!;
        var name = VersionNames.After(ledger, act.Sort, last.Version, context.Now);
        var person = context.Actor.PersonId;
        var version = new RuleVersion(act.Sort, name, RuleText.WithVersion(before.Document, name), RuleState.Awaiting, last.Version, person, context.Now)
        {
            Publication = new(person, context.Now, act.Reason, last.Treatment, Undoes: last.Number),
        };
        return RuleDecision.Do(new(new(act.Sort, RuleDeedKind.UndoAsked, context.Now, person, name, act.Reason), version), name);
    }
}
