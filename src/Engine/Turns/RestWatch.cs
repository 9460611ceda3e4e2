namespace GridCase.Engine;

/// <summary>Those who wait until nothing is left to do, or until a virtual clock has come to an instant. Used under the journal's gate.</summary>
internal sealed class RestWatch(VirtualClock? clock)
{
    private readonly List<TaskCompletionSource> atRest = [];
    private readonly PriorityQueue<TaskCompletionSource, DateTimeOffset> atInstant = new();
    private Exception? failure;

    public bool IsVirtual => clock is not null;

    public void Add(TaskCompletionSource waiter)
    {
        if (failure is not null) waiter.TrySetException(failure);
        else atRest.Add(waiter);
    }

    public void Add(TaskCompletionSource waiter, DateTimeOffset instant)
    {
        if (failure is not null) waiter.TrySetException(failure);
        else atInstant.Enqueue(waiter, instant);
    }

    /// <summary>Everything is still: tells those who waited for that, and moves the clock on if someone wants it moved. True when something is due.</summary>
    public bool Step(Func<DateTimeOffset?> next)
    {
        var due = next();
        if (due <= clock!.GetUtcNow()) return true;
        foreach (var waiter in atRest) waiter.TrySetResult();
        atRest.Clear();
        while (atInstant.TryPeek(out var waiter, out var target))
        {
            if (due <= target)
            {
                clock.Set(due.Value);
                return true;
            }

            if (target > clock.GetUtcNow()) clock.Set(target);
            atInstant.Dequeue();
            waiter.TrySetResult();
        }

        return false;
    }

    /// <summary>Moves the clock on to the next timer inside a batch, if someone wants it moved so far and nobody waits for rest before.</summary>
    public bool StepInBatch(DateTimeOffset? next)
    {
        if (clock is null || atRest.Count > 0 || next is not { } due || !atInstant.TryPeek(out _, out var target) || due > target) return false;
        if (due > clock.GetUtcNow()) clock.Set(due);
        return true;
    }

    public void Fail(Exception cause)
    {
        failure = cause;
        foreach (var waiter in atRest) waiter.TrySetException(cause);
        while (atInstant.TryDequeue(out var waiter, out _)) waiter.TrySetException(cause);
        atRest.Clear();
    }
}
