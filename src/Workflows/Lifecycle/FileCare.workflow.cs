using GridCase.Workflows.Durable;

namespace GridCase.Workflows.Lifecycle;

/// <summary>Looks after the county's files soon after each midnight. One instance per county; it never ends.</summary>
public sealed class FileCare : Workflow<Nothing, Nothing>
{
    public override async Task<Nothing> Run(WorkflowContext context, Nothing input)
    {
        while (await context.Call(Activities.GiveUpFiles, input, RetryPolicy.Transient))
        {
            // There is another batch.
        }

        var next = await context.Call(Activities.SweepFiles, input, RetryPolicy.Transient);
        await context.TimerUntil(next, CancellationToken.None);
        context.ContinueAsNew(input);
        return Nothing.Value;
    }
}
