using GridCase.Workflows.Durable;
using GridCase.Workflows.Lifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace GridCase.Functions.Orchestrators;

/// <summary>The orchestrations of inspections.</summary>
public static class InspectionOrchestrators
{
    [Function(nameof(InspectionSchedule))]
    public static Task<Nothing> InspectionSchedule([OrchestrationTrigger] TaskOrchestrationContext context, Nothing input) => context.By(new InspectionSchedule(), input);

    [Function(nameof(InspectionSweep))]
    public static Task<bool> InspectionSweep([OrchestrationTrigger] TaskOrchestrationContext context, string input) => context.By(new InspectionSweep(), input);

    [Function(nameof(InspectionSettlement))]
    public static Task<bool> InspectionSettlement([OrchestrationTrigger] TaskOrchestrationContext context, string input) => context.By(new InspectionSettlement(), input);

    [Function(nameof(Reinspection))]
    public static Task<bool> Reinspection([OrchestrationTrigger] TaskOrchestrationContext context, string input) => context.By(new Reinspection(), input);
}
