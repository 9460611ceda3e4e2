namespace GridCase.Engine;

/// <summary>
/// The one flow of control of an execution. Continuations of its own tasks run here, in order; one that arrives from anywhere else means that
/// the code awaited something foreign.
/// </summary>
internal sealed class TurnFlow(Action foreign) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> posted = new();
    private int thread;

    /// <summary>True on the thread of the turn while the turn runs.</summary>
    public bool IsHere => thread == Environment.CurrentManagedThreadId;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsHere) posted.Enqueue((d, state));
        else ReportForeign();
    }

    /// <summary>Says that the code went its own way.</summary>
    public void ReportForeign() => foreign();

    public override void Send(SendOrPostCallback d, object? state) => Post(d, state);

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs <paramref name="step"/> and everything that follows from it, until the code waits again.</summary>
    public void Run<T>(T argument, Action<T> step)
    {
        var outer = Current;
        thread = Environment.CurrentManagedThreadId;
        SetSynchronizationContext(this);
        try
        {
            step(argument);
            while (posted.TryDequeue(out var next)) next.Callback(next.State);
        }
        finally
        {
            SetSynchronizationContext(outer);
            thread = 0;
        }
    }
}
