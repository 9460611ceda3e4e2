using GridCase.Functions.Durable;
using GridCase.Functions.Hosting;
using GridCase.Workflows.Durable;
using GridCase.Workflows.Lifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace GridCase.Functions.Activities;

/// <summary>What the orchestrations of inspections have done.</summary>
public sealed class InspectionActivities(CountyEntrance entrance)
{
    [Function(nameof(OpenSweeps))]
    public Task<Outcome<DateTimeOffset>> OpenSweeps([ActivityTrigger] Nothing input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        entrance.Do(client, (work, now) => work.Sweeps.OpenSweeps(now), cancellation);

    [Function(nameof(AdvanceSweep))]
    public Task<Outcome<SweepLook>> AdvanceSweep([ActivityTrigger] string input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        entrance.Do(client, (work, now) => work.Sweeps.Advance(input, now), cancellation);

    [Function(nameof(SettleInspection))]
    public Task<Outcome<bool>> SettleInspection([ActivityTrigger] string input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        entrance.Do(client, (work, now) => Settled(work, input, now), cancellation);

    [Function(nameof(FollowCase))]
    public Task<Outcome<bool>> FollowCase([ActivityTrigger] string input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        entrance.Do(client, (work, now) => work.Reinspections.Follow(input, now), cancellation);

    private static async Task<bool> Settled(CountyWork work, string input, DateTimeOffset now) => await work.Settlement.Settle(input, now).ConfigureAwait(false) is not null;
}
