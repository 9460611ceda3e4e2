using Azure;
using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Storage;

/// <summary>Where cases are written besides their own partitions; each brings what it keeps to what the record says, whatever it was before.</summary>
internal sealed record CaseIndexes(CaseIndexWriter Lists, CasePartings Partings, TableLikeness Likeness, TableRouting Routing, TableOpen311List Open311)
{
    public Task Write(CaseRecord record, bool thorough, CancellationToken cancellation) => Task.WhenAll(
        Lists.Write(CaseIndexRow.Of(record), thorough, cancellation),
        Likeness.Write(record.File, cancellation),
        Routing.Write(record.File, cancellation),
        Open311.Write(record.File, record.Head.No, cancellation));
}

/// <summary>
/// What follows a commit: the lists, the partings, and what leaves. Derived from the case as it stands, which is looked at again afterwards, so that no older state
/// stays over a newer one; repeated as often as one likes it comes to the same.
/// </summary>
/// <param name="leave">Lets effects leave; may be called again for the same.</param>
internal sealed class CaseFinisher(
    Shelf cases, CaseRecords records, CaseIndexes indexes, PendingBook pending, ChangeStamps stamps, Func<Effects, CancellationToken, Task> leave, Action<CaseFile> changed) : IUnfinished
{
    public const string Word = "case";

    public string Kind => Word;

    /// <summary>Does what a commit of this instance leaves to be done. Where the service fails, the commit stands all the same and the pump goes on.</summary>
    /// <param name="leaves">Whether the commit has effects or partings.</param>
    /// <param name="moved">Whether it has facts.</param>
    public async Task Follow(CaseRecord record, bool leaves, bool moved, PendingNote note, CancellationToken cancellation)
    {
        try
        {
            await Finish(record, leaves, moved, thorough: false, cancellation).ConfigureAwait(false);
            await pending.Clear(note, cancellation).ConfigureAwait(false);
        }
        catch (RequestFailedException)
        {
            // The note stays, and the pump finishes it.
        }
    }

    public async Task Finish(string subject, CancellationToken cancellation)
    {
        if (await records.Read(subject, cancellation).ConfigureAwait(false) is not { } record) return;
        await Finish(record, leaves: true, moved: true, thorough: true, cancellation).ConfigureAwait(false);
    }

    private async Task Finish(CaseRecord record, bool leaves, bool moved, bool thorough, CancellationToken cancellation)
    {
        // Those of earlier appends too, if any are left, so that what leaves keeps its order.
        var rows = leaves ? await cases.List<Row>(Stretch.Of(record.Head.PartitionKey).Beginning(Leaving.Beginning), null, cancellation).ConfigureAwait(false) : [];
        var leaving = rows.ConvertAll(Leaving.Read);
        if (moved) record = await Index(record, [.. leaving.SelectMany(one => one.Partings)], thorough, cancellation).ConfigureAwait(false);
        foreach (var (row, one) in rows.Zip(leaving))
        {
            await leave(one.Effects, cancellation).ConfigureAwait(false);
            await cases.Remove(row.PartitionKey, row.RowKey, cancellation).ConfigureAwait(false);
        }

        changed(record.File);
    }

    /// <summary>Writes the lists until they say what the case says, under a stamp that is not too old by then.</summary>
    private async Task<CaseRecord> Index(CaseRecord record, IReadOnlyList<Parting> partings, bool thorough, CancellationToken cancellation)
    {
        List<ChangeStamps.Stamp> taken = [];
        try
        {
            while (true)
            {
                if (stamps.IsLate(record.Head.Changed)) record = await Restamped(record, taken, cancellation).ConfigureAwait(false);
                await indexes.Write(record, thorough, cancellation).ConfigureAwait(false);
                foreach (var parting in partings) await indexes.Partings.Write(record.File, parting, record.Head.Changed, cancellation).ConfigureAwait(false);
                var now = await Now(record, cancellation).ConfigureAwait(false);
                if (now.Head.Changed == record.Head.Changed && now.File.Version == record.File.Version && !stamps.IsLate(now.Head.Changed)) return record;
                (record, thorough) = (now, true);
            }
        }
        finally
        {
            foreach (var stamp in taken) stamp.Dispose();
        }
    }

    /// <summary>The case under a stamp of now.</summary>
    private async Task<CaseRecord> Restamped(CaseRecord record, List<ChangeStamps.Stamp> taken, CancellationToken cancellation)
    {
        while (true)
        {
            var now = await Now(record, cancellation).ConfigureAwait(false);
            if (!stamps.IsLate(now.Head.Changed)) return now;
            taken.Add(stamps.Take(now.Head.Changed));
            now.Head.Changed = taken[^1].Ticks;
            if (await cases.Replace(now.Head, cancellation).ConfigureAwait(false)) return now;
        }
    }

    private async Task<CaseRecord> Now(CaseRecord record, CancellationToken cancellation) =>
        await records.Read(record.File.Id, cancellation).ConfigureAwait(false) ?? throw new InvalidDataException($"Case {record.File.Id} is gone.");
}
