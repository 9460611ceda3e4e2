using GridCase.Workflows.Lifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace GridCase.Functions.Orchestrators;

/// <summary>The orchestrations of a case and of the lanes by which word of it leaves.</summary>
public static class CaseOrchestrators
{
    [Function(nameof(CaseLifecycle))]
    public static Task<CaseEnd> CaseLifecycle([OrchestrationTrigger] TaskOrchestrationContext context, CaseCursor input) => context.By(new CaseLifecycle(), input);

    [Function(nameof(LookBack))]
    public static Task<CaseEnd> LookBack([OrchestrationTrigger] TaskOrchestrationContext context, string input) => context.By(new LookBack(), input);

    [Function(nameof(LaneDelivery))]
    public static Task<int> LaneDelivery([OrchestrationTrigger] TaskOrchestrationContext context, LaneCursor input) => context.By(new LaneDelivery(), input);
}
