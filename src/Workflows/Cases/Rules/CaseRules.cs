using GridCase.Workflows.Cases.Commands;

namespace GridCase.Workflows.Cases.Rules;

/// <summary>Decides what a person's command does to a case: facts, or a refusal. Pure.</summary>
public static class CaseRules
{
    /// <summary>Decides one command on a file in which all that was due by now has been appended.</summary>
    public static Decision Decide(CaseFile file, Command command, DecisionContext context)
    {
        if (command.ExpectedVersion is { } expected && expected != file.Version)
            return new([], new(RefusalKind.Conflict, "stale-version", $"The case is at version {file.Version}, not {expected}; look at it again."));
        if (MoveTable.Check(MoveTable.RowOf(command), file, context.Actor) is { } refusal) return new([], refusal);
        var decision = command switch
        {
            Triage triage => TriageRules.Triage(file, triage, context),
            Refuse refuse => TriageRules.Refuse(file, refuse, context),
            Regrade regrade => TriageRules.Regrade(file, regrade, context),
            Withdraw withdraw => TriageRules.Withdraw(withdraw),
            Supplement supplement => TriageRules.Supplement(file, supplement, context),
            Separate separate => MergeRules.Separate(file, separate),
            Commands.Dispatch dispatch => DispatchRules.Dispatch(file, dispatch, context),
            SignOff signOff => DispatchRules.SignOff(file, signOff, context),
            Commands.Object objection => DispatchRules.Object(file, objection, context),
            DecideObjection decide => DispatchRules.DecideObjection(file, decide, context),
            Arbitrate arbitrate => DispatchRules.Arbitrate(file, arbitrate, context),
            StepUp stepUp => DispatchRules.StepUp(file, stepUp, context),
            Contact contact => HandlingRules.Contact(contact),
            TellAcceptance tell => HandlingRules.TellAcceptance(tell),
            Progress progress => HandlingRules.Progress(progress),
            AddSubtask add => HandlingRules.AddSubtask(file, add, context),
            CompleteSubtask complete => HandlingRules.CompleteSubtask(file, complete, context),
            Supervise supervise => HandlingRules.Supervise(supervise),
            TakeOver takeOver => HandlingRules.TakeOver(takeOver, context),
            Resolve resolve => HandlingRules.Resolve(file, resolve),
            RequestExtension request => ExtensionRules.Request(file, request, context),
            DecideExtension decide => ExtensionRules.Decide(file, decide, context),
            RequestSuspension request => SuspensionRules.Request(file, request, context),
            DecideSuspension decide => SuspensionRules.Decide(file, decide, context),
            Resume => Decision.Of(new Facts.Resumed(false)),
            EnterLedger enter => SuspensionRules.EnterLedger(file, enter),
            StrikeOff => Decision.Of(new Facts.StruckOff()),
            Verify verify => AftermathRules.Verify(file, verify),
            Commands.Visit visit => AftermathRules.Visit(file, visit, context),
            CloseCase => AftermathRules.Close(file, context),
            Reopen reopen => AftermathRules.Reopen(file, reopen, context),
            Commands.LookBack lookBack => AftermathRules.LookBack(file, lookBack),
            Comment comment => Decision.Of(Texts.With(new Facts.Commented(), ("text", comment.Text))),
            AcknowledgeRung acknowledge => AcknowledgeRules.Acknowledge(file, acknowledge),
            _ => throw new InvalidOperationException($"{command.GetType().Name} concerns two cases and is decided by the desk."),
        };
        return decision.Refusal is null && command.Remark is { Length: > 0 } remark ? Texts.WithRemark(decision, remark) : decision;
    }
}
