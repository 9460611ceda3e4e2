using GridCase.Workflows.Durable;

namespace GridCase.Functions.Tests.Cost;

/// <summary>The context of an orchestration, handing everything on. What is replayed was counted when it happened.</summary>
internal sealed class CountedContext(WorkflowContext inner, string name, Tally tally) : WorkflowContext
{
    private readonly List<CountedTimer> timers = [];

    public override string InstanceId => inner.InstanceId;

    public override DateTimeOffset Now => inner.Now;

    public override bool IsReplaying => inner.IsReplaying;

    public override WorkflowLog Log => inner.Log;

    public override async Task<TOutput> Call<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input, RetryPolicy? retry = null) =>
        Heard(await inner.Call(activity, input, retry), activity.Name);

    public override async Task<TOutput> CallChild<TInput, TOutput>(Orchestration<TInput, TOutput> child, string instanceId, TInput input) =>
        Heard(await inner.CallChild(child, instanceId, input), child.Name);

    public override async Task TimerUntil(DateTimeOffset instant, CancellationToken cancellation)
    {
        var timer = new CountedTimer(Now, instant);
        timers.Add(timer);
        await using (cancellation.Register(() => timer.CancelledAt ??= inner.Now)) await inner.TimerUntil(instant, cancellation);
        timer.HasFired = true;
        if (!IsReplaying) tally.Note(Work.Timer, name, timer.Wakes(instant));
    }

    public override Task<T> WaitFor<T>(Signal<T> signal) => inner.WaitFor(signal);

    public override void Signal<T>(string instanceId, Signal<T> signal, T payload)
    {
        if (!IsReplaying) tally.Note(Work.Event, signal.Name);
        inner.Signal(instanceId, signal, payload);
    }

    public override void ContinueAsNew<TInput>(TInput input) => inner.ContinueAsNew(input);

    public override Guid NewId() => inner.NewId();

    public override void SetStatus(string status) => inner.SetStatus(status);

    /// <summary>The execution is over: timers that did not come to their end have woken it all the same while it ran.</summary>
    public void End()
    {
        if (!IsReplaying) tally.Note(Work.Timer, name, timers.Where(timer => !timer.HasFired).Sum(timer => timer.Wakes(Now)));
    }

    private T Heard<T>(T result, string from)
    {
        if (!IsReplaying) tally.Note(Work.Result, from);
        return result;
    }
}
