using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Durable;

namespace GridCase.Workflows.Lifecycle;

/// <summary>Carries words to the orchestrations, whichever engine runs them. A word that is carried twice changes nothing.</summary>
public static class Errands
{
    /// <summary>Starts or nudges what a message names.</summary>
    public static async ValueTask Run(IWorkflowStarter workflows, WorkflowMessage message, CancellationToken cancellation = default)
    {
        var subject = message.CaseId;
        await (message.Kind switch
        {
            WorkflowMessageKind.StartLifecycle => StartOrTell(
                workflows, Orchestrations.CaseLifecycle, Orchestrations.LifecycleOf(subject), new CaseCursor(subject, Stage.Intake), Orchestrations.RecordChanged, cancellation),
            WorkflowMessageKind.NudgeLifecycle => workflows.Send(Orchestrations.LifecycleOf(subject), Orchestrations.RecordChanged, 0, cancellation),
            WorkflowMessageKind.StartLookBack => workflows.Start(Orchestrations.LookBack, Orchestrations.LookBackOf(subject), subject, cancellation),
            WorkflowMessageKind.NudgeLookBack => workflows.Send(Orchestrations.LookBackOf(subject), Orchestrations.RecordChanged, 0, cancellation),
            WorkflowMessageKind.NudgePlans => workflows.Send(Orchestrations.InspectionScheduleId, Orchestrations.PlansChanged, 0, cancellation),
            WorkflowMessageKind.RunSweep => StartOrTell(workflows, Orchestrations.InspectionSweep, Orchestrations.SweepOf(subject), subject, Orchestrations.SweepChanged, cancellation),
            WorkflowMessageKind.SettleInspection => workflows.Start(Orchestrations.InspectionSettlement, Orchestrations.SettlementOf(subject), subject.Split('/')[0], cancellation),
            WorkflowMessageKind.FollowCase => workflows.Start(Orchestrations.Reinspection, Orchestrations.ReinspectionOf(subject), subject.Split('/')[0], cancellation),
            _ => throw new InvalidOperationException($"Nothing carries {message.Kind}."),
        });
    }

    /// <summary>Lets a lane be emptied.</summary>
    public static async ValueTask Empty(IWorkflowStarter workflows, string lane, CancellationToken cancellation = default) =>
        await StartOrTell(workflows, Orchestrations.LaneDelivery, Orchestrations.LaneOf(lane), new LaneCursor(lane, 0), Orchestrations.ParcelWaiting, cancellation);

    /// <summary>Begins the rollout of a confirmed change.</summary>
    public static async ValueTask RollOut(IWorkflowStarter workflows, RuleChange change, CancellationToken cancellation = default) =>
        await workflows.Start(Orchestrations.PolicyRollout, Orchestrations.RolloutOf(change.Number), change.Number, cancellation);

    /// <summary>The change is what everybody reads: its rollout looks, and so does one that it takes back. A word that is lost costs a second, or an hour.</summary>
    public static Task InForce(IWorkflowStarter workflows, RuleChange change, CancellationToken cancellation = default)
    {
        // Both are on their way when this returns: who waits for the engine's rest right after waits for both.
        int[] rollouts = change.Undoes is { } undone ? [change.Number, undone] : [change.Number];
        return Task.WhenAll(rollouts.Select(rollout => workflows.Send(Orchestrations.RolloutOf(rollout), Orchestrations.RolloutMoved, change.Number, cancellation)));
    }

    /// <summary>Starts the orchestrations that never end, where they do not run; gives the ids of those that it started.</summary>
    public static async ValueTask<IReadOnlyList<string>> Stand(IWorkflowStarter workflows, CancellationToken cancellation = default)
    {
        List<string> started = [];
        if (await workflows.Start(Orchestrations.DailySeal, Orchestrations.DailySealId, Nothing.Value, cancellation)) started.Add(Orchestrations.DailySealId);
        if (await workflows.Start(Orchestrations.InspectionSchedule, Orchestrations.InspectionScheduleId, Nothing.Value, cancellation)) started.Add(Orchestrations.InspectionScheduleId);
        if (await workflows.Start(Orchestrations.FileCare, Orchestrations.FileCareId, Nothing.Value, cancellation)) started.Add(Orchestrations.FileCareId);
        if (await workflows.Start(Orchestrations.CareRounds, Orchestrations.CareRoundsId, Nothing.Value, cancellation)) started.Add(Orchestrations.CareRoundsId);
        return started;
    }

    private static async Task<bool> StartOrTell<TInput, TOutput, T>(
        IWorkflowStarter workflows, Orchestration<TInput, TOutput> orchestration, string id, TInput input, Signal<T> signal, CancellationToken cancellation)
    {
        // One that ends between the two is started anew: it is not told of what it might have missed.
        for (var attempt = 0; attempt < 3; attempt++)
        {
            if (await workflows.Start(orchestration, id, input, cancellation)) return true;
            if (await workflows.Send(id, signal, default!, cancellation)) return true;
        }

        return false;
    }
}
