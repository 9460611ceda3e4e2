using GridCase.Functions.Durable;
using GridCase.Workflows.Durable;
using Microsoft.DurableTask;

namespace GridCase.Functions.Orchestrators;

/// <summary>Runs an orchestration of ours on the engine's context.</summary>
internal static class Orchestrated
{
    public static Task<TOutput> By<TInput, TOutput>(this TaskOrchestrationContext context, Workflow<TInput, TOutput> workflow, TInput input) => workflow.Run(new DurableWorkflowContext(context), input);
}
