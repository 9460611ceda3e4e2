using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Durable;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Local.Hosting;

/// <summary>Hands what leaves with an append to the engine, inside the append's transaction.</summary>
internal static class LifecycleDepartures
{
    public static void Message(JournalSession session, WorkflowMessage message) => Done(Errands.Run(new Starter(session), message));

    public static void LaneFilled(JournalSession session, string lane) => Done(Errands.Empty(new Starter(session), lane));

    /// <summary>Begins the rollout in the transaction of the confirmation; it is told to look once the change is what everybody reads.</summary>
    public static void ChangeConfirmed(JournalSession session, RuleChange change, Action<RuleChange> inForce)
    {
        session.OnCommitted(() => inForce(change));
        Done(Errands.RollOut(new Starter(session), change));
    }

    public static void InForce(IWorkflowClient workflows, RuleChange change) => _ = Errands.InForce(workflows, change);

    /// <summary>Inside a transaction nothing waits, so that an errand is done when it comes back.</summary>
    private static void Done(ValueTask errand) => errand.GetAwaiter().GetResult();

    private sealed class Starter(JournalSession session) : IWorkflowStarter
    {
        public Task<bool> Start<TInput, TOutput>(Orchestration<TInput, TOutput> orchestration, string instanceId, TInput input, CancellationToken cancellation = default) =>
            Task.FromResult(session.Start(orchestration, instanceId, input));

        public Task<bool> Send<T>(string instanceId, Signal<T> signal, T payload, CancellationToken cancellation = default) =>
            Task.FromResult(session.Send(instanceId, signal, payload));
    }
}
