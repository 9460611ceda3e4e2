namespace GridCase.Workflows.Durable;

/// <summary>
/// Everything an orchestration may do. It promises no more than the weakest engine keeps: a signal may come twice, late, out of order or
/// not at all; a timer may fire up to a second early; an activity may run twice. Signals are hints to look at the record.
/// </summary>
/// <remarks>Members may be used only on the orchestration's own flow of control; awaiting anything but their tasks is an error.</remarks>
public abstract class WorkflowContext
{
    /// <summary>The id under which this orchestration was started.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The time of the turn being run: the same at each replay. UTC offset zero.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>True while history is being replayed, that is, while nothing new happens.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>A log that writes nothing during replay.</summary>
    public abstract WorkflowLog Log { get; }

    /// <summary>
    /// Runs an activity at least once and returns its result; without a policy it is tried once. A fault that outlives the policy is thrown as
    /// <see cref="ActivityFailedException"/>. One that nobody awaits may end with its execution.
    /// </summary>
    public abstract Task<TOutput> Call<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input, RetryPolicy? retry = null);

    /// <summary>Completes at the instant, or up to a second before; at once when the instant has passed. Cancelled, the task is cancelled.</summary>
    public abstract Task TimerUntil(DateTimeOffset instant, CancellationToken cancellation);

    /// <summary>The next signal of this name. Signals that nobody waits for are kept, across <see cref="ContinueAsNew"/> too. Not cancellable; at most one pending wait per name.</summary>
    /// <exception cref="InvalidOperationException">A wait for this name is pending already.</exception>
    public abstract Task<T> WaitFor<T>(Signal<T> signal);

    /// <summary>Starts another orchestration under its own id and returns its result. An id that is already running is joined by its next result.</summary>
    /// <exception cref="ChildFailedException">The child ended in a fault.</exception>
    public abstract Task<TOutput> CallChild<TInput, TOutput>(Orchestration<TInput, TOutput> child, string instanceId, TInput input);

    /// <summary>Sends a signal to another instance; it is dropped if there is no such instance.</summary>
    public abstract void Signal<T>(string instanceId, Signal<T> signal, T payload);

    /// <summary>Ends this execution and begins a new one with an empty history, the same id and the signals not yet taken. Return right after.</summary>
    public abstract void ContinueAsNew<TInput>(TInput input);

    /// <summary>A new id, the same at each replay.</summary>
    public abstract Guid NewId();

    /// <summary>A short word on where this instance is, for operators; at most 16 KB as JSON.</summary>
    public abstract void SetStatus(string status);
}
