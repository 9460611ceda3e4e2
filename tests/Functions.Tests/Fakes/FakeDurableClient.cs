using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace GridCase.Functions.Tests.Fakes;

/// <summary>A task hub that writes down what it is asked and answers as the test says.</summary>
internal sealed class FakeDurableClient() : DurableTaskClient("test")
{
    public List<object?[]> Asked { get; } = [];

    /// <summary>Thrown by the next start or event.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Instances by id.</summary>
    public Dictionary<string, OrchestrationMetadata> Instances { get; } = [];

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default) =>
        Done(options!.InstanceId!, "start", orchestratorName.Name, input, options.InstanceId, string.Join(',', options.DedupeStatuses ?? []), cancellation);

    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) =>
        Done("", "raise", instanceId, eventName, eventPayload, cancellation);

    public override Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        Asked.Add(["get", instanceId, getInputsAndOutputs]);
        return Task.FromResult(Instances.GetValueOrDefault(instanceId));
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        Asked.Add(["list", string.Join(',', filter!.Statuses ?? []), filter.FetchInputsAndOutputs]);
        return new All([.. Instances.Values.Where(instance => filter.Statuses?.Contains(instance.RuntimeStatus) != false)]);
    }

    public override Task<PurgeResult> PurgeAllInstancesAsync(PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        Asked.Add(["purge", filter.CreatedFrom, filter.CreatedTo, string.Join(',', filter.Statuses ?? [])]);
        return Task.FromResult(new PurgeResult(12));
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override ValueTask DisposeAsync() => default;

    private Task<string> Done(string id, params object?[] asked)
    {
        Asked.Add(asked);
        return Fault is { } fault ? Task.FromException<string>(fault) : Task.FromResult(id);
    }

    private sealed class All(IReadOnlyList<OrchestrationMetadata> instances) : AsyncPageable<OrchestrationMetadata>
    {
        public override async IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
        {
            await Task.Yield();
            // An empty page with a token comes before the others, as the service may give it.
            yield return new([], "next");
            foreach (var instance in instances) yield return new([instance], "next");
        }
    }
}
