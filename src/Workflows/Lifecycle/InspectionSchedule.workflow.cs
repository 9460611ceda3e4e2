using GridCase.Workflows.Durable;

namespace GridCase.Workflows.Lifecycle;

/// <summary>
/// 巡查计划: opens the sweeps of all plans when their periods come round. It looks at the plans as they are each time, so that an edit counts from then on; a period has
/// one sweep only, since its id follows from it. One instance per county; it never ends.
/// </summary>
public sealed class InspectionSchedule : Workflow<Nothing, Nothing>
{
    public override async Task<Nothing> Run(WorkflowContext context, Nothing input)
    {
        var next = await context.Call(Activities.OpenSweeps, input, RetryPolicy.Transient);
        using var wake = new Wake<int>(context, Orchestrations.PlansChanged);
        await wake.At(next);
        context.ContinueAsNew(input);
        return Nothing.Value;
    }
}
