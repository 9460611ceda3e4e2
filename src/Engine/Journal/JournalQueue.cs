namespace GridCase.Engine;

/// <summary>What waits for the writer: writes in a bounded number of places, and the engine's own items, which it bounds itself.</summary>
internal sealed class JournalQueue(int limit)
{
    private readonly object gate = new();
    private readonly Queue<JournalItem> items = new();
    private readonly SemaphoreSlim room = new(limit);
    private bool isShut;

    public int Count
    {
        get
        {
            lock (gate) return items.Count;
        }
    }

    /// <summary>Queues a write at once, or as soon as there is room. False when the queue is shut.</summary>
    public ValueTask<bool> Add(JournalItem item, CancellationToken cancellation) =>
        room.Wait(0, CancellationToken.None) ? new(Put(item)) : WhenRoom(item, cancellation);

    /// <summary>Queues without waiting for room. False when the queue is shut.</summary>
    public bool Put(JournalItem item)
    {
        lock (gate)
        {
            if (!isShut)
            {
                items.Enqueue(item);
                if (items.Count == 1) Monitor.PulseAll(gate);
                return true;
            }
        }

        if (item.TakesRoom) room.Release();
        return false;
    }

    public void TakeInto(List<JournalItem> batch, int most)
    {
        lock (gate)
        {
            while (batch.Count < most && items.TryDequeue(out var item))
            {
                if (item.TakesRoom) room.Release();
                if (!item.IsCancelled) batch.Add(item);
            }
        }
    }

    /// <summary>Blocks the writer until there is something to do; false when the queue is shut and empty. <paramref name="idle"/> is asked under the gate.</summary>
    public bool Await(Func<TimeSpan?> idle)
    {
        lock (gate)
        {
            while (true)
            {
                if (items.Count > 0) return true;
                if (isShut) return false;
                var sleep = idle();
                if (sleep is not { } span) Monitor.Wait(gate);
                else if (span <= TimeSpan.Zero) return true;
                // A wait may end up to a millisecond before its time; whoever asked looks at the clock again.
                else Monitor.Wait(gate, span < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : span);
            }
        }
    }

    /// <summary>Changes something under the gate and makes the writer look again.</summary>
    public void Wake(Action? change = null)
    {
        lock (gate)
        {
            change?.Invoke();
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Asks under the gate; false at once when something is queued.</summary>
    public bool WhenEmpty(Func<bool> question)
    {
        lock (gate) return items.Count == 0 && question();
    }

    /// <summary>Takes nothing more; what is queued is still run.</summary>
    public void Shut() => Wake(() => isShut = true);

    /// <summary>Shuts the queue and tells everyone in it why.</summary>
    public void Fail(Exception error)
    {
        List<JournalItem> left = [];
        Shut();
        TakeInto(left, int.MaxValue);
        foreach (var item in left) item.Fail(error);
    }

    private async ValueTask<bool> WhenRoom(JournalItem item, CancellationToken cancellation)
    {
        await room.WaitAsync(cancellation).ConfigureAwait(false);
        return Put(item);
    }
}
