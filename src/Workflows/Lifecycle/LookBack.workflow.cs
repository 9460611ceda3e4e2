using GridCase.Workflows.Cases;
using GridCase.Workflows.Durable;

namespace GridCase.Workflows.Lifecycle;

/// <summary>回头看: waits through the weeks after the close until someone has looked; a recurrence opens a linked case.</summary>
public sealed class LookBack : Workflow<string, CaseEnd>
{
    private static readonly TimeSpan Idle = TimeSpan.FromDays(1);

    public override async Task<CaseEnd> Run(WorkflowContext context, string caseId)
    {
        using var wake = new Wake<int>(context, Orchestrations.RecordChanged);
        while (true)
        {
            var look = await context.Call(Activities.LookAtRecord, caseId, RetryPolicy.Transient);
            if (!look.Exists || look.Stage != Stage.LookBack)
            {
                if (look.RecurrenceId is not null) await context.Call(Activities.OpenRecurrence, caseId, RetryPolicy.Transient);
                return new(caseId, look.Status);
            }

            await wake.At(look.NextAt ?? context.Now + Idle);
        }
    }
}
