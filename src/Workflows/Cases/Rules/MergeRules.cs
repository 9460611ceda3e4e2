using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Workflows.Cases.Rules;

/// <summary>并案: what two cases become to each other. domain.md §1.8.</summary>
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

    /// <summary>What the case that was merged into, or became a parent, has still to note.</summary>
    public static void Receive(CaseDraft target, CaseFile member)
    {
        if (target.File is not { } file) return;
        var attached = member.MergedIntoId == file.Id;
        if (attached ? !file.Attached.Contains(member.Id) : member.ParentId == file.Id && !file.Children.Contains(member.Id))
            target.AddByClock(new ChildJoined(member.Id, attached), member.LastAt);
    }

    /// <summary>What a child has still to take over from the shared handling: the result, the verification, or that it is being redone.</summary>
    public static void Follow(CaseDraft child, CaseFile parent)
    {
        if (child.File is not { } file || file.ParentId != parent.Id || !file.IsOpen) return;
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
