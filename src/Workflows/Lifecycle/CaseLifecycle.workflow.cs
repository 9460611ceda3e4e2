using GridCase.Workflows.Cases;
using GridCase.Workflows.Durable;

namespace GridCase.Workflows.Lifecycle;

/// <summary>
/// Walks one case from triage to its close. The record decides; this waits. Each stage ends in a continue-as-new, so an open case depends only
/// on the code of the stage it is in.
/// </summary>
public sealed class CaseLifecycle : Workflow<CaseCursor, CaseEnd>
{
    public override async Task<CaseEnd> Run(WorkflowContext context, CaseCursor cursor)
    {
        using var stage = new StageSteps(context, cursor.CaseId);
        context.SetStatus(KebabCase.Of(cursor.Stage));
        var look = cursor.Stage switch
        {
            Stage.Intake or Stage.Triage => await stage.Triage(),
            Stage.Dispatch => await stage.Dispatch(),
            Stage.Handling => await stage.Handle(),
            Stage.Verification => await stage.Verify(),
            // Silence past the limit goes to a person; nothing is ever closed by a clock alone.
            Stage.Visit => await stage.VisitOrSupervise(),
            _ => await stage.Look(),
        };
        if (!look.IsOver) context.ContinueAsNew(new CaseCursor(cursor.CaseId, look.Stage));
        return new(cursor.CaseId, look.Status);
    }
}
