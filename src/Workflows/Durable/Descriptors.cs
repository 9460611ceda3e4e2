namespace GridCase.Workflows.Durable;

/// <summary>The typed name of an orchestration. A changed orchestration gets a new name beside the old.</summary>
public sealed record Orchestration<TInput, TOutput>(string Name);

/// <summary>The typed name of an activity.</summary>
public sealed record Activity<TInput, TOutput>(string Name);

/// <summary>The typed name of a signal.</summary>
public sealed record Signal<T>(string Name);

/// <summary>The input or output of what needs none.</summary>
public sealed record Nothing
{
    public static Nothing Value { get; } = new();
}
