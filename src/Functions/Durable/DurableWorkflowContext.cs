using GridCase.Workflows.Durable;
using Microsoft.DurableTask;
using DurableRetry = Microsoft.DurableTask.RetryPolicy;
using RetryPolicy = GridCase.Workflows.Durable.RetryPolicy;

namespace GridCase.Functions.Durable;

/// <summary>The port over a Durable Task orchestration: a forward per member.</summary>
internal sealed class DurableWorkflowContext(TaskOrchestrationContext inner) : WorkflowContext
{
    private readonly HashSet<string> awaited = [];
    private InstanceStatus status = new(null, null);

    public override string InstanceId => InstanceIds.Plain(inner.InstanceId);

    public override DateTimeOffset Now => new(DateTime.SpecifyKind(inner.CurrentUtcDateTime, DateTimeKind.Utc));

    public override bool IsReplaying => inner.IsReplaying;

    public override WorkflowLog Log => field ??= new DurableLog(inner.CreateReplaySafeLogger("GridCase.Workflows"), InstanceId);

    public override async Task<TOutput> Call<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input, RetryPolicy? retry = null)
    {
        try
        {
            var outcome = await inner.CallActivityAsync<Outcome<TOutput>>(activity.Name, input, retry is null ? null : TaskOptions.FromRetryPolicy(Retried(retry)));
            return outcome.Hopeless is { } reason ? throw new ActivityFailedException(activity.Name, reason) : outcome.Value!;
        }
        catch (TaskFailedException failed)
        {
            throw new ActivityFailedException(activity.Name, ReasonOf(failed), failed);
        }
    }

    public override Task TimerUntil(DateTimeOffset instant, CancellationToken cancellation)
    {
        if (instant <= Now) return Task.CompletedTask;
        Say(status with { Next = instant });
        return inner.CreateTimer(instant.UtcDateTime, cancellation);
    }

    public override Task<T> WaitFor<T>(Signal<T> signal)
    {
        if (!awaited.Add(signal.Name)) throw new InvalidOperationException($"A wait for {signal.Name} is pending already.");
        return Waited(signal);
    }

    public override async Task<TOutput> CallChild<TInput, TOutput>(Orchestration<TInput, TOutput> child, string instanceId, TInput input)
    {
        try
        {
            return await inner.CallSubOrchestratorAsync<TOutput>(child.Name, input, new SubOrchestrationOptions(instanceId: InstanceIds.Of(instanceId)));
        }
        catch (TaskFailedException failed)
        {
            throw new ChildFailedException(instanceId, ReasonOf(failed));
        }
    }

    public override void Signal<T>(string instanceId, Signal<T> signal, T payload) => inner.SendEvent(InstanceIds.Of(instanceId), signal.Name, payload!);

    public override void ContinueAsNew<TInput>(TInput input) => inner.ContinueAsNew(input, preserveUnprocessedEvents: true);

    public override Guid NewId() => inner.NewGuid();

    public override void SetStatus(string status) => Say(this.status with { Word = status });

    /// <summary>Leaves word of why the orchestration is about to fail, for the watchdog, which begins it anew.</summary>
    public void GiveUp(Exception because) => Say(status with { GaveUp = because.Message });

    private static DurableRetry Retried(RetryPolicy retry) => new(retry.Attempts, retry.FirstDelay, retry.Backoff, retry.MaxDelay < retry.FirstDelay ? retry.FirstDelay : retry.MaxDelay);

    private static string ReasonOf(TaskFailedException failed) => $"{failed.FailureDetails.ErrorType.Split('.')[^1]}: {failed.FailureDetails.ErrorMessage}";

    private async Task<T> Waited<T>(Signal<T> signal)
    {
        var payload = await inner.WaitForExternalEvent<T>(signal.Name);
        awaited.Remove(signal.Name);
        return payload;
    }

    private void Say(InstanceStatus now)
    {
        status = now;
        inner.SetCustomStatus(now);
    }
}
