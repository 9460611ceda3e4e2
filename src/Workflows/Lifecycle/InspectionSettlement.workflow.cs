using GridCase.Workflows.Durable;

namespace GridCase.Workflows.Lifecycle;

/// <summary>Does what follows from the result of an inspection: its cases, the verification of a re-inspection, the colour. Mostly the door was first, and nothing is left.</summary>
public sealed class InspectionSettlement : Workflow<string, bool>
{
    public override Task<bool> Run(WorkflowContext context, string inspectionId) => context.Call(Activities.SettleInspection, inspectionId, RetryPolicy.Transient);
}
