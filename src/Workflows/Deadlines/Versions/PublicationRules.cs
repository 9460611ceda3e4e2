using System.Collections.Immutable;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Deadlines.Versions;

/// <summary>
/// Who may do what with drafts and versions. One administrator publishes with a reason, another confirms (双人确认); only the last change may be taken
/// back. Pure: the same ledger, act and context give the same decision.
/// </summary>
public static class PublicationRules
{
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(731);

    public static RuleDecision Decide(RuleLedger ledger, RuleAct act, RuleContext context)
    {
        if (context.Actor.Role != Role.Administrator)
            return RuleDecision.Refuse(RefusalKind.Forbidden, "role-lacks-operation", "Only an administrator changes the rules.");
        return act switch
        {
            SaveRuleDraft save => DraftRules.Save(ledger, save, context),
            DiscardRuleDraft discard => DraftRules.Discard(ledger, discard, context),
            PublishRules publish => Publish(ledger, publish, context),
            ConfirmRules confirm => Confirm(ledger, confirm, context),
            RejectRules reject => Reject(ledger, reject, context),
            UndoRules undo => UndoingRules.Undo(ledger, undo, context),
            _ => throw new ArgumentException($"Nothing decides {act.GetType().Name}.", nameof(act)),
        };
    }

    internal static RuleDecision? OneAwaits(RuleLedger ledger, RuleSort sort) => ledger.Awaiting(sort) is { } waiting
        ? RuleDecision.Refuse(RefusalKind.Rule, "awaiting-confirmation", $"{waiting.Version} waits to be confirmed. Let another administrator confirm or reject it first.")
        : null;

    private static RuleDecision Publish(RuleLedger ledger, PublishRules act, RuleContext context)
    {
        if (ledger.Draft(act.Sort) is not { } draft) return DraftRules.NoDraft();
        if (DraftRules.Stale(draft, act.DraftRevision) is { } stale) return stale;
        if (OneAwaits(ledger, act.Sort) is { } waiting) return waiting;
        if (act is { Sort: RuleSort.Calendar, Treatment: OpenCases.FromNow })
            return RuleDecision.Refuse(RefusalKind.Inconsistent, "treatment-not-for-calendars", "A calendar gives nobody a new budget. Choose new-only, from-start or keep-warned.");
        if (TooEarlyOrLate(ledger, act, context.Now) is { } when) return when;
        var latest = ledger.Latest(act.Sort);
        if (draft.BasedOn != latest) return BaseMoved($"The draft was made from {draft.BasedOn}, and {latest} has come since. Save it with basedOn {latest} once its differences from {latest} are meant.");
        var findings = RuleChecks.Findings(act.Sort, draft.Document, ledger, context);
        if (CheckFailed(findings) is { } failed) return failed;
        if (VersionNames.ForDraft(ledger, draft, context.Now) is not { } name)
            return RuleDecision.Refuse(RefusalKind.Rule, "version-taken", $"The draft's version has been used, and no name is used twice. Leave it as {latest} to get the next number, or choose another.");
        var version = new RuleVersion(act.Sort, name, RuleText.WithVersion(draft.Document, name), RuleState.Awaiting, latest, draft.By, draft.At)
        {
            Publication = new(context.Actor.PersonId, context.Now, act.Reason, act.Treatment, act.EffectiveFrom),
        };
        var deed = new RuleDeed(act.Sort, RuleDeedKind.Published, context.Now, context.Actor.PersonId, name, act.Reason);
        return RuleDecision.Do(new(deed, version, DropsDraft: true), name, findings);
    }

