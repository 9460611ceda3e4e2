using GridCase.Workflows.Cases;
using GridCase.Workflows.Durable;

namespace GridCase.Workflows.Lifecycle;

/// <summary>What the lifecycle does in each stage. Each step waits for the record to leave the stage and returns what it then says.</summary>
internal sealed class StageSteps(WorkflowContext context, string caseId) : IDisposable
{
    /// <summary>A case without a mark to wait for is looked at once a day all the same: a lost signal costs a day at most.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromDays(1);

    private readonly Wake<int> wake = new(context, Orchestrations.RecordChanged);

    /// <summary>甄别: until a person, or a rule that says auto, has graded it; the dispatch clock warns meanwhile.</summary>
    public Task<RecordLook> Triage() => UntilItLeaves(Stage.Triage);

    /// <summary>派单, 签收, 退单 and 仲裁: until the unit has signed.</summary>
    public Task<RecordLook> Dispatch() => UntilItLeaves(Stage.Dispatch);

    /// <summary>办理: contact, progress, extension, suspension (which ends by itself), ledger, sub-tasks, step-up; until there is a result.</summary>
    public Task<RecordLook> Handle() => UntilItLeaves(Stage.Handling);

    /// <summary>核实: until someone has looked on the spot.</summary>
    public Task<RecordLook> Verify() => UntilItLeaves(Stage.Verification);

    /// <summary>回访: spaced attempts; the hotline's silence hands the visit to the centre; dissatisfaction sends the case back.</summary>
    public Task<RecordLook> VisitOrSupervise() => UntilItLeaves(Stage.Visit);

    /// <summary>Appends what is due, lets the family hear of it, and says where the case stands.</summary>
    public async Task<RecordLook> Look()
    {
        var look = await context.Call(Activities.LookAtRecord, caseId, RetryPolicy.Transient);
        if (look is { Exists: true, HasFamily: true }) await context.Call(Activities.TellFamily, caseId, RetryPolicy.Transient);
        return look;
    }

    public void Dispose() => wake.Dispose();

    private async Task<RecordLook> UntilItLeaves(Stage stage)
    {
        while (true)
        {
            var look = await Look();
            if (look.IsOver || look.Stage != stage) return look;
            await wake.At(look.NextAt ?? context.Now + Idle);
        }
    }
}
