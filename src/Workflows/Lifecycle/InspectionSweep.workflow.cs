using GridCase.Workflows.Durable;

namespace GridCase.Workflows.Lifecycle;

/// <summary>
/// 巡查任务: makes the inspections of a sweep batch by batch, then waits for its marks; whatever was missed at the due time climbs the ladder. It ends when all are done
/// or cancelled, or when the sweep lapses. How far it has come stands in the record; this only keeps it going.
/// </summary>
public sealed class InspectionSweep : Workflow<string, bool>
{
    /// <summary>A lost signal costs a day at most.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromDays(1);

    public override async Task<bool> Run(WorkflowContext context, string sweepId)
    {
        var look = await context.Call(Activities.AdvanceSweep, sweepId, RetryPolicy.Transient);
        if (look.IsOver) return true;
        if (!look.More)
        {
            using var wake = new Wake<int>(context, Orchestrations.SweepChanged);
            await wake.At(look.NextAt ?? context.Now + Idle);
        }

        // One step for each execution: others have their turn in between, and history stays short.
        context.ContinueAsNew(sweepId);
        return false;
    }
}
