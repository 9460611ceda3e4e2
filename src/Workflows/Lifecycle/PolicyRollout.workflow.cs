using GridCase.Workflows.Durable;

namespace GridCase.Workflows.Lifecycle;

/// <summary>
/// Brings a rule change to every open case, batch by batch: after its date, after the rollouts of earlier changes, not while it is paused. How far
/// it has come stands in the record; this only keeps it going.
/// </summary>
public sealed class PolicyRollout : Workflow<int, RolloutState>
{
    /// <summary>A lost signal costs an hour at most.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    public override async Task<RolloutState> Run(WorkflowContext context, int change)
    {
        var step = await context.Call(Activities.RollOut, change, RetryPolicy.Transient);
        if (step.State is RolloutState.Done or RolloutState.Superseded)
        {
            context.Signal(Orchestrations.RolloutOf(change + 1), Orchestrations.RolloutMoved, change);
            return step.State;
        }

        if (step.State != RolloutState.Running)
        {
            using var wake = new Wake<int>(context, Orchestrations.RolloutMoved);
            await wake.At(step.WaitUntil ?? context.Now + Idle);
        }

        // One batch for each execution: others have their turn in between, and history stays short.
        context.ContinueAsNew(change);
        return step.State;
    }
}

/// <summary>How a rollout stands after one batch.</summary>
/// <param name="WaitUntil">When to come again, if an instant is known.</param>
public sealed record RolloutStep(RolloutState State, DateTimeOffset? WaitUntil);
