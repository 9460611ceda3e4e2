namespace GridCase.Workflows.Durable;

/// <summary>Starts orchestrations and speaks to them.</summary>
public interface IWorkflowStarter
{
    /// <summary>Starts an instance; a repeat while it runs changes nothing and answers false. An ended id starts anew.</summary>
    Task<bool> Start<TInput, TOutput>(Orchestration<TInput, TOutput> orchestration, string instanceId, TInput input, CancellationToken cancellation = default);

    /// <summary>Sends a signal; false when no such instance runs.</summary>
    Task<bool> Send<T>(string instanceId, Signal<T> signal, T payload, CancellationToken cancellation = default);
}

/// <summary>What the outside may do with orchestrations.</summary>
public interface IWorkflowClient : IWorkflowStarter
{
    /// <summary>What is known of one instance, or null.</summary>
    Task<InstanceView?> Find(string instanceId, CancellationToken cancellation = default);

    /// <summary>Parked instances; at most <paramref name="limit"/> (1 to 1,000).</summary>
    Task<IReadOnlyList<InstanceView>> ListParked(int limit, CancellationToken cancellation = default);

    /// <summary>Takes a parked instance up again from its history; false when it is not parked.</summary>
    Task<bool> Unpark(string instanceId, CancellationToken cancellation = default);

    /// <summary>Removes instances that ended before the instant; returns how many.</summary>
    Task<int> Purge(DateTimeOffset endedBefore, CancellationToken cancellation = default);
}

/// <summary>One instance as an operator sees it.</summary>
/// <param name="ParkedReason">Why a poison instance was set aside; null unless parked.</param>
/// <param name="NextTimer">The earliest timer it waits for, if any.</param>
public sealed record InstanceView(
    string InstanceId,
    string Orchestration,
    InstanceState State,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset? NextTimer,
    string? Status,
    string? ParkedReason);

/// <summary>Where an instance is.</summary>
public enum InstanceState
{
    Running,
    Completed,
    Failed,
    Parked,
}
