using GridCase.Engine;
using GridCase.Workflows.Cases;
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
            default:
                throw new InvalidOperationException($"Nothing carries {message.Kind}.");
        }
    }

    public static void LaneFilled(JournalSession session, string lane)
    {
        var id = Orchestrations.LaneOf(lane);
        if (!session.Start(Orchestrations.LaneDelivery, id, new LaneCursor(lane, 0))) session.Send(id, Orchestrations.ParcelWaiting, 0);
    }
}
