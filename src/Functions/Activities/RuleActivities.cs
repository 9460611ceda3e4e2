using GridCase.Functions.Durable;
using GridCase.Functions.Hosting;
using GridCase.Workflows.Lifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace GridCase.Functions.Activities;

/// <summary>What rollouts, moves and previews have done.</summary>
public sealed class RuleActivities(CountyEntrance entrance)
{
    [Function(nameof(RollOut))]
    public Task<Outcome<RolloutStep>> RollOut([ActivityTrigger] int input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        entrance.Do(client, (work, now) => work.Rollouts.RollOut(input, now), cancellation);

    [Function(nameof(MoveCases))]
    public Task<Outcome<GridMoveCursor>> MoveCases([ActivityTrigger] GridMoveCursor input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        entrance.Do(client, (work, now) => work.Moves.MoveCases(input, now), cancellation);

    [Function(nameof(PlanPreview))]
    public Task<Outcome<PreviewPlan>> PlanPreview([ActivityTrigger] int input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        entrance.Do(client, (work, now) => work.Previews.Plan(input, cancellation), cancellation);

    [Function(nameof(PreviewPage))]
    public Task<Outcome<bool>> PreviewPage([ActivityTrigger] PreviewPage input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        entrance.Do(client, (work, now) => work.Previews.Page(input, cancellation), cancellation);

    [Function(nameof(FinishPreview))]
    public Task<Outcome<PreviewState>> FinishPreview([ActivityTrigger] int input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        entrance.Do(client, (work, now) => work.Previews.Finish(input, now, cancellation), cancellation);

    [Function(nameof(FailPreview))]
    public Task<Outcome<PreviewState>> FailPreview([ActivityTrigger] int input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        entrance.Do(client, (work, now) => work.Previews.Fail(input, now, cancellation), cancellation);
}
