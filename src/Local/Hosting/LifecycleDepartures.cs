using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Durable;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Local.Hosting;

/// <summary>Hands what leaves with an append to the engine, inside the append's transaction.</summary>
internal static class LifecycleDepartures
{
    public static void Message(JournalSession session, WorkflowMessage message)
    {
        switch (message.Kind)
        {
            case WorkflowMessageKind.StartLifecycle:
                if (!session.Start(Orchestrations.CaseLifecycle, Orchestrations.LifecycleOf(message.CaseId), new CaseCursor(message.CaseId, Stage.Intake)))
                    session.Send(Orchestrations.LifecycleOf(message.CaseId), Orchestrations.RecordChanged, 0);
                break;
            case WorkflowMessageKind.NudgeLifecycle:
                session.Send(Orchestrations.LifecycleOf(message.CaseId), Orchestrations.RecordChanged, 0);
                break;
            case WorkflowMessageKind.StartLookBack:
                session.Start(Orchestrations.LookBack, Orchestrations.LookBackOf(message.CaseId), message.CaseId);
                break;
            case WorkflowMessageKind.NudgeLookBack:
                session.Send(Orchestrations.LookBackOf(message.CaseId), Orchestrations.RecordChanged, 0);
                break;
            case WorkflowMessageKind.NudgePlans:
                session.Send(Orchestrations.InspectionScheduleId, Orchestrations.PlansChanged, 0);
                break;
            case WorkflowMessageKind.RunSweep:
                if (!session.Start(Orchestrations.InspectionSweep, Orchestrations.SweepOf(message.CaseId), message.CaseId))
                    session.Send(Orchestrations.SweepOf(message.CaseId), Orchestrations.SweepChanged, 0);
                break;
            case WorkflowMessageKind.SettleInspection:
                session.Start(Orchestrations.InspectionSettlement, Orchestrations.SettlementOf(message.CaseId), message.CaseId.Split('/')[0]);
                break;
            case WorkflowMessageKind.FollowCase:
                session.Start(Orchestrations.Reinspection, Orchestrations.ReinspectionOf(message.CaseId), message.CaseId.Split('/')[0]);
                break;
            default:
                throw new InvalidOperationException($"Nothing carries {message.Kind}.");
        }
    }

    /// <summary>Begins the rollout in the transaction of the confirmation; it is told to look once the change is what everybody reads.</summary>
    public static void ChangeConfirmed(JournalSession session, RuleChange change, Action<RuleChange> inForce)
    {
        session.OnCommitted(() => inForce(change));
        session.Start(Orchestrations.PolicyRollout, Orchestrations.RolloutOf(change.Number), change.Number);
    }

    /// <summary>The change is what everybody reads: its rollout looks, and so does one that it takes back. A word that is lost costs a second, or an hour.</summary>
    public static void InForce(IWorkflowClient workflows, RuleChange change)
    {
        _ = workflows.Send(Orchestrations.RolloutOf(change.Number), Orchestrations.RolloutMoved, change.Number);
        if (change.Undoes is { } undone) _ = workflows.Send(Orchestrations.RolloutOf(undone), Orchestrations.RolloutMoved, change.Number);
    }

    public static void LaneFilled(JournalSession session, string lane)
    {
        var id = Orchestrations.LaneOf(lane);
        if (!session.Start(Orchestrations.LaneDelivery, id, new LaneCursor(lane, 0))) session.Send(id, Orchestrations.ParcelWaiting, 0);
    }
}
