using GridCase.Workflows.Durable;

namespace GridCase.Workflows.Lifecycle;

/// <summary>Seals each day's chain heads soon after midnight (design §9). One instance per county; it never ends.</summary>
public sealed class DailySeal : Workflow<Nothing, Nothing>
{
    public override async Task<Nothing> Run(WorkflowContext context, Nothing input)
    {
        var next = await context.Call(Activities.SealDays, input, RetryPolicy.Transient);
        await context.TimerUntil(next, CancellationToken.None);
        context.ContinueAsNew(input);
        return Nothing.Value;
    }
}
