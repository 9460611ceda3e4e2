using GridCase.Workflows.Durable;
using GridCase.Workflows.Lifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace GridCase.Functions.Orchestrators;

/// <summary>The orchestrations that never end, one of each in a county.</summary>
public static class StandingOrchestrators
{
    [Function(nameof(Watchdog))]
    public static Task<Nothing> Watchdog([OrchestrationTrigger] TaskOrchestrationContext context, WatchCursor input) => context.By(new Watchdog(), input);

    [Function(nameof(DailySeal))]
    public static Task<Nothing> DailySeal([OrchestrationTrigger] TaskOrchestrationContext context, Nothing input) => context.By(new DailySeal(), input);

    [Function(nameof(FileCare))]
    public static Task<Nothing> FileCare([OrchestrationTrigger] TaskOrchestrationContext context, Nothing input) => context.By(new FileCare(), input);

    [Function(nameof(CareRounds))]
    public static Task<Nothing> CareRounds([OrchestrationTrigger] TaskOrchestrationContext context, Nothing input) => context.By(new CareRounds(), input);
}