    private static RuleDecision Confirm(RuleLedger ledger, ConfirmRules act, RuleContext context)
    {
        if (ledger.Find(act.Sort, act.Version) is not { Publication: { } publication } version) return UnknownVersion();
        if (publication.By == context.Actor.PersonId)
            return RuleDecision.Refuse(RefusalKind.Forbidden, "own-publication", "You published this version; another administrator has to confirm it.");
        if (version.State == RuleState.Published) return RuleDecision.DoneBefore(version.Version);
        if (version.State != RuleState.Awaiting) return NotAwaiting(version);
        var latest = ledger.Latest(act.Sort);
        if (version.Base != latest)
            return BaseMoved($"{version.Version} was published as a change of {version.Base}, and {latest} has come since. Reject it and publish it again as a change of {latest}.");
        // What was in force before is taken back to as it was: that it lacks what the undone version added is what is wanted.
        var findings = publication.Undoes is null ? RuleChecks.Findings(act.Sort, version.Document, ledger, context) : RuleChecks.Faults(act.Sort, version.Document);
        if (CheckFailed(findings) is { } failed) return failed;
        var at = Later(context.Now, publication.EffectiveFrom ?? context.Now);
        var last = ledger.Changes.IsEmpty ? DateTimeOffset.MinValue : ledger.Changes[^1].At;
        if (publication.Undoes is not null) at = Later(at, last);
        else if (at < last) return LaterChange(ledger);
        var change = new RuleChange(ledger.Changes.Length + 1, act.Sort, version.Version, at, publication.Treatment, publication.Undoes);
        var confirmed = version with { State = RuleState.Published, Settlement = new(context.Actor.PersonId, context.Now, Change: change.Number) };
        var deed = new RuleDeed(act.Sort, RuleDeedKind.Confirmed, context.Now, context.Actor.PersonId, version.Version, Change: change.Number);
        return RuleDecision.Do(new(deed, confirmed, change), version.Version);
    }

    private static RuleDecision Reject(RuleLedger ledger, RejectRules act, RuleContext context)
    {
        if (ledger.Find(act.Sort, act.Version) is not { Publication: { } publication } version) return UnknownVersion();
        if (version.State != RuleState.Awaiting) return NotAwaiting(version);
        var isOwn = publication.By == context.Actor.PersonId;
        var settled = version with { State = isOwn ? RuleState.Withdrawn : RuleState.Rejected, Settlement = new(context.Actor.PersonId, context.Now, act.Reason) };
        var kind = isOwn ? RuleDeedKind.Withdrawn : RuleDeedKind.Rejected;
        return RuleDecision.Do(new(new(act.Sort, kind, context.Now, context.Actor.PersonId, version.Version, act.Reason), settled), version.Version);
    }

    private static RuleDecision? TooEarlyOrLate(RuleLedger ledger, PublishRules act, DateTimeOffset now)
    {
        if (act.EffectiveFrom is { } past && past < now)
            return RuleDecision.Refuse(RefusalKind.Inconsistent, "effective-date-past", "The date lies in the past. Leave it out to bring the rules into force when they are confirmed.");
        if (act.EffectiveFrom is { } far && far > now + Furthest)
            return RuleDecision.Refuse(RefusalKind.Inconsistent, "effective-date-too-far", "Rules are published at most two years ahead.");
        return !ledger.Changes.IsEmpty && (act.EffectiveFrom ?? now) < ledger.Changes[^1].At ? LaterChange(ledger) : null;
    }

    private static RuleDecision LaterChange(RuleLedger ledger)
    {
        var last = ledger.Changes[^1];
        var at = last.At.ToOffset(ChinaTime.Offset);
        return RuleDecision.Refuse(
            RefusalKind.Rule, "later-change-scheduled",
            $"{last.Version} comes into force on {at:yyyy-MM-dd HH:mm}, and nothing can come before what is confirmed already. Name that time or a later one, or take that change back first.");
    }

    private static RuleDecision? CheckFailed(ImmutableArray<RuleFinding> findings)
    {
        var errors = findings.Count(finding => finding.Severity == FindingSeverity.Error);
        if (errors == 0) return null;
        var first = findings.First(finding => finding.Severity == FindingSeverity.Error);
        var detail = $"The check found {errors} {(errors == 1 ? "error" : "errors")}, the first at {first.Path}: {first.Problem} {first.Remedy}";
        return new(null, new(RefusalKind.Inconsistent, "check-failed", detail), null, findings);
    }

    private static RuleDecision BaseMoved(string detail) => RuleDecision.Refuse(RefusalKind.Conflict, "base-moved", detail);

    private static RuleDecision NotAwaiting(RuleVersion version) =>
        RuleDecision.Refuse(RefusalKind.Rule, "not-awaiting", $"{version.Version} does not wait for confirmation: it is {Words.Of(version.State)}.");

    internal static RuleDecision UnknownVersion() => RuleDecision.Refuse(RefusalKind.NotFound, "unknown-version", "No such version was ever published here.");

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
