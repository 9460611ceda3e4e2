using GridCase.Functions.Tables;

namespace GridCase.Functions.Storage;

/// <summary>
/// The list of the county, bucket by bucket. Many stretches of buckets are read at once; the further from where a reading begins, the longer they are, so that a page
/// that is found near costs little and one that is found far off does not wait for each bucket in turn. A bucket without rows costs nothing.
/// </summary>
internal sealed class CountyList(Shelf index)
{
    private const int AtOnce = 16;
    private const int Widening = 4;

    /// <summary>Rows with numbers before one, the newest first, until there are so many; a few more may come.</summary>
    public async Task<List<CaseIndexRow>> Newest(CaseRead read, long before, int most, CancellationToken cancellation)
    {
        List<CaseIndexRow> found = [];
        var (top, width) = (IndexPlaces.BucketOf(Math.Max(0, before - 1)), 1L);
        for (; top >= 0 && found.Count < most; (top, width) = (top - width, width * Widening))
            found.AddRange(await Read(read with { Before = before, Most = most }, Math.Max(0, top - width + 1), top, cancellation).ConfigureAwait(false));
        return found;
    }

    /// <summary>Rows with numbers after one up to another, in the order of registration, until there are so many; more may come.</summary>
    public async Task<List<CaseIndexRow>> Oldest(CaseRead read, long after, long last, int most, CancellationToken cancellation)
    {
        List<CaseIndexRow> found = [];
        var (bottom, width, end) = (IndexPlaces.BucketOf(after + 1), 1L, IndexPlaces.BucketOf(last));
        for (; bottom <= end && found.Count < most; (bottom, width) = (bottom + width, width * Widening))
        {
            var rows = await Read(read with { After = after }, bottom, Math.Min(end, bottom + width - 1), cancellation).ConfigureAwait(false);
            found.AddRange(rows.OrderBy(row => row.No));
        }

        return found;
    }

    /// <summary>Rows of some buckets, the newest first.</summary>
    public async Task<List<CaseIndexRow>> Read(CaseRead read, long bottom, long top, CancellationToken cancellation)
    {
        var parts = await Gathered.Of([.. Parts(bottom, top)], (part, stop) => Part(read, part.Bottom, part.Top, stop), cancellation).ConfigureAwait(false);
        return [.. parts.SelectMany(part => part)];
    }

    /// <summary>At most sixteen stretches of buckets; the newest, where most of what is alive lies, are the shortest.</summary>
    private static IEnumerable<(long Bottom, long Top)> Parts(long bottom, long top)
    {
        for (var left = AtOnce; top >= bottom; left--)
        {
            var buckets = top - bottom + 1;
            var length = left > AtOnce / 2 ? 1 : left <= 1 ? buckets : (buckets + left - 1) / left;
            yield return (top - length + 1, top);
            top -= length;
        }
    }

    /// <summary>Those alive first: a case that ends in between is then met twice rather than not at all.</summary>
    private async Task<List<CaseIndexRow>> Part(CaseRead read, long bottom, long top, CancellationToken cancellation)
    {
        var rows = await read.Rows(index, Between(true, bottom, top), true, cancellation).ConfigureAwait(false);
        if (!read.AliveOnly) rows.AddRange(await read.Rows(index, Between(false, bottom, top), false, cancellation).ConfigureAwait(false));
        return rows.Newest();
    }

    private static Stretch Between(bool alive, long bottom, long top) =>
        bottom == top ? Stretch.Of(IndexPlaces.County(alive, top)) : Stretch.Across(IndexPlaces.County(alive, top), IndexPlaces.County(alive, bottom) + TableKeys.Last);
}
