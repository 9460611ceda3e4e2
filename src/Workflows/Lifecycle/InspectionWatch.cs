using GridCase.Workflows.Cases;
using GridCase.Workflows.Durable;
using GridCase.Workflows.Inspections;

namespace GridCase.Workflows.Lifecycle;

/// <summary>Finds what of the inspections nobody looks after any more, and starts it again from the record. A part of each round of the watchdog.</summary>
internal sealed class InspectionWatch(IInspectionStore inspections, ICaseStore cases, IWorkflowClient workflows)
{
    private const int Page = 200;

    /// <summary>Starts the schedule, sweeps, settlements and re-inspections that are missing; returns how many that were.</summary>
    public async Task<int> Restart(CancellationToken cancellation) =>
        (await workflows.Start(Orchestrations.InspectionSchedule, Orchestrations.InspectionScheduleId, Nothing.Value, cancellation) ? 1 : 0)
        + await Sweeps(cancellation) + await Settlements(cancellation) + await Reinspections(cancellation);

    private async Task<int> Sweeps(CancellationToken cancellation)
    {
        var started = 0;
        string? after = null;
        while (await inspections.UnfinishedSweeps(after, Page, cancellation) is { Count: > 0 } ids)
        {
            foreach (var id in ids)
            {
                var instance = Orchestrations.SweepOf(id);
                if (await workflows.Find(instance, cancellation) is { State: InstanceState.Parked }) continue;
                if (await workflows.Start(Orchestrations.InspectionSweep, instance, id, cancellation)) started++;
            }

            after = ids[^1];
        }

        return started;
    }

    private async Task<int> Settlements(CancellationToken cancellation)
    {
        var started = 0;
        foreach (var id in await inspections.Unsettled(Page, cancellation))
            if (await Begin(Orchestrations.InspectionSettlement, Orchestrations.SettlementOf(id + "/again"), id, cancellation)) started++;
        return started;
    }

    private async Task<int> Reinspections(CancellationToken cancellation)
    {
        var started = 0;
        var waiting = new CaseQuery { Scope = CaseScope.Everything, Channel = Channel.Inspection, Stage = Stage.Verification, AliveOnly = true, Limit = Page };
        for (string? after = null; ;)
        {
            var page = await cases.List(waiting with { After = after }, cancellation);
            foreach (var row in page.Rows)
                if ((await Open(new() { Scope = CaseScope.Everything, CaseId = row.CaseId, ToDoOnly = true }, cancellation)).Inspections.Count == 0 && await Follow(row.CaseId, cancellation)) started++;
            if ((after = page.Next) is null) break;
        }

        for (string? after = null; ;)
        {
            var page = await Open(new() { Scope = CaseScope.Everything, Kind = InspectionKind.Reinspection, ToDoOnly = true, After = after, Limit = Page }, cancellation);
            foreach (var inspection in page.Inspections)
                if (inspection.CaseId is { } id && await cases.Find(id, cancellation) is { Stage: not Stage.Verification } && await Follow(id, cancellation)) started++;
            if ((after = page.Next) is null) return started;
        }
    }

    private Task<InspectionPage> Open(InspectionQuery query, CancellationToken cancellation) => inspections.ListInspections(query, cancellation);

    private Task<bool> Follow(string caseId, CancellationToken cancellation) => Begin(Orchestrations.Reinspection, Orchestrations.ReinspectionOf(caseId + "/again"), caseId, cancellation);

    private async Task<bool> Begin(Orchestration<string, bool> orchestration, string instance, string input, CancellationToken cancellation) =>
        await workflows.Find(instance, cancellation) is not { State: InstanceState.Parked } && await workflows.Start(orchestration, instance, input, cancellation);
}
