namespace GridCase.Workflows.Durable;

/// <summary>An activity kept faulting until its retry policy gave up.</summary>
public sealed class ActivityFailedException(string activity, string reason, Exception? inner = null)
    : Exception($"Activity {activity} failed: {reason}", inner)
{
    public string Activity { get; } = activity;

    public string Reason { get; } = reason;
}

/// <summary>A child orchestration ended in a fault.</summary>
public sealed class ChildFailedException(string instanceId, string reason) : Exception($"Child {instanceId} failed: {reason}")
{
    public string InstanceId { get; } = instanceId;

    public string Reason { get; } = reason;
}

/// <summary>Thrown by an activity that must not be retried: trying again cannot help.</summary>
public sealed class UnretryableException(string message, Exception? inner = null) : Exception(message, inner);
