using System.Collections.Immutable;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Intake;

namespace GridCase.Workflows.Cases.Rules;

/// <summary>核实, 回访, 结案, 回头看. Nothing is ever closed by a clock alone.</summary>
internal static class AftermathRules
{
    public static Decision Verify(CaseFile file, Verify command)
    {
        if (!command.Ok)
            return Decision.Of(Texts.With(new VerificationFailed(), ("text", command.Text)), new ReworkOrdered(file.FailedVisits));
        var verified = Texts.With(new Verified(false), ("text", command.Text));
        return file.Origin.HasCitizen && file.Origin.HasContact ? Decision.Of(verified) : Decision.Of(verified, new VisitSkipped());
    }

    public static Decision Visit(CaseFile file, Visit command, DecisionContext context)
    {
        var at = command.AttemptedAt ?? context.Now;
        if (at > context.Now.AddMinutes(5)) return Decision.Inconsistent("attempt-in-future", "The attempt lies in the future.");
        if (at < file.VerifiedAt) return Decision.No("attempt-too-early", "The attempt was before the case was verified.");
        return command.Outcome == VisitOutcome.Unreachable ? Unreachable(file, at, context) : Reached(file, command, at, context.Policies.Policy(file.PolicyVersion).Visit);
    }

    public static Decision Close(CaseFile file, DecisionContext context)
    {
        var outcome = file.VisitSkipped ? "no-visit"
            : file.Visits is [.., { Reached: true, Dissatisfied: false }] ? "satisfied"
            : file.Visits is [.., { Reached: true }] ? "dissatisfied"
            : "unreachable";
        return Decision.Of(new ClosedCase(outcome, LookBackSample.Wants(context.Policies.Policy(file.PolicyVersion).LookBack, file.Id, file.ResolvedOnSite)));
    }

    /// <summary>A recurrence opens a linked case under an id that follows from this one, so that a repeat opens no second.</summary>
    public static Decision LookBack(CaseFile file, LookBack command) =>
        Decision.Of(Texts.With(new LookedBack(command.Recurred, command.Recurred ? CaseIds.Of(Channel.LookBack, Recurrence.ExternalIdOf(file)) : null), ("text", command.Text)));

    /// <summary>A child leaves its parent, whose result is what did not last.</summary>
    public static Decision Reopen(CaseFile file, Reopen command, DecisionContext context)
    {
        var decision = GridMoveRules.AfterMove(Decision.Of(Texts.With(new Reopened(), ("reason", command.Reason))), file, context.Directory);
        return file.ParentId is null ? decision : decision with { Facts = [.. decision.Facts, .. Decision.Of(new LeftParent()).Facts] };
    }

    private static Decision Unreachable(CaseFile file, DateTimeOffset at, DecisionContext context)
    {
        var rule = context.Policies.Policy(file.PolicyVersion).Visit;
        var counted = file.Visits.All(visit => !visit.Counted || (visit.At - at).Duration() >= rule.MinGap.Time);
        var days = file.Visits.Where(visit => visit.Counted && !visit.Reached).Select(visit => visit.At).Append(at)
            .Select(instant => instant.ToOffset(ChinaTime.Offset).Date).ToImmutableArray();
        var exhausted = counted && days.Length >= rule.Attempts && days.Distinct().Count() >= rule.MinDays;
        return Decision.Of(new VisitUnreachable(at, counted, file.VisitsExhausted || exhausted));
    }

    private static Decision Reached(CaseFile file, Visit command, DateTimeOffset at, VisitRule rule)
    {
        if (command.Satisfaction is < 1 or > 5) return Decision.Inconsistent("bad-satisfaction", "Satisfaction is 1 (非常不满意) to 5 (非常满意), or left out.");
        var bad = rule.IsBad(command.Satisfaction) || command.Solved == Solved.No;
        var dissatisfied = bad && !file.SatisfactionExempt;
        var visited = new Visited(at, command.Solved, command.Satisfaction, dissatisfied);
        if (!dissatisfied) return Decision.Of(visited);
        return file.ParentId is not null ? Decision.Of(visited, new LeftParent()) : AfterDissatisfaction(file, visited, rule.ReworkOnBad);
    }

    /// <summary>
    /// Rework as often as the policy says (once), then with supervision, then a leader takes the case; what a leader could not mend a person closes as it is. Design §5.
    /// </summary>
    private static Decision AfterDissatisfaction(CaseFile file, Visited visited, int reworks)
    {
        var failed = file.FailedVisits + 1;
        return (failed - reworks) switch
        {
            <= 0 => Decision.Of(visited, new ReworkOrdered(failed)),
            1 when file.IsSupervised => Decision.Of(visited, new ReworkOrdered(failed)),
            1 => Decision.Of(visited, new ReworkOrdered(failed), new Supervised("dissatisfied-again")),
            2 => Decision.Of(visited, new ReworkOrdered(failed), new LeaderCalled()),
            _ => Decision.Of(visited),
        };
    }
}
