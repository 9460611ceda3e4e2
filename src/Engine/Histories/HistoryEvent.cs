namespace GridCase.Engine;

/// <summary>One thing an orchestration did or was told.</summary>
internal sealed record HistoryEvent(HistoryKind Kind, int Step)
{
    public string? Name { get; init; }

    /// <summary>The other instance of a signal or a child.</summary>
    public string? Target { get; init; }

    public DateTimeOffset? Due { get; init; }

    /// <summary>Why something failed.</summary>
    public string? Reason { get; init; }

    /// <summary>JSON as it was written.</summary>
    public byte[]? Payload { get; init; }

    /// <summary>True for what came to the orchestration; false for what its code did.</summary>
    public bool IsInbound => Kind <= HistoryKind.ChildFailed;

    /// <summary>True when the code's step is the one recorded.</summary>
    public bool IsSameStep(HistoryEvent other) =>
        Kind == other.Kind && Step == other.Step && Name == other.Name && Target == other.Target && Due == other.Due;

    public override string ToString()
    {
        var text = $"{HistoryJson.Word(Kind)} (step {Step}";
        if (Name is not null) text += $", {Name}";
        if (Target is not null) text += $", {Target}";
        if (Due is { } due) text += $", due {due:O}";
        return text + ")";
    }
}

/// <summary>The kinds of events. Those up to <see cref="ChildFailed"/> come from outside, the rest is what the code did.</summary>
internal enum HistoryKind
{
    Started,
    Signalled,
    Returned,
    Faulted,
    Fired,
    ChildReturned,
    ChildFailed,
    Called,
    Armed,
    Disarmed,
    Waiting,
    ChildCalled,
    Sent,
    Continued,
    Ended,
    Failed,
}

/// <summary>What happened in one turn.</summary>
internal sealed record HistoryTurn(DateTimeOffset At, IReadOnlyList<HistoryEvent> Events);
