using GridCase.Functions.Durable;
using GridCase.Workflows.Durable;
using Microsoft.DurableTask;

namespace GridCase.Functions.Orchestrators;

/// <summary>Runs an orchestration of ours on the engine's context.</summary>
internal static class Orchestrated
{
    public static async Task<TOutput> By<TInput, TOutput>(this TaskOrchestrationContext context, Workflow<TInput, TOutput> workflow, TInput input)
    {
        var port = new DurableWorkflowContext(context);
        try
        {
            return await workflow.Run(port, input);
        }
        catch (Exception gaveUp) when (gaveUp is ActivityFailedException or ChildFailedException)
        {
            port.GiveUp(gaveUp);
            throw;
        }
    }
}
