using GridCase.Engine;
using GridCase.Workflows.Care;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Local.Hosting;

/// <summary>Tells the engine which code runs which orchestration and activity. What touches the record runs in the engine's own transaction.</summary>
internal static class LifecycleRegistry
{
    public static WorkflowRegistry Of(
        RecordActivities record, LaneActivities lanes, RolloutActivities rollouts, GridMoveActivities moves, PreviewActivities previews, Func<WatchdogActivities> watchdog,
        SealActivities seals, CareRoundsActivities care, FileActivities files, InspectionWork inspections) => new WorkflowRegistry()
        .Orchestration(Orchestrations.CaseLifecycle, () => new CaseLifecycle())
        .Orchestration(Orchestrations.LookBack, () => new LookBack())
        .Orchestration(Orchestrations.LaneDelivery, () => new LaneDelivery())
        .Orchestration(Orchestrations.Watchdog, () => new Watchdog())
        .Orchestration(Orchestrations.DailySeal, () => new DailySeal())
        .Orchestration(Orchestrations.FileCare, () => new FileCare())
        .Orchestration(Orchestrations.PolicyRollout, () => new PolicyRollout())
        .Orchestration(Orchestrations.GridMove, () => new GridMove())
        .Orchestration(Orchestrations.ImpactPreview, () => new ImpactPreview())
        .Orchestration(Orchestrations.CareRounds, () => new CareRounds())
        .InTransaction(Activities.LookAtRecord, (caseId, call) => record.LookAtRecord(caseId, call.Now))
        .InTransaction(Activities.TellFamily, (caseId, call) => record.TellFamily(caseId, call.Now))
        .InTransaction(Activities.OpenRecurrence, (caseId, call) => record.OpenRecurrence(caseId, call.Now))
        .InTransaction(Activities.LaneHasMore, (lane, _) => lanes.HasMore(lane))
        .InTransaction(Activities.RollOut, (change, call) => rollouts.RollOut(change, call.Now))
        .InTransaction(Activities.GiveUpFiles, (_, call) => files.GiveUp(call.Now))
        .InTransaction(Activities.MoveCases, (cursor, call) => moves.MoveCases(cursor, call.Now))
        .Outside(Activities.DeliverNext, (lane, call, cancellation) => lanes.DeliverNext(lane, call.Now, cancellation))
        .Outside(Activities.CompareAndRepair, (cursor, call, cancellation) => watchdog().CompareAndRepair(cursor, call.Now, cancellation))
        .Outside(Activities.PlanPreview, (id, _, cancellation) => previews.Plan(id, cancellation))
        .Outside(Activities.PreviewPage, (page, _, cancellation) => previews.Page(page, cancellation))
        .Outside(Activities.FinishPreview, (id, call, cancellation) => previews.Finish(id, call.Now, cancellation))
        .Outside(Activities.FailPreview, (id, call, cancellation) => previews.Fail(id, call.Now, cancellation))
        .InTransaction(Activities.LookAtCare, (_, call) => care.Look(call.Now))
        .Outside(Activities.SweepFiles, (_, call, cancellation) => files.Sweep(call.Now, cancellation))
        .Outside(Activities.SealDays, (_, call, cancellation) => seals.SealDays(call.Now, cancellation))
        .WithInspections(inspections);
}
