using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;

namespace GridCase.Functions.Storage;

/// <summary>Notices and lanes in tables. Both are filled by <see cref="TableOutbox"/>.</summary>
internal sealed class TableNoticeStore : INoticeStore, IPruned
{
    private const int PrunedAtOnce = 2_000;

    /// <summary>How long what has left, and a window that is over, are kept.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly CountyTables tables;
    private readonly NoticeReader reader;
    private readonly ParcelDays days;
    private readonly ParcelShelf parcels;
    private readonly DeadLetterShelf dead;
    private readonly TableLanes lanes;

    /// <param name="cases">Says where cases are now, for lists of a scope.</param>
    public TableNoticeStore(CountyTables tables, ICaseStore cases, TableDepartures departures, TimeProvider time)
    {
        var copies = new NoticeCopies(tables.Notices);
        (this.tables, reader, days) = (tables, new(tables.Notices, cases, copies, time), new(tables.Parcels));
        (parcels, dead) = (new(tables.Parcels, new(time), days), new(tables.Parcels, time));
        lanes = new(parcels, dead, copies, new(tables.Parcels, days), departures);
    }

    public Task<NoticePage> List(NoticeQuery query, CancellationToken cancellation = default)
    {
        Limits.Check(query.Limit, 200);
        return reader.List(query, cancellation);
    }

    public async Task<KeptNotice?> Find(string id, CancellationToken cancellation = default) =>
        await reader.Find(id, cancellation).ConfigureAwait(false) is { } row ? await reader.Kept(row, cancellation).ConfigureAwait(false) : null;

    public async Task Acknowledge(string id, string personId, DateTimeOffset at, CancellationToken cancellation = default)
    {
        while (await reader.Find(id, cancellation).ConfigureAwait(false) is { } row)
        {
            var notice = row.Read().Notice;
            if (row.AcknowledgedAt is null)
            {
                (row.AcknowledgedAt, row.AcknowledgedBy) = (at.UtcTicks, personId);
                var batch = new Batch().Replace(row);
                if (notice.Rung > 0) batch.Put(new NoticeRow { PartitionKey = row.PartitionKey, RowKey = NoticeKeys.SeenOf(notice), Order = row.Order });
                if (!await tables.Notices.Commit(batch, cancellation).ConfigureAwait(false)) continue;
            }

            if (notice.Rung > 0) await StrikeOpen(row.PartitionKey, NoticeKeys.SeenOf(notice), cancellation).ConfigureAwait(false);
            return;
        }
    }

    public Task<Parcel?> NextParcel(string lane, CancellationToken cancellation = default) => lanes.Next(lane, cancellation);

    public Task<DateTimeOffset?> LaneOpens(string lane, CancellationToken cancellation = default) => lanes.Opens(lane, cancellation);

    public Task RecordAttempt(string parcelId, AttemptOutcome outcome, string? detail, DateTimeOffset at, CancellationToken cancellation = default) =>
        lanes.Record(parcelId, outcome, detail, at, cancellation);

    public Task<IReadOnlyList<string>> WaitingLanes(string? after, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 10_000);
        return lanes.Waiting(after, limit, cancellation);
    }

    public Task<Parcel?> SealDigest(string parcelId, CancellationToken cancellation = default) => lanes.Seal(parcelId, cancellation);

    public Task<IReadOnlyList<Parcel>> DeadLetters(int limit, string? channel = null, string? after = null, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        return lanes.DeadLetters(limit, channel, after, cancellation);
    }

    public Task<bool> Release(string parcelId, bool skip, CancellationToken cancellation = default) => lanes.Release(parcelId, skip, cancellation);

    public Task<int> ReleaseAll(string channel, bool skip, CancellationToken cancellation = default) => lanes.ReleaseAll(channel, skip, cancellation);

    public Task<IReadOnlyList<ChannelLoad>> Loads(CancellationToken cancellation = default) => lanes.Loads(cancellation);

    /// <inheritdoc/>
    /// <remarks>Notices stay. What still stands in its lane is looked at again a month later.</remarks>
    public async Task Prune(DateTimeOffset now, CancellationToken cancellation)
    {
        await dead.Prune(cancellation).ConfigureAwait(false);
        foreach (var note in await days.Before(now - Kept, PrunedAtOnce, cancellation).ConfigureAwait(false))
        {
            var (partition, key) = ParcelDays.Read(note);
            if (key is null) await ForgetWindow(partition, cancellation).ConfigureAwait(false);
            else if (!await parcels.Forget(partition, key, cancellation).ConfigureAwait(false)) await days.Note(now, partition, key, cancellation).ConfigureAwait(false);
            await days.Strike(note, cancellation).ConfigureAwait(false);
        }
    }

    private async Task ForgetWindow(string partition, CancellationToken cancellation)
    {
        foreach (var row in await tables.Parcels.List<Row>(Stretch.Of(partition), null, cancellation).ConfigureAwait(false))
            await tables.Parcels.Remove(partition, row.RowKey, cancellation).ConfigureAwait(false);
    }

    /// <summary>A rung is seen for all who were told of it.</summary>
    private async Task StrikeOpen(string partition, string seen, CancellationToken cancellation)
    {
        foreach (var row in await tables.Notices.List<NoticeRow>(Stretch.Of(partition).Beginning(NoticeKeys.Row), null, cancellation).ConfigureAwait(false))
        {
            var notice = row.Read().Notice;
            if (notice.Rung == 0 || NoticeKeys.SeenOf(notice) != seen) continue;
            var place = NoticeKeys.PlaceOf(row.Order, row.Hash);
            await Task.WhenAll(
                tables.Notices.Remove(NoticeKeys.Open, place, cancellation), tables.Notices.Remove(NoticeKeys.OpenOf(notice.PersonId), place, cancellation)).ConfigureAwait(false);
        }
    }
}
