using GridCase.Workflows.Durable;

namespace GridCase.Engine;

/// <summary>Which code stands behind the names of orchestrations and activities. Filled once, before the engine is built.</summary>
public sealed class WorkflowRegistry
{
    private readonly Dictionary<string, OrchestrationEntry> orchestrations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ActivityEntry> activities = new(StringComparer.Ordinal);

    /// <summary>Registers an orchestration; <paramref name="create"/> makes a fresh object for every execution.</summary>
    public WorkflowRegistry Orchestration<TInput, TOutput>(Orchestration<TInput, TOutput> orchestration, Func<Workflow<TInput, TOutput>> create)
    {
        orchestrations.Add(orchestration.Name, new OrchestrationEntry<TInput, TOutput>(orchestration.Name, create));
        return this;
    }

    /// <summary>
    /// Registers an activity whose whole effect is in the journal. It runs on the writer thread in the transaction of the turn that asked for
    /// it, so it takes effect exactly once; its task must be complete when it is returned.
    /// </summary>
    public WorkflowRegistry InTransaction<TInput, TOutput>(Activity<TInput, TOutput> activity, Func<TInput, ActivityCall, Task<TOutput>> handler)
    {
        activities.Add(activity.Name, new TransactionEntry<TInput, TOutput>(activity.Name, handler));
        return this;
    }

    /// <summary>
    /// Registers an activity with an effect elsewhere. It runs on the thread pool, at least once: after a crash, or a fault with a retry
    /// policy, again with the same idempotency key.
    /// </summary>
    public WorkflowRegistry Outside<TInput, TOutput>(
        Activity<TInput, TOutput> activity, Func<TInput, ActivityCall, CancellationToken, Task<TOutput>> handler)
    {
        activities.Add(activity.Name, new OutsideEntry<TInput, TOutput>(activity.Name, handler));
        return this;
    }

    /// <summary>The names of all orchestrations, in no order.</summary>
    public IReadOnlyCollection<string> OrchestrationNames => orchestrations.Keys;

    internal OrchestrationEntry Orchestration(string name) =>
        orchestrations.GetValueOrDefault(name) ?? throw new UnknownOrchestrationException(name);

    internal static InvalidOperationException Unknown(string activity) => new($"No activity named {activity} is registered.");

    internal bool HasActivity(string name) => activities.ContainsKey(name);

    internal bool IsInTransaction(string activity) => Activity(activity) is TransactionEntry;

    internal ActivityEntry Activity(string name) =>
        activities.GetValueOrDefault(name) ?? throw Unknown(name);
}
