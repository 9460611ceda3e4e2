using GridCase.Workflows.Durable;

namespace GridCase.Workflows.Lifecycle;

/// <summary>
/// Computes an impact preview page by page, a few pages at a time. What a page gave stands in the store; here only its number is known, so that histories
/// stay short and a restart repeats no more than the pages under way.
/// </summary>
public sealed class ImpactPreview : Workflow<PreviewCursor, PreviewState>
{
    /// <summary>After so many pages a new execution begins.</summary>
    private const int PagesPerExecution = 100;

    public override async Task<PreviewState> Run(WorkflowContext context, PreviewCursor cursor)
    {
        try
        {
            var plan = cursor.Plan ?? await context.Call(Activities.PlanPreview, cursor.Id, RetryPolicy.Transient);
            var until = Math.Min(plan.Pages, cursor.NextPage + PagesPerExecution);
            if (!await Pages(context, cursor.Id, cursor.NextPage, until, plan.AtOnce)) return PreviewState.Cancelled;
            if (until == plan.Pages) return await context.Call(Activities.FinishPreview, cursor.Id, RetryPolicy.Transient);
            context.ContinueAsNew(new PreviewCursor(cursor.Id, until, plan));
            return PreviewState.Running;
        }
        catch (ActivityFailedException)
        {
            return await context.Call(Activities.FailPreview, cursor.Id, RetryPolicy.Transient);
        }
    }

    /// <summary>False as soon as a page finds the preview no longer wanted.</summary>
    private static async Task<bool> Pages(WorkflowContext context, int id, int from, int until, int atOnce)
    {
        var underWay = new List<Task<bool>>();
        for (var page = from; page < until || underWay.Count > 0;)
        {
            while (page < until && underWay.Count < atOnce) underWay.Add(context.Call(Activities.PreviewPage, new PreviewPage(id, page++), RetryPolicy.Transient));
            var first = await Task.WhenAny(underWay);
            underWay.Remove(first);
            if (!await first) return false;
        }

        return true;
    }
}

/// <summary>How far a preview has come: all that one execution hands to the next.</summary>
/// <param name="Plan">Null until the pages are counted out.</param>
public sealed record PreviewCursor(int Id, int NextPage, PreviewPlan? Plan);

/// <summary>How a preview is cut up.</summary>
/// <param name="AtOnce">Pages that are computed at a time.</param>
public sealed record PreviewPlan(int Pages, int AtOnce);

/// <summary>One page of a preview; 0 is the first.</summary>
public sealed record PreviewPage(int Id, int Page);
