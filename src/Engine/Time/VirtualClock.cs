namespace GridCase.Engine;

/// <summary>
/// A clock that stands still until it is moved, and never moves back. Under it the engine steps from timer to timer
/// (<see cref="DurableEngine.AdvanceTo"/>). Timers made from it fire on the thread pool when it is moved past them.
/// </summary>
public sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private readonly object gate = new();
    private readonly SortedSet<VirtualTimer> timers = new(VirtualTimer.ByDue);
    private DateTimeOffset now = start.ToUniversalTime();
    private long made;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves the clock. With an engine running use <see cref="DurableEngine.AdvanceTo"/> instead, which lets everything due happen on the way.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies before the present one.</exception>
    public void Set(DateTimeOffset instant)
    {
        List<VirtualTimer> due = [];
        lock (gate)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(instant, now);
            now = instant.ToUniversalTime();
            while (timers.Min is { } first && first.Due <= now)
            {
                timers.Remove(first);
                due.Add(first);
                if (!first.Repeat()) continue;
                timers.Add(first);
            }
        }

        foreach (var timer in due) ThreadPool.QueueUserWorkItem(_ => timer.Fire());
    }

    /// <summary>Takes back a step whose effects were lost with their batch: for the journal it did not happen.</summary>
    internal void TakeBack(DateTimeOffset instant)
    {
        lock (gate) now = instant;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private readonly long number = Interlocked.Increment(ref clock.made);
        private TimeSpan period;

        public static IComparer<VirtualTimer> ByDue { get; } =
            Comparer<VirtualTimer>.Create((one, other) => (one.Due, one.number).CompareTo((other.Due, other.number)));

        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                this.period = period;
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                Due = clock.now + dueTime;
                if (dueTime > TimeSpan.Zero)
                {
                    clock.timers.Add(this);
                    return true;
                }
            }

            ThreadPool.QueueUserWorkItem(_ => Fire());
            return true;
        }

        /// <summary>Sets the next time; a period passed several times over fires once.</summary>
        public bool Repeat()
        {
            if (period <= TimeSpan.Zero) return false;
            Due = clock.now + period;
            return true;
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock.gate) clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
