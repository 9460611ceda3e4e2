namespace GridCase.Engine;

/// <summary>No orchestration of this name is registered with the engine.</summary>
public sealed class UnknownOrchestrationException(string name) : Exception($"No orchestration named {name} is registered.")
{
    public string Name { get; } = name;
}
