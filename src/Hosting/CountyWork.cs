using GridCase.Workflows.Care;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Durable;
using GridCase.Workflows.Escalation;
using GridCase.Workflows.Inspections;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Hosting;

/// <summary>What the orchestrations of a county have done by activities, put together over its stores.</summary>
/// <param name="workflows">The engine, once there is one.</param>
/// <param name="previewPagesAtOnce">How many pages of previews are computed side by side.</param>
/// <param name="rolloutBatch">How many cases a rollout visits in one step.</param>
public sealed class CountyWork(
    CountyStores stores, CaseDesk desk, IParcelSender sender, Func<IWorkflowClient> workflows, int previewPagesAtOnce, int rolloutBatch = RolloutActivities.UsualBatch)
{
    public RecordActivities Record { get; } = new(desk, stores.Cases);

    public LaneActivities Lanes { get; } = new(stores.Notices, sender);

    public RolloutActivities Rollouts { get; } = new(desk, stores.Cases, stores.Rollouts, stores.Policies, rolloutBatch);

    public GridMoveActivities Moves { get; } = new(desk, stores.Cases, stores.DirectorySource);

    public PreviewActivities Previews { get; } = new(stores.Cases, stores.Previews, stores.Policies, stores.DirectorySource, previewPagesAtOnce);

    public WatchdogActivities Watchdog => new(stores.Cases, stores.Notices, stores.Rollouts, stores.Previews, workflows(), stores.Inspections, stores.DirectorySource);

    public SealActivities Seals { get; } = new(stores.Seals);

    public CareRoundsActivities Care { get; } = new(stores.Care, stores.DirectorySource, stores.Policies);

    public FileActivities Files { get; } = new(stores.Attachments, desk);

    public SweepActivities Sweeps { get; } = new(stores.Inspections, stores.DirectorySource, stores.Policies);

    public Settlement Settlement { get; } = new(stores.Inspections, desk, stores.Cases, stores.Attachments, stores.DirectorySource, stores.Policies);

    public Reinspections Reinspections { get; } = new(stores.Inspections, stores.Cases, stores.DirectorySource, stores.Policies);
}
