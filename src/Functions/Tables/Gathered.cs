namespace GridCase.Functions.Tables;

/// <summary>Work on many rows or stretches at once, at most sixteen.</summary>
internal static class Gathered
{
    private const int AtOnce = 16;

    /// <summary>What each comes to, in the order of the items.</summary>
    public static async Task<TFound[]> Of<TItem, TFound>(IReadOnlyList<TItem> items, Func<TItem, CancellationToken, Task<TFound>> work, CancellationToken cancellation)
    {
        var found = new TFound[items.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, items.Count), Options(cancellation), async (at, stop) => found[at] = await work(items[at], stop).ConfigureAwait(false)).ConfigureAwait(false);
        return found;
    }

    /// <summary>Does something with each; the first failure ends it.</summary>
    public static Task Do<TItem>(IEnumerable<TItem> items, Func<TItem, CancellationToken, Task> work, CancellationToken cancellation) =>
        Parallel.ForEachAsync(items, Options(cancellation), async (item, stop) => await work(item, stop).ConfigureAwait(false));

    private static ParallelOptions Options(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
}
