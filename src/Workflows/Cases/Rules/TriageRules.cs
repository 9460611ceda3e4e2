using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Cases.Rules;

/// <summary>甄别分级, refusal, regrading, withdrawal.</summary>
internal static class TriageRules
{
    /// <summary>Within this, an urge of the same sender is one with the last.</summary>
    private static readonly TimeSpan UrgeGap = TimeSpan.FromMinutes(10);

    public static Decision Triage(CaseFile file, Triage command, DecisionContext context)
    {
        var category = command.Category ?? file.Category;
        if (command.Category is not null && context.Directory.Category(category) is null) return Decision.Inconsistent("unknown-category", $"The county has no category {category}.");
        var grid = command.GridCode ?? file.GridCode;
        // A phone may still name a grid by the code that a move gave up; an old case keeps its own until the move reaches it.
        if (command.GridCode is not null) grid = context.Directory.GridNow(grid!)?.Code ?? grid;
        if (grid is not null && context.Directory.GridNow(grid) is null) return Decision.Inconsistent("unknown-grid", $"The county has no grid {grid}.");
        var grade = command.Grade ?? file.Grade;
        if (NeedsApproval(grade, context.Actor)) return ComplexNeedsApproval();
        var triaged = new Triaged(command.Kind ?? file.Kind, category, grade, grid, command.SatisfactionExempt ?? context.Directory.IsSatisfactionExempt(category), false);
        if (!command.AcceptObservedAt) return Decision.Of(triaged);
        if (file.Origin.DoubtfulObservedAt is not null) return Decision.Inconsistent("observed-time-doubtful", "The phone's clock was wrong: the time it gave cannot be.");
        if (file.Origin.ObservedAt is null) return Decision.Inconsistent("no-observed-time", "The report names no observed time.");
        if (string.IsNullOrWhiteSpace(command.Remark)) return Decision.Inconsistent("reason-required", "Say in the remark why the observed time is accepted.");
        return Decision.Of(new ObservedTimeAccepted(), triaged);
    }

    public static Decision Refuse(CaseFile file, Refuse command, DecisionContext context)
    {
        var policy = context.Policies.Policy(file.PolicyVersion);
        if (policy.RefusalNamed(command.RefusalClass) is null)
            return Decision.Inconsistent("unknown-refusal-class", $"The policy knows no refusal class {command.RefusalClass}.");
        return string.IsNullOrWhiteSpace(command.Remark)
            ? Decision.Inconsistent("reason-required", "Explain in the remark why, and which path is open to the citizen.")
            : Decision.Of(new RefusedToAct(command.RefusalClass));
    }

    public static Decision Regrade(CaseFile file, Regrade command, DecisionContext context) =>
        command.Grade == file.Grade ? Decision.No("same-grade", "The case has this grade already.")
        : NeedsApproval(command.Grade, context.Actor) ? ComplexNeedsApproval()
        : Decision.Of(new Regraded(command.Grade));

    public static Decision Withdraw(Withdraw command) => Decision.Of(Texts.With(new Withdrawn(), ("reason", command.Reason)));

    /// <summary>Who urges again within minutes adds something; the supervisor has just been told.</summary>
    public static Decision Supplement(CaseFile file, Supplement command, DecisionContext context)
    {
        var justUrged = file.LastUrge is { } last && last.By == context.Actor.PersonId && context.Now - last.At < UrgeGap;
        return Decision.Of(Texts.With(new Supplemented(command.Urge && !justUrged), ("text", command.Text)));
    }

    /// <summary>L4 复杂 is on approval (domain.md §1.3): a supervisor or leader gives it.</summary>
    private static bool NeedsApproval(Grade grade, Actor actor) => grade == Grade.L4 && actor.Role is not (Role.Supervisor or Role.Leader);

    private static Decision ComplexNeedsApproval() =>
        Decision.Forbidden("grade-needs-approval", "L4 (复杂) is on approval: a supervisor or leader regrades the case.");
}
