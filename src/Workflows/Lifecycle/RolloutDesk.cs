using GridCase.Workflows.Durable;

namespace GridCase.Workflows.Lifecycle;

/// <summary>What an administrator may do to the rollout of a confirmed change: stop it between two batches, even before the first, and let it go on.</summary>
public sealed class RolloutDesk(IRolloutStore rollouts, IWorkflowClient workflows)
{
    private const int Tries = 20;

    /// <summary>Pauses a rollout that waits or runs. A repeat changes nothing; one that is over stays as it is.</summary>
    public Task<Rollout> Pause(int change, CancellationToken cancellation = default) =>
        Move(change, rollout => rollout.IsOver || rollout.State == RolloutState.Paused ? rollout : rollout with { State = RolloutState.Paused, WaitsFor = null }, cancellation);

    /// <summary>Lets a paused rollout go on where it was. A repeat changes nothing.</summary>
    public Task<Rollout> Resume(int change, CancellationToken cancellation = default) =>
        Move(change, rollout => rollout.State != RolloutState.Paused ? rollout : rollout with { State = RolloutState.Waiting }, cancellation);

    private async Task<Rollout> Move(int change, Func<Rollout, Rollout> move, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var rollout = await rollouts.Find(change, cancellation) ?? Rollout.Of(change);
            var next = move(rollout);
            if (next == rollout) return rollout;
            next = next with { Revision = rollout.Revision + 1 };
            if (await rollouts.Save(next, cancellation))
            {
                await workflows.Send(Orchestrations.RolloutOf(change), Orchestrations.RolloutMoved, change, cancellation);
                return next;
            }

            if (attempt == Tries) throw new InvalidOperationException($"The rollout of rule change {change} is written too often at this moment; try again.");
        }
    }
}
