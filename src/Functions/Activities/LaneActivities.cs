using GridCase.Functions.Durable;
using GridCase.Functions.Hosting;
using GridCase.Workflows.Lifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace GridCase.Functions.Activities;

/// <summary>What the delivery along lanes has done.</summary>
public sealed class LaneActivities(CountyEntrance entrance)
{
    [Function(nameof(DeliverNext))]
    public Task<Outcome<LaneLook>> DeliverNext([ActivityTrigger] string input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        entrance.Do(client, (work, now) => work.Lanes.DeliverNext(input, now, cancellation), cancellation);

    [Function(nameof(LaneHasMore))]
    public Task<Outcome<bool>> LaneHasMore([ActivityTrigger] string input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        entrance.Do(client, (work, now) => work.Lanes.HasMore(input), cancellation);
}
