namespace GridCase.Engine;

/// <summary>One thing queued for the writer.</summary>
internal abstract class JournalItem
{
    public Exception? Failure { get; set; }

    /// <summary>True when it holds one of the queue's bounded places.</summary>
    public virtual bool TakesRoom => false;

    /// <summary>True when the caller gave up before the writer came to it.</summary>
    public virtual bool IsCancelled => false;

    public abstract void Run(JournalSession session);

    /// <summary>Tells the caller, after the commit.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception error);
}

internal sealed class WriteItem<T>(Func<JournalSession, T> work, CancellationToken cancellation) : JournalItem
{
    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;

    public Task<T> Task => completion.Task;

    public override bool TakesRoom => true;

    public override bool IsCancelled => cancellation.IsCancellationRequested && completion.TrySetCanceled(cancellation);

    public override void Run(JournalSession session) => result = work(session);

    public override void Complete()
    {
        if (Failure is { } error) completion.TrySetException(error);
        else completion.TrySetResult(result!);
    }

    public override void Fail(Exception error) => completion.TrySetException(error);
}
