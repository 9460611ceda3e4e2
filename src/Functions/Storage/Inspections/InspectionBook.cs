using System.Text;
using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>
/// Lets changes of the inspections' books follow each other, one by one: a change is decided by one conditional write of the head, its rows are written after that, and
/// the next begins only when they are. Whoever comes next finishes what an instance that died has left. Hence the order of changes is one for all, and nothing is counted twice.
/// </summary>
internal sealed class InspectionBook(CountyTables tables, TableReceipts receipts, TableOutbox outbox) : IPruned
{
    public const string Partition = "book";
    public const string HeadKey = "head";

    private const string IntentKey = "intent|";
    private const int MostPieces = 4;
    private const int AtOnce = 16;
    private const int MostPruned = 1_000;

    /// <summary>After so long no instance can still be at writing rows of a change that has been carried out by another.</summary>
    private static readonly TimeSpan GoneLife = TimeSpan.FromDays(1);

    /// <summary>The head, once every change that is decided has been carried out.</summary>
    public async Task<BookHead> Settled(CancellationToken cancellation)
    {
        while (true)
        {
            var head = await tables.Inspections.Find<BookHead>(Partition, HeadKey, cancellation).ConfigureAwait(false) ?? BookHead.First;
            if (head.Word is not { } name) return head;
            await CarryOut(head, name, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Decides a change that follows the head; false when another did meanwhile.</summary>
    /// <exception cref="ArgumentException">The change is too large for one commit.</exception>
    public Task<bool> Decide(BookHead head, BookIntent intent, Receipt? receipt, CancellationToken cancellation)
    {
        var name = Guid.NewGuid().ToString("N");
        var isFirst = head.Number == 0;
        (head.Number, head.Word, head.LastChanged) = (intent.Number, name, intent.Changed);
        var batch = isFirst ? new Batch().Add(head) : new Batch().Replace(head);
        var pieces = intent.Write().Chunk(Row.LongestBody).ToList();
        if (pieces.Count > MostPieces) throw new ArgumentException("A change of the inspections' books is too large for one commit.", nameof(intent));
        for (var piece = 0; piece < pieces.Count; piece++) batch.Add(Row.Of(Partition, $"{IntentKey}{name}|{piece}").With(pieces[piece]));
        if (receipt is not null) batch.Put(receipts.RowOf(receipt, Partition));
        return Commit(batch, name, cancellation);
    }

    /// <summary>Carries out what stands, and removes what a crash has left of changes that were carried out.</summary>
    public async Task Finish(CancellationToken cancellation)
    {
        // Listed first: whatever is decided later is not among them.
        var pieces = await tables.Inspections.List<Row>(Stretch.Of(Partition).Beginning(IntentKey), null, cancellation).ConfigureAwait(false);
        await Settled(cancellation).ConfigureAwait(false);
        foreach (var piece in pieces) await tables.Inspections.Remove(Partition, piece.RowKey, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task Prune(DateTimeOffset now, CancellationToken cancellation)
    {
        var old = Stretch.Of(BookRows.Gone).Until(TableKeys.Ascending((now - GoneLife).UtcTicks));
        foreach (var list in await tables.Inspections.List<BookRow>(old, MostPruned, cancellation).ConfigureAwait(false))
        {
            foreach (var gone in RowJson.Read<List<GoneRow>>(list.ReadBody()))
            {
                var row = await tables.Inspections.Find<BookRow>(gone.Partition, gone.Key, cancellation).ConfigureAwait(false);
                if (row is { Word: BookRow.Gone }) await tables.Inspections.Commit(new Batch().RemoveUnchanged(row), cancellation).ConfigureAwait(false);
            }

            await tables.Inspections.Remove(BookRows.Gone, list.RowKey, cancellation).ConfigureAwait(false);
        }
    }

    private static BookRow Fill(BookRow? there, PlannedRow planned, long number)
    {
        var row = there ?? new() { PartitionKey = planned.Partition, RowKey = planned.Key };
        (row.Number, row.Word) = (number, planned.Content is null ? BookRow.Gone : BookRow.Here);
        if (planned.Content is not { } content) return row;
        (row.No, row.At, row.Grid, row.Sweep) = (content.No, content.Changed, content.Grid, content.Sweep);
        row.With(content.Sealed ?? Encoding.UTF8.GetBytes(content.Json!));
        return row;
    }

    /// <summary>The client repeats a write whose answer was lost, and the repeat is refused because the write was done.</summary>
    private async Task<bool> Commit(Batch batch, string name, CancellationToken cancellation) =>
        await tables.Inspections.Commit(batch, cancellation).ConfigureAwait(false)
        || await tables.Inspections.Find<Row>(Partition, $"{IntentKey}{name}|0", cancellation).ConfigureAwait(false) is not null;

    private async Task CarryOut(BookHead head, string name, CancellationToken cancellation)
    {
        var pieces = await tables.Inspections.List<Row>(Stretch.Of(Partition).Beginning($"{IntentKey}{name}|"), null, cancellation).ConfigureAwait(false);
        // Another has carried it out and put it away.
        if (pieces.Count == 0) return;
        var intent = BookIntent.Read([.. pieces.SelectMany(piece => piece.ReadBody())]);
        await Parallel.ForEachAsync(
            BookRows.Of(intent).GroupBy(row => row.Partition).SelectMany(rows => rows.Chunk(Batch.Most)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (rows, stop) => await Write(rows, intent.Number, stop).ConfigureAwait(false)).ConfigureAwait(false);
        await outbox.Put(intent.ReadEffects(), cancellation).ConfigureAwait(false);
        head.Word = null;
        await tables.Inspections.Replace(head, cancellation).ConfigureAwait(false);
        foreach (var piece in pieces.OrderByDescending(piece => piece.RowKey, StringComparer.Ordinal)) await tables.Inspections.Remove(Partition, piece.RowKey, cancellation).ConfigureAwait(false);
    }

    private async Task Write(IReadOnlyList<PlannedRow> planned, long number, CancellationToken cancellation)
    {
        while (true)
        {
            var batch = new Batch();
            foreach (var few in planned.Chunk(AtOnce))
            {
                var there = await Task.WhenAll(few.Select(row => tables.Inspections.Find<BookRow>(row.Partition, row.Key, cancellation))).ConfigureAwait(false);
                foreach (var (row, kept) in few.Zip(there))
                {
                    if (kept?.Number >= number) continue;
                    var next = Fill(kept, row, number);
                    batch = kept is null ? batch.Add(next) : batch.Replace(next);
                }
            }

            if (await tables.Inspections.Commit(batch, cancellation).ConfigureAwait(false)) return;
        }
    }
}
