using GridCase.Workflows.Durable;

namespace GridCase.Functions.Tests.Cost;

/// <summary>An engine whose words to instances are counted. What finds no running instance is dispatched to nobody.</summary>
internal sealed class CountedClient(IWorkflowClient engine, Tally tally) : IWorkflowClient
{
    public Task<bool> Start<TInput, TOutput>(Orchestration<TInput, TOutput> orchestration, string instanceId, TInput input, CancellationToken cancellation = default) =>
        engine.Start(orchestration, instanceId, input, cancellation);

    public async Task<bool> Send<T>(string instanceId, Signal<T> signal, T payload, CancellationToken cancellation = default)
    {
        if (!await engine.Send(instanceId, signal, payload, cancellation)) return false;
        tally.Note(Work.Event, signal.Name);
        return true;
    }

    public Task<InstanceView?> Find(string instanceId, CancellationToken cancellation = default) => engine.Find(instanceId, cancellation);

    public Task<IReadOnlyList<InstanceView>> ListParked(int limit, CancellationToken cancellation = default) => engine.ListParked(limit, cancellation);

    public Task<bool> Unpark(string instanceId, CancellationToken cancellation = default) => engine.Unpark(instanceId, cancellation);

    public Task<int> Purge(DateTimeOffset endedBefore, CancellationToken cancellation = default) => engine.Purge(endedBefore, cancellation);
}
