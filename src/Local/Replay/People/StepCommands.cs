using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;
using Arbitrate = GridCase.Workflows.Cases.Commands.Arbitrate;

namespace GridCase.Local.Replay.People;

/// <summary>Who takes a step, and with which command.</summary>
public sealed class StepCommands(ResponseModel model, PolicyBook policies, Crew crew)
{
    private static readonly string[] ObjectionReasons = ["wrong-area", "unclear-ownership", "overlapping-duties"];

    /// <summary>The person and the command; remembers in the play what leaves no trace in the case.</summary>
    public (Actor By, Command Command) Of(Step step, CaseFile file, CasePlay play) => step switch
    {
        Step.Triage => (crew.Dispatcher, new Triage(null, null, null, null, null)),
        Step.Dispatch => (crew.Dispatcher, Dispatch(file, play)),
        Step.SignOff => (crew.Clerk(file.UnitCode!), new SignOff()),
        Step.Object => (crew.Clerk(file.UnitCode!), new Workflows.Cases.Commands.Object(ObjectionReason(file, play)) { Reason = "回放：经办单位提出异议" }),
        Step.DecideObjection => (crew.Dispatcher, file.UnitCode == play.Unit ? new DecideObjection(false) : new DecideObjection(true, play.Unit)),
        Step.Arbitrate => (crew.DutyLead, new Arbitrate(play.Unit)),
        Step.Contact => (crew.Clerk(file.UnitCode!), new Contact()),
        Step.Progress => (crew.Clerk(file.UnitCode!), Progress(play)),
        Step.RequestExtension => (crew.Clerk(file.UnitCode!), Extension(file, play)),
        Step.DecideExtension => (crew.DutyLead, new DecideExtension(play.Dice.Happens(model.ExtensionGranted, "extension granted"))),
        Step.RequestSuspension => (crew.Clerk(file.UnitCode!), Suspension(play)),
        Step.DecideSuspension => (crew.DutyLead, new DecideSuspension(play.Dice.Happens(model.SuspensionGranted, "suspension granted"))),
        Step.Resume => (crew.Clerk(file.UnitCode!), new Resume()),
        Step.EnterLedger => (crew.DutyLead, Ledger(play)),
        Step.StrikeOff => (crew.DutyLead, new StrikeOff()),
        Step.CompleteSubtask => Subtask(file),
        Step.TakeOver => (crew.Leader, new TakeOver { Reason = "回放：领导包案" }),
        Step.Resolve => (file.LeaderId is null ? crew.Clerk(file.UnitCode!) : crew.Leader, Result(play)),
        Step.Verify => (crew.Verifier(file.GridCode), Verification(play)),
        Step.Visit => (file.Origin.Channel == Channel.Hotline && !file.VisitHandedOver ? crew.Operator : crew.Dispatcher, Visit(file, play)),
        Step.Close => (file.Origin.Channel == Channel.Hotline ? crew.Operator : crew.Dispatcher, new CloseCase()),
        Step.LookBack => (crew.Verifier(file.GridCode), new Workflows.Cases.Commands.LookBack(play.Dice.Happens(model.Recurrence, "recurrence"))),
        _ => throw new InvalidOperationException($"Nobody takes the step {step}."),
    };

    private Dispatch Dispatch(CaseFile file, CasePlay play)
    {
        var misdispatched = file.Objections == 0 && play.Dice.Happens(model.Misdispatched, "misdispatched");
        var unit = misdispatched ? crew.Other(play.Unit, play.Dice.Throw("wrong unit")) : play.Unit;
        var helped = !misdispatched && play.Dice.Happens(model.Helped, "helped");
        return new(unit, helped ? [crew.Other(unit, play.Dice.Throw("helper unit"))] : null);
    }

    private static string ObjectionReason(CaseFile file, CasePlay play) =>
        ObjectionReasons[(int)(play.Dice.Throw("objection reason", file.Objections) * ObjectionReasons.Length)];

    private static Progress Progress(CasePlay play)
    {
        play.ProgressTold = true;
        return new() { Text = "回放：正在办理" };
    }

    private RequestExtension Extension(CaseFile file, CasePlay play)
    {
        play.ExtensionAsked = true;
        var budget = ClockBoard.Read(file.Clock(KebabCase.Of(ClockKind.UnitFinish))!, policies)!.Clock.Terms.Budget;
        var rule = policies.Policy(file.PolicyVersion).ExtensionFor(new(file.Origin.Channel, file.Kind, file.Category, file.Grade, file.UnitTier));
        var longest = rule.LongestFor(budget) ?? budget;
        return new(longest.ToString()) { Reason = "回放：需要更多时间" };
    }

    private RequestSuspension Suspension(CasePlay play)
    {
        play.SuspensionAsked = true;
        var reasons = policies.LatestPolicy.SuspensionReasons;
        // The first reasons of the list are the common ones.
        var index = (int)(Math.Pow(play.Dice.Throw("suspension reason"), 2) * reasons.Length);
        return new(reasons[index].Code) { Reason = "回放：等待条件具备" };
    }

    private static EnterLedger Ledger(CasePlay play)
    {
        play.WasInLedger = true;
        return new("engineering") { Reason = "回放：需工程改造" };
    }

    private (Actor By, Command Command) Subtask(CaseFile file)
    {
        var task = file.Subtasks.First(one => !one.Done);
        return (crew.Clerk(task.UnitCode), new CompleteSubtask(task.Id));
    }

    private static Resolve Result(CasePlay play)
    {
        play.Results++;
        return new() { Text = "回放：已办理" };
    }

    private Workflows.Cases.Commands.Verify Verification(CasePlay play) => new(!play.Dice.Happens(model.VerificationFails, "verification fails", play.Looks++));

    private Visit Visit(CaseFile file, CasePlay play)
    {
        var turn = (play.Results * 10) + file.Visits.Length;
        if (play.Dice.Happens(model.Unreachable, "unreachable", turn)) return new(VisitOutcome.Unreachable);
        var share = file.FailedVisits == 0 ? model.Dissatisfied : model.DissatisfiedAgain;
        var mood = play.Dice.Throw("satisfaction", turn);
        if (mood < share) return new(VisitOutcome.Reached, null, mood < share / 4 ? Solved.No : Solved.Partly, mood < share / 4 ? 1 : 2);
        // Of the others half are very satisfied, a third satisfied, the rest fairly so.
        var rest = (mood - share) / (1 - share);
        return new(VisitOutcome.Reached, null, Solved.Yes, rest < 0.5 ? 5 : rest < 0.83 ? 4 : 3);
    }
}
