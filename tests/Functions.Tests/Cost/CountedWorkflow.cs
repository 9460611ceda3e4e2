using GridCase.Workflows.Durable;

namespace GridCase.Functions.Tests.Cost;

/// <summary>An orchestration whose actions are counted as the scheduler would dispatch them; what it does is its own.</summary>
internal sealed class CountedWorkflow<TInput, TOutput>(Workflow<TInput, TOutput> inner, string name, Tally tally) : Workflow<TInput, TOutput>
{
    public override async Task<TOutput> Run(WorkflowContext context, TInput input)
    {
        var counted = new CountedContext(context, name, tally);
        if (!context.IsReplaying) tally.Note(Work.Start, name);
        var output = await inner.Run(counted, input);
        counted.End();
        return output;
    }
}
