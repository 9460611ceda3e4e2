using GridCase.Workflows.Durable;

namespace GridCase.Workflows.Lifecycle;

/// <summary>复查: lets the re-inspections of a case follow it, once for each time that it came to its verification or left it.</summary>
public sealed class Reinspection : Workflow<string, bool>
{
    public override Task<bool> Run(WorkflowContext context, string caseId) => context.Call(Activities.FollowCase, caseId, RetryPolicy.Transient);
}
