using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>
/// Seals in tables, made with a key that lies elsewhere. A seal covers the heads of all cases that changed since the seal before, as they are when it is made. The
/// heads are written first and count for nothing; the row of the day, written together with the end of the chain, decides which of two makings is the seal.
/// </summary>
internal sealed class TableSealStore(Shelf shelf, KeyRing keys, IChangedHeads changed, TimeProvider time) : ISealStore
{
    /// <summary>
    /// How far behind the seal before it is looked once more: a commit whose place in the list of changes was written late, after a crash, is sealed a day later
    /// and not never.
    /// </summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(6);

    private const string Partition = "seals";
    private const string EndKey = "end";

    private readonly SealedHeads sealedHeads = new(shelf);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The day is not over, or a later one is sealed already.</exception>
    public async Task<DaySeal> SealDay(DateOnly day, CancellationToken cancellation = default)
    {
        while (true)
        {
            if (await Find(day, cancellation).ConfigureAwait(false) is { } known) return known.Seal;
            var end = await shelf.Find<Row>(Partition, EndKey, cancellation).ConfigureAwait(false);
            var before = end is null ? null : StoredSeal.Of(end);
            var now = time.GetUtcNow();
            SealDays.RequireOver(day, before?.Day, now);
            var heads = await Heads(before, now, cancellation).ConfigureAwait(false);
            var made = new StoredSeal(day, heads.Count, now, Mac(day, before, heads), Guid.NewGuid().ToString("N"));
            await sealedHeads.Write(made.Making, heads, cancellation).ConfigureAwait(false);
            if (await Append(end, made, cancellation).ConfigureAwait(false)) return made.Seal;
            // A write that was done and whose answer was lost is refused when it is sent again.
            if ((await Find(day, cancellation).ConfigureAwait(false))?.Making == made.Making) return made.Seal;
            await sealedHeads.Remove(made.Making, cancellation).ConfigureAwait(false);
        }
    }

    public async Task<DateOnly?> LastSealed(CancellationToken cancellation = default) =>
        await shelf.Find<Row>(Partition, EndKey, cancellation).ConfigureAwait(false) is { } end ? StoredSeal.Of(end).Day : null;

    /// <summary>The heads that a day's seal covers, in the order in which they were added up; none where the day is not sealed.</summary>
    public async Task<IReadOnlyList<SealedHead>> Covered(DateOnly day, CancellationToken cancellation) =>
        await Find(day, cancellation).ConfigureAwait(false) is { } seal ? await sealedHeads.Read(seal.Making, cancellation).ConfigureAwait(false) : [];

    private async Task<StoredSeal?> Find(DateOnly day, CancellationToken cancellation) =>
        await shelf.Find<Row>(Partition, StoredSeal.KeyOf(day), cancellation).ConfigureAwait(false) is { } row ? StoredSeal.Of(row) : null;

    private async Task<IReadOnlyList<ChangedHead>> Heads(StoredSeal? before, DateTimeOffset now, CancellationToken cancellation)
    {
        var from = before is null ? DateTimeOffset.MinValue : before.Until - Overlap;
        var found = await changed.Changed(from, now, cancellation).ConfigureAwait(false);
        var covered = await Covered(from, cancellation).ConfigureAwait(false);
        return
        [
            .. found.GroupBy(head => head.CaseId).Select(of => of.MaxBy(head => head.Version)!).Where(head => covered.GetValueOrDefault(head.CaseId) != head.Version)
                .OrderBy(head => head.No).ThenBy(head => head.CaseId, StringComparer.Ordinal),
        ];
    }

    /// <summary>What the seals made since an instant cover already.</summary>
    private async Task<Dictionary<string, int>> Covered(DateTimeOffset since, CancellationToken cancellation)
    {
        var covered = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var row in shelf.Rows<Row>(Stretch.Of(Partition).Beginning(StoredSeal.KeyBeginning), null, cancellation).ConfigureAwait(false))
        {
            var seal = StoredSeal.Of(row);
            if (seal.Until < since) break;
            foreach (var head in await sealedHeads.Read(seal.Making, cancellation).ConfigureAwait(false)) covered.TryAdd(Convert.ToHexStringLower(head.CaseId), head.Version);
        }

        return covered;
    }

    private Task<bool> Append(Row? end, StoredSeal made, CancellationToken cancellation)
    {
        var batch = new Batch().Add(made.Write(Row.Of(Partition, StoredSeal.KeyOf(made.Day))));
        return shelf.Commit(end is null ? batch.Add(made.Write(Row.Of(Partition, EndKey))) : batch.Replace(made.Write(end)), cancellation);
    }

    private byte[] Mac(DateOnly day, StoredSeal? before, IReadOnlyList<ChangedHead> heads)
    {
        using var signer = new SealSigner(keys, day, before?.Mac ?? []);
        foreach (var head in heads) signer.Add(Convert.FromHexString(head.CaseId), head.Version, Convert.FromHexString(head.Hash));
        return signer.Mac();
    }
}
