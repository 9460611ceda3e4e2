using System.Collections.Immutable;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Cases.Rules;

/// <summary>办理: contact, progress, sub-tasks, supervision, the leader's hand, the result.</summary>
internal static class HandlingRules
{
    public static Decision Contact(Contact command) => Decision.Of(Texts.With(new Contacted(), ("text", command.Text)));

    public static Decision TellAcceptance(TellAcceptance command) => string.IsNullOrWhiteSpace(command.Text)
        ? Decision.Inconsistent("text-required", "Name the paper and how it was handed over.")
        : Decision.Of(Texts.With(new AcceptanceTold(), ("text", command.Text)));

    public static Decision Progress(Progress command) => Decision.Of(Texts.With(new Progressed(), ("text", command.Text)));

    public static Decision AddSubtask(CaseFile file, AddSubtask command, DecisionContext context)
    {
        if (context.Directory.Holder(command.Unit) is null) return DispatchRules.UnknownUnit(command.Unit);
        if (command.Unit == file.UnitCode) return Decision.Inconsistent("helper-is-lead", "The lead unit cannot be its own helper.");
        if (command.Budget is { } budget && !Budget.TryParse(budget, out _))
            return Decision.Inconsistent("bad-budget", "A budget is written 3wd, 7cd, 4wh or PT2H.");
        return Decision.Of(Texts.With(new SubtaskAdded(DispatchRules.SubtaskId(file.Subtasks.Length + 1), command.Unit, command.Budget), ("text", command.Text)));
    }

    public static Decision CompleteSubtask(CaseFile file, CompleteSubtask command, DecisionContext context)
    {
        var task = file.Subtasks.FirstOrDefault(one => one.Id == command.SubtaskId);
        return task is null ? Decision.Inconsistent("unknown-subtask", $"The case has no sub-task {command.SubtaskId}.")
            : task.UnitCode != context.Actor.UnitCode ? Decision.Forbidden("not-the-helper", "The sub-task is another unit's.")
            : task.Done ? Decision.No("subtask-done", "The sub-task is done already.")
            : Decision.Of(Texts.With(new SubtaskCompleted(task.Id), ("text", command.Text)));
    }

    public static Decision Supervise(Supervise command) => command.ReasonCode is { } code && !ReasonCodes.IsValid(code)
        ? Decision.Inconsistent("bad-reason-code", ReasonCodes.Detail)
        : Decision.Of(Texts.With(new Supervised(command.ReasonCode ?? "other"), ("reason", command.Reason)));

    public static Decision TakeOver(TakeOver command, DecisionContext context) =>
        Decision.Of(Texts.With(new TakenOver(context.Actor.PersonId), ("reason", command.Reason)));

    public static Decision Resolve(CaseFile file, Resolve command)
    {
        if (string.IsNullOrWhiteSpace(command.Text) && string.IsNullOrWhiteSpace(command.Reply))
            return Decision.Inconsistent("text-required", "Say what was done.");
        var facts = ImmutableArray.CreateBuilder<DecidedFact>();
        facts.Add(Texts.With(new Resolved(false), ("text", command.Text)));
        if (file.Origin.HasCitizen) facts.Add(Texts.With(new Replied(), ("reply", command.Reply ?? command.Text)));
        return new(facts.DrainToImmutable(), null);
    }
}
