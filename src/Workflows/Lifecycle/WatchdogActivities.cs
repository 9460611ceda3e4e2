using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Durable;
using GridCase.Workflows.Escalation;
using GridCase.Workflows.Inspections;

namespace GridCase.Workflows.Lifecycle;

/// <summary>Finds open cases whose orchestration is missing, ended or late, and re-arms it from the record.</summary>
public sealed class WatchdogActivities(
    ICaseStore cases, INoticeStore notices, IRolloutStore rollouts, IPreviewStore previews, IWorkflowClient workflows, IInspectionStore inspections, IDirectorySource directory)
{
    private const int Page = 500;

    /// <summary>How late a case may be before its orchestration is told to look.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>Compares one page; the cursor that comes back begins a new round when it names no case.</summary>
    public async Task<WatchCursor> CompareAndRepair(WatchCursor cursor, DateTimeOffset now, CancellationToken cancellation)
    {
        if (cursor.AfterCaseId is null) cursor = new(null, 0, await RestartAll(cancellation));
        var page = await cases.ListAlive(cursor.AfterCaseId, Page, cancellation: cancellation);
        var repaired = 0;
        foreach (var open in page)
            if (await Repair(open, now, cancellation)) repaired++;
        return new(page.Count < Page ? null : page[^1].CaseId, cursor.Compared + page.Count, cursor.Repaired + repaired);
    }

    /// <summary>What belongs to no one case.</summary>
    private async Task<int> RestartAll(CancellationToken cancellation) =>
        (await Errands.Stand(workflows, cancellation)).Count + await RestartLanes(cancellation) + await RestartRollouts(cancellation) + await RestartPreviews(cancellation)
        + await new GridMoveWatch(directory, cases, workflows).Restart(cancellation) + await RestartInspections(cancellation);

    private async Task<bool> Repair(OpenCase open, DateTimeOffset now, CancellationToken cancellation)
    {
        var isLookBack = open.Stage == Stage.LookBack;
        var id = isLookBack ? Orchestrations.LookBackOf(open.CaseId) : Orchestrations.LifecycleOf(open.CaseId);
        var instance = await workflows.Find(id, cancellation);
        if (instance is { State: InstanceState.Parked }) return false;
        if (instance is not { State: InstanceState.Running })
        {
            return isLookBack
                ? await workflows.Start(Orchestrations.LookBack, id, open.CaseId, cancellation)
                : await workflows.Start(Orchestrations.CaseLifecycle, id, new CaseCursor(open.CaseId, open.Stage), cancellation);
        }

        var isLate = open.NextAt < now - Grace || (open.NextAt is { } next && (instance.NextTimer is null || instance.NextTimer > next + Grace));
        return isLate && await workflows.Send(id, Orchestrations.RecordChanged, open.Version, cancellation);
    }

    private async Task<int> RestartRollouts(CancellationToken cancellation)
    {
        var started = 0;
        foreach (var rollout in await rollouts.Unfinished(cancellation))
            if (await workflows.Start(Orchestrations.PolicyRollout, Orchestrations.RolloutOf(rollout.Change), rollout.Change, cancellation)) started++;
        return started;
    }

    private async Task<int> RestartPreviews(CancellationToken cancellation)
    {
        var started = 0;
        foreach (var preview in await previews.Running(cancellation))
            if (await workflows.Start(Orchestrations.ImpactPreview, Orchestrations.PreviewOf(preview.Id), new PreviewCursor(preview.Id, 0, null), cancellation)) started++;
        return started;
    }

    private async Task<int> RestartInspections(CancellationToken cancellation) =>
        await new InspectionWatch(inspections, cases, workflows).Restart(cancellation);

    /// <summary>Starts the delivery along each lane in which something waits; those that run stay as they are. Gives how many it started.</summary>
    public async Task<int> RestartLanes(CancellationToken cancellation)
    {
        var started = 0;
        string? after = null;
        while (await notices.WaitingLanes(after, Page, cancellation) is { Count: > 0 } lanes)
        {
            foreach (var lane in lanes)
                if (await workflows.Start(Orchestrations.LaneDelivery, Orchestrations.LaneOf(lane), new LaneCursor(lane, 0), cancellation)) started++;
            after = lanes[^1];
        }

        return started;
    }
}
