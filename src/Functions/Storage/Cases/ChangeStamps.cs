namespace GridCase.Functions.Storage;

/// <summary>
/// Gives each change of a case its instant, by which others ask what changed since: made later where needed, so that none of this instance bears the same as another.
/// A change is to be found under its stamp only once the indexes are written, and other instances give stamps of their own; so a place that is handed out never runs
/// past the <see cref="Horizon"/>: the settle time behind now, and behind every change of this instance that is still being written. What changed after the horizon is
/// given, and given again next time: a repeat is harmless, a loss is not. A writer that took longer than half the settle time (<see cref="IsLate"/>) writes anew under a
/// new stamp, since a place may have been handed out that lies behind the old one; the other half is for clocks of instances that differ.
/// </summary>
/// <param name="settle">Zero only where one instance is alone with a clock that stands still.</param>
internal sealed class ChangeStamps(TimeProvider time, TimeSpan settle)
{
    /// <summary>What is usual.</summary>
    public static readonly TimeSpan UsualSettle = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly SortedSet<long> beingWritten = [];
    private long last;

    public TimeSpan Settle => settle;

    /// <summary>A stamp after the case's last one. It is being written until it is disposed of.</summary>
    public Stamp Take(long after)
    {
        lock (gate)
        {
            last = Math.Max(Math.Max(time.GetUtcNow().UtcTicks, last + 1), after + 1);
            beingWritten.Add(last);
            return new(this, last);
        }
    }

    /// <summary>Whether a change is to be written anew, since it was not to be found in time.</summary>
    public bool IsLate(long stamp) => time.GetUtcNow().UtcTicks - stamp > settle.Ticks / 2;

    /// <summary>Up to here everything that changed is to be found, UTC ticks. Asked before the lists are read.</summary>
    public long Horizon()
    {
        lock (gate)
        {
            var settled = Math.Max(time.GetUtcNow().UtcTicks, last) - settle.Ticks;
            return beingWritten.Count == 0 ? settled : Math.Min(settled, beingWritten.Min - 1);
        }
    }

    private void Written(long stamp)
    {
        lock (gate) beingWritten.Remove(stamp);
    }

    /// <summary>A stamp while its change is being written.</summary>
    internal readonly struct Stamp(ChangeStamps stamps, long ticks) : IDisposable
    {
        public long Ticks => ticks;

        public void Dispose() => stamps.Written(ticks);
    }
}
