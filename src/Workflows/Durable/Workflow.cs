namespace GridCase.Workflows.Durable;

/// <summary>An orchestration: deterministic code that may use only its context and its input.</summary>
public abstract class Workflow<TInput, TOutput>
{
    /// <summary>Runs the orchestration from its start; replayed after each wait, so it must take time, ids and data only from <paramref name="context"/> and <paramref name="input"/>.</summary>
    public abstract Task<TOutput> Run(WorkflowContext context, TInput input);
}
