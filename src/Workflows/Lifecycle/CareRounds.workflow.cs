using GridCase.Workflows.Durable;

namespace GridCase.Workflows.Lifecycle;

/// <summary>关爱走访: keeps the dates of care visits and tells of those that were not made. One instance per county; it never ends.</summary>
public sealed class CareRounds : Workflow<Nothing, Nothing>
{
    private static readonly TimeSpan Idle = TimeSpan.FromDays(1);

    public override async Task<Nothing> Run(WorkflowContext context, Nothing input)
    {
        using var wake = new Wake<int>(context, Orchestrations.CareChanged);
        var look = await context.Call(Activities.LookAtCare, input, RetryPolicy.Transient);
        var idle = context.Now + Idle;
        if (!look.More) await wake.At(look.NextAt < idle ? look.NextAt : idle);
        context.ContinueAsNew(input);
        return Nothing.Value;
    }
}
