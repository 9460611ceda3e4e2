using GridCase.Functions.Durable;
using GridCase.Functions.Hosting;
using GridCase.Workflows.Care;
using GridCase.Workflows.Durable;
using GridCase.Workflows.Lifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace GridCase.Functions.Activities;

/// <summary>What the orchestrations that never end have done.</summary>
public sealed class StandingActivities(CountyEntrance entrance)
{
    [Function(nameof(CompareAndRepair))]
    public Task<Outcome<WatchCursor>> CompareAndRepair([ActivityTrigger] WatchCursor input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        entrance.Do(client, (work, now) => work.Watchdog.CompareAndRepair(input, now, cancellation), cancellation);

    [Function(nameof(SealDays))]
    public Task<Outcome<DateTimeOffset>> SealDays([ActivityTrigger] Nothing input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        entrance.Do(client, (work, now) => work.Seals.SealDays(now, cancellation), cancellation);

    [Function(nameof(GiveUpFiles))]
    public Task<Outcome<bool>> GiveUpFiles([ActivityTrigger] Nothing input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        entrance.Do(client, (work, now) => work.Files.GiveUp(now), cancellation);

    [Function(nameof(SweepFiles))]
    public Task<Outcome<DateTimeOffset>> SweepFiles([ActivityTrigger] Nothing input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        entrance.Do(client, (work, now) => work.Files.Sweep(now, cancellation), cancellation);

    [Function(nameof(LookAtCare))]
    public Task<Outcome<CareLookAhead>> LookAtCare([ActivityTrigger] Nothing input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        entrance.Do(client, (work, now) => work.Care.Look(now), cancellation);
}
