using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;

namespace GridCase.Functions.Storage;

/// <summary>
/// Lets leave what a commit caused: notices into the inbox, parcels into their lanes, words to orchestrations. May be called again for the same after a crash at
/// any point: what is there already stays as it is, and what is missing is made.
/// </summary>
internal sealed class TableOutbox
{
    /// <summary>A notice that is put again later than this has left long ago, and the marks that would say so may be gone.</summary>
    private static readonly TimeSpan RepeatLife = TimeSpan.FromDays(29);

    private readonly Shelf notices;
    private readonly TableDepartures departures;
    private readonly TimeProvider time;
    private readonly Stamps stamps;
    private readonly DigestWindows windows;
    private readonly ParcelShelf parcels;

    public TableOutbox(CountyTables tables, TableDepartures departures, TimeProvider time)
    {
        (notices, this.departures, this.time, stamps) = (tables.Notices, departures, time, new(time));
        var days = new ParcelDays(tables.Parcels);
        windows = new(tables.Parcels, days);
        parcels = new(tables.Parcels, stamps, days);
    }

    /// <summary>Puts all of it; the commit that caused it must stand.</summary>
    public async Task Put(Effects effects, CancellationToken cancellation)
    {
        List<string> lanes = [];
        if (departures.TellsHotline && !effects.HotlineEvents.IsDefaultOrEmpty)
            foreach (var told in effects.HotlineEvents) await Fill(Parcels.Of(told), null, 0, true, lanes, cancellation).ConfigureAwait(false);
        if (!effects.Notices.IsDefaultOrEmpty)
        {
            var routing = departures.Routing();
            foreach (var notice in effects.Notices) await Tell(notice, routing, lanes, cancellation).ConfigureAwait(false);
        }

        if (!effects.Messages.IsDefaultOrEmpty)
            foreach (var message in effects.Messages) await departures.Message(message, cancellation).ConfigureAwait(false);
        foreach (var lane in lanes) await departures.LaneFilled(lane, cancellation).ConfigureAwait(false);
    }

    private async Task Tell(Notice notice, NoticeRouting routing, List<string> lanes, CancellationToken cancellation)
    {
        var (partition, key) = (NoticeKeys.PartitionOf(notice.SubjectId), NoticeKeys.Row + NoticeKeys.HashOf(notice.Key));
        var row = new NoticeRow { PartitionKey = partition, RowKey = key, Order = stamps.Next() }.With(Plan(notice, routing));
        var isNew = await notices.Add(row, cancellation).ConfigureAwait(false);
        if (!isNew) row = (await notices.Find<NoticeRow>(partition, key, cancellation).ConfigureAwait(false))!;
        if (time.GetUtcNow().UtcTicks - row.Order > RepeatLife.Ticks) return;
        var body = row.Read();
        await Task.WhenAll(WaysTo(row, body.Notice).Select(way => notices.Put(way, cancellation))).ConfigureAwait(false);
        foreach (var copy in body.Copies.Where(copy => copy.State == DeliveryState.Waiting)) await Leave(row, body, copy, !isNew, lanes, cancellation).ConfigureAwait(false);
    }

    private NoticeBody Plan(Notice notice, NoticeRouting routing) => new(
        notice,
        NoticeWindows.LeavesAt(notice, time.GetUtcNow()),
        routing.Digest,
        [
            .. routing.Channels.Where(channel => channel.Carries(notice)).Select(channel => routing.Reaches(channel, notice.PersonId)
                ? new NoticeCopy(channel.Id, channel.Kind, DeliveryState.Waiting)
                : new NoticeCopy(channel.Id, channel.Kind, DeliveryState.NoAddress) { Fault = Deliveries.NoAddress }),
        ]);

    private static IEnumerable<NoticeIndexRow> WaysTo(NoticeRow row, Notice notice)
    {
        List<string> partitions = [NoticeKeys.All, NoticeKeys.OfPerson(notice.PersonId), NoticeKeys.OfPost(notice.PostCode)];
        if (notice.Instead is { } instead && instead != notice.PostCode) partitions.Add(NoticeKeys.OfPost(instead));
        if (notice.IsMark) partitions.Add(NoticeKeys.Marks);
        if (notice.Rung > 0) partitions.AddRange([NoticeKeys.Open, NoticeKeys.OpenOf(notice.PersonId)]);
        return partitions.Select(partition => new NoticeIndexRow { PartitionKey = partition, RowKey = NoticeKeys.PlaceOf(row.Order, row.Hash), Subject = notice.SubjectId });
    }

    private async Task Leave(NoticeRow row, NoticeBody body, NoticeCopy copy, bool isRepeat, List<string> lanes, CancellationToken cancellation)
    {
        var channel = new NoticeChannel(copy.Channel, copy.Kind);
        var window = body.Notice.Urgent ? null : await windows.Place(row, body, copy.Channel, cancellation).ConfigureAwait(false);
        if (window is not { } held)
        {
            await Fill(Parcels.Of(body.Notice, channel), NoticeKeys.IdOf(body.Notice.SubjectId, row.Hash), row.Order, isRepeat, lanes, cancellation).ConfigureAwait(false);
            return;
        }

        var digest = Parcels.OpenDigest(body.Notice, channel, held);
        await NoteDigest(row.PartitionKey, row.RowKey, copy.Channel, digest.Id, cancellation).ConfigureAwait(false);
        await Fill(digest, null, 0, isRepeat, lanes, cancellation).ConfigureAwait(false);
    }

    private async Task NoteDigest(string partition, string key, string channel, string digest, CancellationToken cancellation)
    {
        while (await notices.Find<NoticeRow>(partition, key, cancellation).ConfigureAwait(false) is { } row)
        {
            var body = row.Read();
            var copy = body.Copies.First(one => one.Channel == channel);
            if (copy.Digest == digest || await notices.Replace(row.With(body.With(copy with { Digest = digest })), cancellation).ConfigureAwait(false)) return;
        }
    }

    /// <param name="isRepeat">What waits already is told again too: nobody knows whether it was told.</param>
    private async Task Fill(Parcel parcel, string? noticeId, long order, bool isRepeat, List<string> lanes, CancellationToken cancellation)
    {
        var filled = await parcels.Fill(parcel, noticeId, order, cancellation).ConfigureAwait(false);
        if ((filled == Filled.Added || (isRepeat && filled == Filled.Waiting)) && !lanes.Contains(parcel.Lane)) lanes.Add(parcel.Lane);
    }
}
