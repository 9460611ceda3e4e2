using GridCase.Functions.Durable;
using GridCase.Functions.Hosting;
using GridCase.Workflows.Durable;
using GridCase.Workflows.Lifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace GridCase.Functions.Activities;

/// <summary>What the lifecycle of a case has done.</summary>
public sealed class CaseActivities(CountyEntrance entrance)
{
    [Function(nameof(LookAtRecord))]
    public Task<Outcome<RecordLook>> LookAtRecord([ActivityTrigger] string input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        entrance.Do(client, (work, now) => work.Record.LookAtRecord(input, now), cancellation);

    [Function(nameof(TellFamily))]
    public Task<Outcome<Nothing>> TellFamily([ActivityTrigger] string input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        entrance.Do(client, (work, now) => work.Record.TellFamily(input, now), cancellation);

    [Function(nameof(OpenRecurrence))]
    public Task<Outcome<string?>> OpenRecurrence([ActivityTrigger] string input, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        entrance.Do(client, (work, now) => work.Record.OpenRecurrence(input, now), cancellation);
}
