using GridCase.Engine;
using GridCase.Hosting;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Local.Hosting;

/// <summary>Tells the engine which code runs which orchestration and activity. What touches the record runs in the engine's own transaction.</summary>
internal static class LifecycleRegistry
{
    public static WorkflowRegistry Of(CountyWork work) => new WorkflowRegistry()
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
        .InTransaction(Activities.LookAtRecord, (caseId, call) => work.Record.LookAtRecord(caseId, call.Now))
        .InTransaction(Activities.TellFamily, (caseId, call) => work.Record.TellFamily(caseId, call.Now))
        .InTransaction(Activities.OpenRecurrence, (caseId, call) => work.Record.OpenRecurrence(caseId, call.Now))
        .InTransaction(Activities.LaneHasMore, (lane, _) => work.Lanes.HasMore(lane))
        .InTransaction(Activities.RollOut, (change, call) => work.Rollouts.RollOut(change, call.Now))
        .InTransaction(Activities.GiveUpFiles, (_, call) => work.Files.GiveUp(call.Now))
        .InTransaction(Activities.MoveCases, (cursor, call) => work.Moves.MoveCases(cursor, call.Now))
        .Outside(Activities.DeliverNext, (lane, call, cancellation) => work.Lanes.DeliverNext(lane, call.Now, cancellation))
        .Outside(Activities.CompareAndRepair, (cursor, call, cancellation) => work.Watchdog.CompareAndRepair(cursor, call.Now, cancellation))
        .Outside(Activities.PlanPreview, (id, _, cancellation) => work.Previews.Plan(id, cancellation))
        .Outside(Activities.PreviewPage, (page, _, cancellation) => work.Previews.Page(page, cancellation))
        .Outside(Activities.FinishPreview, (id, call, cancellation) => work.Previews.Finish(id, call.Now, cancellation))
        .Outside(Activities.FailPreview, (id, call, cancellation) => work.Previews.Fail(id, call.Now, cancellation))
        .InTransaction(Activities.LookAtCare, (_, call) => work.Care.Look(call.Now))
        .Outside(Activities.SweepFiles, (_, call, cancellation) => work.Files.Sweep(call.Now, cancellation))
        .Outside(Activities.SealDays, (_, call, cancellation) => work.Seals.SealDays(call.Now, cancellation))
        .WithInspections(work);
}
