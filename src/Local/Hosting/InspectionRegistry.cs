using GridCase.Engine;
using GridCase.Hosting;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Local.Hosting;

/// <summary>Tells the engine which code runs the orchestrations of inspections. All their activities touch the record and run in the engine's own transaction.</summary>
internal static class InspectionRegistry
{
    public static WorkflowRegistry WithInspections(this WorkflowRegistry registry, CountyWork work) => registry
        .Orchestration(Orchestrations.InspectionSchedule, () => new InspectionSchedule())
        .Orchestration(Orchestrations.InspectionSweep, () => new InspectionSweep())
        .Orchestration(Orchestrations.InspectionSettlement, () => new InspectionSettlement())
        .Orchestration(Orchestrations.Reinspection, () => new Reinspection())
        .InTransaction(Activities.OpenSweeps, (_, call) => work.Sweeps.OpenSweeps(call.Now))
        .InTransaction(Activities.AdvanceSweep, (sweepId, call) => work.Sweeps.Advance(sweepId, call.Now))
        .InTransaction(Activities.SettleInspection, async (id, call) => await work.Settlement.Settle(id, call.Now) is not null)
        .InTransaction(Activities.FollowCase, (caseId, call) => work.Reinspections.Follow(caseId, call.Now));
}
