using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Deadlines.Versions;

/// <summary>How a draft is begun, saved and thrown away. What it says is checked, not refused: a draft may be wrong until it is published.</summary>
internal static class DraftRules
{
    public static RuleDecision Save(RuleLedger ledger, SaveRuleDraft act, RuleContext context)
    {
        var draft = ledger.Draft(act.Sort);
        if (Stale(draft, act.DraftRevision) is { } stale) return stale;
        var latest = ledger.Latest(act.Sort);
        var named = act.BasedOn is { } name ? ledger.Find(act.Sort, name) : null;
        if (act.BasedOn is not null && named is null) return PublicationRules.UnknownVersion();
        if (act is { Preset: not null, Sort: RuleSort.Calendar })
            return RuleDecision.Refuse(RefusalKind.Inconsistent, "unknown-preset", "A calendar has no presets.");
        var document = act.Document ?? RuleText.WithVersion((named ?? ledger.Find(act.Sort, latest)!).Document, latest);
        if (act.Preset is { } preset)
        {
            var faults = RuleChecks.Faults(act.Sort, document);
            if (!faults.IsEmpty)
                return new(null, new(RefusalKind.Inconsistent, "check-failed", $"A preset is laid over a document that can be read. {faults[0].Path}: {faults[0].Problem} {faults[0].Remedy}"), null, faults);
            if (PolicyPresets.Of(document).All(one => one.Name != preset))
                return RuleDecision.Refuse(RefusalKind.Inconsistent, "unknown-preset", $"There is no preset '{preset}' in this document.");
            document = PolicyPresets.Unfold(document, preset);
        }

        // What is begun from any version is a change of the one in force; what was being worked on stays a change of what it was made from.
        var basedOn = act.Document is null ? latest : act.BasedOn ?? draft?.BasedOn ?? latest;
        var saved = new RuleDraft(act.Sort, ledger.NextDraft(act.Sort), document, basedOn, context.Actor.PersonId, context.Now);
        var findings = RuleChecks.Findings(act.Sort, document, ledger, context);
        return RuleDecision.Do(new(new(act.Sort, RuleDeedKind.DraftSaved, context.Now, context.Actor.PersonId, basedOn), Draft: saved), findings: findings);
    }

    public static RuleDecision Discard(RuleLedger ledger, DiscardRuleDraft act, RuleContext context)
    {
        if (ledger.Draft(act.Sort) is not { } draft) return NoDraft();
        if (Stale(draft, act.DraftRevision) is { } stale) return stale;
        return RuleDecision.Do(new(new(act.Sort, RuleDeedKind.DraftDiscarded, context.Now, context.Actor.PersonId, draft.BasedOn), DropsDraft: true));
    }

    public static RuleDecision? Stale(RuleDraft? draft, int? seen)
    {
        var revision = draft?.Revision ?? 0;
        if (seen is null || seen == revision) return null;
        var now = draft is null ? "there is no draft any more" : $"it is at revision {revision} now, saved by {draft.By}";
        return RuleDecision.Refuse(RefusalKind.Conflict, "draft-changed", $"The draft was changed meanwhile: you saw revision {seen}, {now}. Read it again and repeat your change.");
    }

    public static RuleDecision NoDraft() => RuleDecision.Refuse(RefusalKind.NotFound, "no-draft", "There is no draft. Save one first.");
}
