using GridCase.Workflows.Durable;

namespace GridCase.Workflows.Lifecycle;

/// <summary>
/// Brings a rule change to every open case, batch by batch: after its date, after the rollouts of earlier changes, not while it is paused. How far
/// it has come stands in the record; this only keeps it going.
/// </summary>
public sealed class PolicyRollout : Workflow<int, RolloutState>
{
    /// <summary>After so many batches a new execution begins, so that history stays short.</summary>
    private const int BatchesPerExecution = 100;

    /// <summary>A lost signal costs an hour at most.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    public override async Task<RolloutState> Run(WorkflowContext context, int change)
    {
        using var wake = new Wake<int>(context, Orchestrations.RolloutMoved);
        for (var batch = 0; batch < BatchesPerExecution; batch++)
        {
            var step = await context.Call(Activities.RollOut, change, RetryPolicy.Transient);
            if (step.State is RolloutState.Done or RolloutState.Superseded)
            {
                context.Signal(Orchestrations.RolloutOf(change + 1), Orchestrations.RolloutMoved, change);
                return step.State;
            }

            if (step.State != RolloutState.Running) await wake.At(step.WaitUntil ?? context.Now + Idle);
        }

        context.ContinueAsNew(change);
        return RolloutState.Running;
    }
}

/// <summary>How a rollout stands after one batch.</summary>
/// <param name="WaitUntil">When to come again, if an instant is known.</param>
public sealed record RolloutStep(RolloutState State, DateTimeOffset? WaitUntil);
