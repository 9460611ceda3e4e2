using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>
/// Commits an append: one batch in the partition of the case, with its head inserted or replaced as it was read. All that is written before it counts for nothing
/// without it; what is to be done after it stands in the batch and in the pending book, and is done inline by the <see cref="CaseFinisher"/>.
/// </summary>
internal sealed class CaseAppender(
    Shelf cases, CaseRecords records, CaseTexts texts, TableReceipts receipts, PendingBook pending, CaseNumbers numbers, TableLikeness likeness, ChangeStamps stamps, CaseFinisher finisher)
{
    private const string Table = "cases";

    /// <inheritdoc cref="ICaseStore.Append"/>
    /// <exception cref="ArgumentException">The parts do not belong together, or there are more texts than one batch takes.</exception>
    public async Task<AppendOutcome> Append(CaseAppend append, CancellationToken cancellation)
    {
        AppendCheck.Check(append);
        if (append.Receipt is { } asked && await receipts.Find(asked.Key, cancellation).ConfigureAwait(false) is not null) return AppendOutcome.Repeated;
        var before = await records.Read(append.CaseId, cancellation).ConfigureAwait(false);
        if ((before?.File.Version ?? 0) != append.ExpectedVersion) return AppendOutcome.Conflict;
        var note = await pending.Note(CaseFinisher.Word, append.CaseId, cancellation).ConfigureAwait(false);
        if (await HasMoved(append, cancellation).ConfigureAwait(false) || !await Holds(append.Target, cancellation).ConfigureAwait(false)) return await GivenUp(append, note, cancellation).ConfigureAwait(false);

        using var stamp = stamps.Take(before?.Head.Changed ?? 0);
        var commit = await Prepared(append, before, stamp.Ticks, cancellation).ConfigureAwait(false);
        if (!await cases.Commit(commit.Batch, cancellation).ConfigureAwait(false) && !await IsDone(append, commit.Head, cancellation).ConfigureAwait(false))
            return await GivenUp(append, note, cancellation).ConfigureAwait(false);
        records.Keep(append.After);
        // It stands. Whether the caller still waits is no matter any more.
        await finisher.Follow(new(commit.Head, append.After), commit.Leaves, append.Facts.Count > 0, note, CancellationToken.None).ConfigureAwait(false);
        return AppendOutcome.Appended;
    }

    /// <summary>Stands in line with a registration, and looks whether what it was decided on is still so.</summary>
    private async Task<bool> HasMoved(CaseAppend append, CancellationToken cancellation)
    {
        if (append.ExpectedVersion == 0 || append.Seen is not null) await likeness.Announce(append.After, cancellation).ConfigureAwait(false);
        return append.Seen is { } seen && await likeness.HasMoved(seen, append.CaseId, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Writes the head of the case merged into as it was read, if it is still at the version looked at: whoever read it before loses the own commit. So of two merges
    /// into each other at least one is decided anew. One that reads it after this, and is done before this commit, is not seen.
    /// </summary>
    private async Task<bool> Holds((string CaseId, int Version)? target, CancellationToken cancellation) =>
        target is not { } seen
        || (await records.Head(seen.CaseId, cancellation).ConfigureAwait(false) is { } head && head.Version == seen.Version
            && await cases.Commit(new Batch().Replace(head), cancellation).ConfigureAwait(false));

    private async Task<AppendOutcome> GivenUp(CaseAppend append, PendingNote note, CancellationToken cancellation)
    {
        await pending.Clear(note, cancellation).ConfigureAwait(false);
        return append.Receipt is { } receipt && await receipts.Find(receipt.Key, cancellation).ConfigureAwait(false) is not null ? AppendOutcome.Repeated : AppendOutcome.Conflict;
    }

    private async Task<(Batch Batch, CaseHeadRow Head, bool Leaves)> Prepared(CaseAppend append, CaseRecord? before, long stamp, CancellationToken cancellation)
    {
        var (partition, name) = (CaseHeadRow.PartitionOf(append.CaseId), Guid.NewGuid().ToString("N"));
        var leaving = Leaving.Of(append, before?.File);
        List<Row> rows = [.. FactRows.Of(partition, append.Facts, name), .. texts.Of(partition, append.Texts)];
        if (leaving is not null) rows.Add(leaving.Write(partition, append.After.Version, name));
        if (append.Receipt is { } receipt)
        {
            rows.Add(receipts.RowOf(receipt, partition));
            await receipts.Note(receipt.Key, Table, partition, cancellation).ConfigureAwait(false);
        }

        if (rows.Count >= Batch.Most) throw new ArgumentException($"An append of {append.Texts.Count} texts is more than one batch of {Batch.Most} rows takes.", nameof(append));
        var head = before?.Head ?? new() { PartitionKey = partition, No = await numbers.Next(cancellation).ConfigureAwait(false) };
        (head.Version, head.Hash, head.Commit) = (append.After.Version, append.After.LastHash, name);
        if (append.Facts.Count > 0) (head.Changed, head.Next) = (stamp, append.NextAt?.UtcTicks);
        var batch = before is null ? new Batch().Add(head) : new Batch().Replace(head);
        foreach (var row in rows) batch.Put(row);
        return (batch, head, leaving is not null);
    }

    /// <summary>The client repeats a write whose answer was lost, and the repeat is refused because the write was done. Another may have followed it already.</summary>
    private async Task<bool> IsDone(CaseAppend append, CaseHeadRow mine, CancellationToken cancellation) =>
        (await records.Head(append.CaseId, cancellation).ConfigureAwait(false))?.Commit == mine.Commit
        || (append.Facts.Count > 0 && (await cases.Find<Row>(mine.PartitionKey, FactRows.KeyOf(mine.Version), cancellation).ConfigureAwait(false))?.Word == mine.Commit);
}
