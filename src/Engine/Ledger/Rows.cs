using GridCase.Workflows.Durable;

namespace GridCase.Engine;

/// <summary>What the ledger keeps of one instance.</summary>
internal sealed record InstanceRow(long Key, string Id, string Orchestration, DateTimeOffset StartedAt)
{
    /// <summary>Goes up with each continue-as-new.</summary>
    public int Execution { get; set; } = 1;

    public InstanceState State { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? Status { get; set; }

    public string? ParkedReason { get; set; }

    public bool IsOver => State is InstanceState.Completed or InstanceState.Failed;

    /// <summary>Names this execution and no other, ever.</summary>
    public string Run => $"{Key}.{Execution}";
}

/// <summary>A message that waits for its instance.</summary>
internal sealed class Message(MessageKind kind, int execution = 0, int step = 0)
{
    public MessageKind Kind => kind;

    public int Execution => execution;

    public int Step => step;

    public string? Name { get; init; }

    public byte[]? Payload { get; init; }

    public string? Reason { get; init; }

    /// <summary>When a timer's row says it is due.</summary>
    public DateTimeOffset Due { get; init; }

    /// <summary>Its row in the inbox; zero while it has none.</summary>
    public long Row { get; set; }

    /// <summary>Taken by a turn of this batch.</summary>
    public bool IsTaken { get; set; }

    /// <summary>False for those that another row already stands for.</summary>
    public bool NeedsRow => kind is not (MessageKind.TimerDue or MessageKind.TaskDue or MessageKind.Resume);

    public bool SaysTheSame(Message other) =>
        kind == MessageKind.Signal && other.Kind == kind && Name == other.Name && Payload.AsSpan().SequenceEqual(other.Payload);
}

internal enum MessageKind
{
    Start,
    Signal,
    Returned,
    Faulted,
    ChildReturned,
    ChildFailed,
    TimerDue,
    TaskDue,
    Resume,
}

/// <summary>A timer that is armed.</summary>
internal readonly record struct TimerRow(long Key, int Step, DateTimeOffset Due);

/// <summary>An activity under way: one outside, or one that waits to be tried again.</summary>
internal sealed record TaskRow(long Key, int Execution, int Step, string Activity, byte[] Input, int Attempt, RetryPolicy? Retry, DateTimeOffset Due)
{
    /// <summary>The same for every try of this step, and for no other step ever: keys are not used again.</summary>
    public string KeyFor(string instanceId) => $"{instanceId}/{Key}.{Execution}/{Step}";
}

/// <summary>An instance that waits for the end of another.</summary>
internal readonly record struct JoinRow(long Parent, int Execution, int Step);
