using GridCase.Workflows.Lifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace GridCase.Functions.Orchestrators;

/// <summary>The orchestrations that follow a change of rules or of the directory.</summary>
public static class RuleOrchestrators
{
    [Function(nameof(PolicyRollout))]
    public static Task<RolloutState> PolicyRollout([OrchestrationTrigger] TaskOrchestrationContext context, int input) => context.By(new PolicyRollout(), input);

    [Function(nameof(ImpactPreview))]
    public static Task<PreviewState> ImpactPreview([OrchestrationTrigger] TaskOrchestrationContext context, PreviewCursor input) => context.By(new ImpactPreview(), input);

    [Function(nameof(GridMove))]
    public static Task<int> GridMove([OrchestrationTrigger] TaskOrchestrationContext context, GridMoveCursor input) => context.By(new GridMove(), input);
}
