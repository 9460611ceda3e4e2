using System.Text.Json;
using DurableTask.Core.Exceptions;
using GridCase.Workflows.Durable;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace GridCase.Functions.Durable;

/// <summary>The outside's part of the port over the Durable Task client, which every function that is called hands in (<see cref="Attach"/>).</summary>
/// <remarks>
/// Where the engine takes a word for an instance that does not run without a murmur (the Durable Task Scheduler), <see cref="Send"/> answers true for it: words are
/// hints, and the watchdog finds what none has reached.
/// </remarks>
internal sealed class DurableWorkflowClient : IWorkflowClient
{
    /// <summary>In which states an instance refuses to be started once more.</summary>
    private static readonly string[] Busy = [nameof(OrchestrationRuntimeStatus.Running), nameof(OrchestrationRuntimeStatus.Pending), nameof(OrchestrationRuntimeStatus.Suspended)];

    /// <summary>Before the first county, and after the year from which the service keeps instants.</summary>
    private static readonly DateTimeOffset Ever = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private volatile DurableTaskClient? attached;

    private DurableTaskClient Client => attached ?? throw new InvalidOperationException("No function has been called yet, so that orchestrations cannot be reached.");

    /// <summary>Takes the client that a function was given. Any will do: they all lead to the same task hub.</summary>
    public void Attach(DurableTaskClient client) => attached = client;

    /// <summary>Whether orchestrations can be reached.</summary>
    public bool IsAttached => attached is not null;

    public async Task<bool> Start<TInput, TOutput>(Orchestration<TInput, TOutput> orchestration, string instanceId, TInput input, CancellationToken cancellation = default) =>
        await Start(orchestration.Name, InstanceIds.Of(instanceId), input, cancellation).ConfigureAwait(false);

    public async Task<bool> Send<T>(string instanceId, Signal<T> signal, T payload, CancellationToken cancellation = default)
    {
        try
        {
            await Client.RaiseEventAsync(InstanceIds.Of(instanceId), signal.Name, payload, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.NotFound or StatusCode.FailedPrecondition)
        {
            return false;
        }
        catch (RpcException unclear) when (unclear.StatusCode is StatusCode.Unknown)
        {
            // Older hosts do not say what was wrong.
            if (await Find(instanceId, cancellation).ConfigureAwait(false) is { State: InstanceState.Running }) throw;
            return false;
        }
    }

    public async Task<InstanceView?> Find(string instanceId, CancellationToken cancellation = default) =>
        await Client.GetInstanceAsync(InstanceIds.Of(instanceId), getInputsAndOutputs: true, cancellation).ConfigureAwait(false) is { } found ? View(found) : null;

    public async Task<IReadOnlyList<InstanceView>> ListParked(int limit, CancellationToken cancellation = default)
    {
        List<InstanceView> parked = [];
        var query = new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Failed], PageSize: Math.Min(limit, 100), FetchInputsAndOutputs: true);
        await foreach (var found in Client.GetAllInstancesAsync(query).WithCancellation(cancellation).ConfigureAwait(false))
        {
            var view = View(found);
            if (view.State == InstanceState.Parked) parked.Add(view);
            if (parked.Count == limit) break;
        }

        return parked;
    }

    /// <inheritdoc/>
    /// <remarks>It begins anew with the input it had: each orchestration looks at the record before it waits.</remarks>
    public async Task<bool> Unpark(string instanceId, CancellationToken cancellation = default)
    {
        var id = InstanceIds.Of(instanceId);
        if (await Client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellation).ConfigureAwait(false) is not { RuntimeStatus: OrchestrationRuntimeStatus.Failed } failed) return false;
        object? input = failed.SerializedInput is { } json ? JsonElement.Parse(json) : null;
        return await Start(failed.Name, id, input, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>The engine keeps no count by end: what began before the instant and has ended goes. Failed ones stay for an operator to see.</remarks>
    public async Task<int> Purge(DateTimeOffset endedBefore, CancellationToken cancellation = default)
    {
        var filter = new PurgeInstancesFilter(Ever, endedBefore, [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Terminated]);
        return (await Client.PurgeAllInstancesAsync(filter, null, cancellation).ConfigureAwait(false)).PurgedInstanceCount;
    }

    private static InstanceView View(OrchestrationMetadata found)
    {
        var status = InstanceStatus.Read(found.SerializedCustomStatus);
        var state = StateOf(found, status);
        return new(
            InstanceIds.Plain(found.InstanceId), found.Name, state, found.CreatedAt, state is InstanceState.Running ? null : found.LastUpdatedAt,
            state is InstanceState.Running ? status?.Next : null, status?.Word, state is InstanceState.Parked ? found.FailureDetails?.ErrorMessage ?? found.RuntimeStatus.ToString() : null);
    }

    /// <summary>One that failed because an activity or a child gave up may be begun anew by the watchdog; one whose own code failed, or that a person stopped, waits for a person.</summary>
    private static InstanceState StateOf(OrchestrationMetadata found, InstanceStatus? status) => found.RuntimeStatus switch
    {
        OrchestrationRuntimeStatus.Completed => InstanceState.Completed,
        OrchestrationRuntimeStatus.Failed when status?.GaveUp is not null => InstanceState.Failed,
        OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated => InstanceState.Parked,
        _ => InstanceState.Running,
    };

    private async Task<bool> Start(string name, string id, object? input, CancellationToken cancellation)
    {
        try
        {
            await Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id) { DedupeStatuses = Busy }, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (OrchestrationAlreadyExistsException)
        {
            return false;
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.AlreadyExists)
        {
            return false;
        }
    }
}
