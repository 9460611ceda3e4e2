using GridCase.Functions.Tables;

namespace GridCase.Functions.Storage;

/// <summary>Deeds of one partition, numbered without a gap. Each is kept in one commit with what was done; one row holds the deeds of a commit.</summary>
internal sealed class DeedBook<TDeed>(Shelf shelf, string partition, Func<TDeed, int> numberOf)
{
    /// <summary>The most deeds of one commit.</summary>
    public const int Most = 50;

    private const string CountKey = "count";
    private const string DeedKey = "deed|";

    /// <summary>The number of the last deed; 0 for none.</summary>
    public async Task<int> Count(CancellationToken cancellation) => (int)((await Counter(cancellation).ConfigureAwait(false))?.Number ?? 0);

    /// <summary>Keeps deeds and what was done; see <see cref="DeedEnd"/>.</summary>
    /// <param name="expected">How many deeds there were when these were decided.</param>
    public async Task<DeedEnd> Keep(IReadOnlyList<TDeed> deeds, int expected, Batch done, CancellationToken cancellation)
    {
        var counter = await Counter(cancellation).ConfigureAwait(false);
        if ((counter?.Number ?? 0) != expected) return DeedEnd.OthersFirst;
        var next = counter ?? Row.Of(partition, CountKey);
        var commit = Guid.NewGuid().ToString("N");
        (next.Number, next.Word) = (numberOf(deeds[^1]), commit);
        var batch = counter is null ? done.Add(next) : done.Replace(next);
        batch.Add(Row.Of(partition, KeyOf(numberOf(deeds[^1]))).With(RowJson.Write(deeds)));
        if (await shelf.Commit(batch, cancellation).ConfigureAwait(false)) return DeedEnd.Kept;
        // The client repeats a write whose answer was lost, and the repeat is refused because the write was done.
        counter = await Counter(cancellation).ConfigureAwait(false);
        if (counter?.Word == commit) return DeedEnd.Kept;
        return (counter?.Number ?? 0) == expected ? DeedEnd.Again : DeedEnd.OthersFirst;
    }

    /// <summary>Deeds of a lower number, the newest first.</summary>
    public async Task<IReadOnlyList<TDeed>> List(int? before, int limit, CancellationToken cancellation)
    {
        var rows = Stretch.Of(partition).Beginning(DeedKey);
        // The commit that the number belongs to may have gone on beyond it.
        if (before is { } number) rows = rows.After(KeyOf(number + Most));
        var deeds = new List<TDeed>();
        await foreach (var row in shelf.Rows<Row>(rows, Math.Min(limit + Most, 1_000), cancellation).ConfigureAwait(false))
        {
            deeds.AddRange(RowJson.Read<List<TDeed>>(row.ReadBody()).Where(deed => numberOf(deed) < (before ?? int.MaxValue)).OrderByDescending(numberOf));
            if (deeds.Count >= limit) break;
        }

        return [.. deeds.Take(limit)];
    }

    private static string KeyOf(int lastNumber) => DeedKey + TableKeys.Descending(lastNumber);

    private Task<Row?> Counter(CancellationToken cancellation) => shelf.Find<Row>(partition, CountKey, cancellation);
}

/// <summary>How it ended to keep deeds.</summary>
internal enum DeedEnd
{
    Kept,

    /// <summary>Another deed came first; nothing was kept.</summary>
    OthersFirst,

    /// <summary>What was to be changed had changed, though by no deed; nothing was kept, and the same may be tried again.</summary>
    Again,
}
