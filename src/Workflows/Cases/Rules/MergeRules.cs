using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Cases.Rules;

/// <summary>并案, 拆分: what two cases become to each other. domain.md §1.8.</summary>
public static class MergeRules
{
    /// <summary>Decides on the case that is to go; the other learns of it from its lifecycle.</summary>
    public static Decision Decide(CaseFile file, Merge command, CaseFile? into, DecisionContext context)
    {
        if (command.ExpectedVersion is { } expected && expected != file.Version)
            return new([], new(RefusalKind.Conflict, "stale-version", $"The case is at version {file.Version}, not {expected}; look at it again."));
        if (MoveTable.Check(MoveTable.RowOf(command), file, context.Actor) is { } refusal) return new([], refusal);
        if (into is null) return Decision.Inconsistent("unknown-target", "There is no such case to merge into.");
        if (into.Id == file.Id) return Decision.Inconsistent("same-case", "A case cannot be merged into itself.");
        if (!into.IsOpen || into.ParentId is not null) return Decision.No("target-not-open", "Merge into an open case that is no child itself.");
        var decision = Decision.Of(command.AsChild ? new JoinedParent(into.Id) : new MergedInto(into.Id));
        return command.Remark is { Length: > 0 } remark ? Texts.WithRemark(decision, remark) : decision;
    }

    /// <summary>Decides on the one that is to go on alone; the other learns of it from its lifecycle.</summary>
    public static Decision Separate(CaseFile file, Separate command) => string.IsNullOrWhiteSpace(command.Reason)
        ? Decision.Inconsistent("reason-required", "Say why they are two matters.")
        : Decision.Of(Texts.With(SeparatedFrom(file), ("reason", command.Reason)));

    /// <summary>What the case that was merged into, or became a parent, has still to note; and whether it is supervised because of it (督办).</summary>
    /// <param name="callers">How many different callers the parent then speaks for, itself included.</param>
    public static void Receive(CaseDraft target, CaseFile member, DuplicateRule rule, int callers)
    {
        if (target.File is not { } file) return;
        var attached = member.MergedIntoId == file.Id;
        if (attached ? file.Attached.Contains(member.Id) : member.ParentId != file.Id || file.Children.Contains(member.Id)) return;
        var urges = attached && member.IsRepeat;
        target.AddByClock(new ChildJoined(member.Id, attached) { Urge = urges, Confidential = attached && member.ConfidentialLinks.Contains(file.Id) }, member.LastAt);
        if (target.File is not { IsOpen: true, IsSupervised: false } joined) return;
        if (urges && joined.Urges >= rule.SuperviseFromRepeats) target.AddByClock(new Supervised("repeated"), member.LastAt);
        else if (!attached && callers >= rule.SuperviseFromCallers) target.AddByClock(new Supervised("collective"), member.LastAt);
    }

    /// <summary>What the case that one was separated from has still to note.</summary>
    public static void Release(CaseDraft target, CaseFile member)
    {
        if (target.File is not { } file || member.MergedIntoId == file.Id || member.ParentId == file.Id) return;
        var attached = file.Attached.Contains(member.Id);
        if (!attached && !file.Children.Contains(member.Id)) return;
        target.AddByClock(
            new ChildLeft(member.Id, attached) { Urge = file.Repeats.Contains(member.Id), Confidential = file.ConfidentialLinks.Contains(member.Id) }, member.LastAt);
    }

    /// <summary>What a member has still to take over from the case that it belongs to.</summary>
    public static void Follow(CaseDraft member, CaseFile head)
    {
        if (member.File is not { } file) return;
        // Only the one order was withdrawn: what the caller said in the other is still to be answered.
        if (file.MergedIntoId == head.Id && file.IsRepeat && head.Status == CaseStatus.Withdrawn) member.AddByClock(SeparatedFrom(file) with { ByRule = true }, head.LastAt);
        else if (file.ParentId == head.Id && file.IsOpen) FollowParent(member, file, head);
    }

    private static Separated SeparatedFrom(CaseFile file)
    {
        var from = (file.MergedIntoId ?? file.ParentId)!;
        return new(from, file.MergedIntoId is not null) { Confidential = file.ConfidentialLinks.Contains(from) };
    }

    /// <summary>What a child takes over from the shared handling: the result, the verification, or that it is being redone.</summary>
    private static void FollowParent(CaseDraft child, CaseFile file, CaseFile parent)
    {
        if (parent.Status is CaseStatus.Refused or CaseStatus.Withdrawn or CaseStatus.Merged)
        {
            child.AddByClock(new LeftParent(), parent.LastAt);
            return;
        }

        if (file.Stage == Stage.Handling && parent.Stage is Stage.Verification or Stage.Visit or Stage.LookBack or Stage.Ended && parent.Resolution is { } resolution)
        {
            child.AddByClock(new Resolved(parent.ResolvedOnSite), resolution.At);
            if (file.Origin.HasCitizen) child.AddByClock(new Replied(), resolution.At);
        }

        if (child.File!.Stage == Stage.Verification && parent.VerifiedAt is { } verified)
        {
            child.AddByClock(new Verified(false), verified);
            if (!file.Origin.HasCitizen || !file.Origin.HasContact) child.AddByClock(new VisitSkipped(), verified);
        }

        // Sent back from verification before this child's citizen was told of a verified result.
        if (child.File.Stage == Stage.Verification && parent.Stage == Stage.Handling) child.AddByClock(new ReworkOrdered(child.File.FailedVisits), parent.LastAt);
    }
}
