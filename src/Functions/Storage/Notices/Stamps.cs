namespace GridCase.Functions.Storage;

/// <summary>Instants in UTC ticks that grow from one to the next, also while the clock stands still.</summary>
internal sealed class Stamps(TimeProvider time)
{
    private long last;

    public long Next()
    {
        while (true)
        {
            var before = Volatile.Read(ref last);
            var next = Math.Max(time.GetUtcNow().UtcTicks, before + 1);
            if (Interlocked.CompareExchange(ref last, next, before) == before) return next;
        }
    }
}
