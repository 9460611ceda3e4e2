using System.Collections.Immutable;
using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Storage.Memory;

/// <summary>Notices and lanes in memory. Both are filled by the case store.</summary>
public sealed class MemoryNoticeStore(MemoryCounty county, Departures departures) : INoticeStore
{
    public Task<NoticePage> List(NoticeQuery query, CancellationToken cancellation = default)
    {
        Limits.Check(query.Limit, 200);
        long? after = query.After is { } place ? NoticeIds.Read(place) : null;
        return Task.FromResult(county.Journal.Read(session =>
        {
            var inOrder = query.CaseId is not null || query.SweepId is not null;
            var walk = inOrder ? county.Notices : county.Notices.AsEnumerable().Reverse();
            var page = walk
                .Where(kept => after is null || (inOrder ? kept.No > after : kept.No < after))
                .Where(kept => Matches(kept, query, session.Now))
                .Take(query.Limit + 1)
                .Select(kept => Kept(kept, session.Now))
                .ToList();
            if (page.Count <= query.Limit) return new NoticePage(page, null);
            page.RemoveAt(query.Limit);
            return new NoticePage(page, page[^1].Id);
        }));
    }

    public Task<KeptNotice?> Find(string id, CancellationToken cancellation = default) =>
        Task.FromResult(county.Journal.Read(session => ById(id) is { } kept ? Kept(kept, session.Now) : null));

    public Task Acknowledge(string id, string personId, DateTimeOffset at, CancellationToken cancellation = default) => county.Journal.Write(
        session =>
        {
            if (ById(id) is { AcknowledgedAt: null } kept)
                MemoryCounty.Change(session, () => (kept.AcknowledgedAt, kept.AcknowledgedBy) = (at, personId), () => (kept.AcknowledgedAt, kept.AcknowledgedBy) = (null, null));
        },
        cancellation);

    public Task<Parcel?> NextParcel(string lane, CancellationToken cancellation = default) =>
        Task.FromResult(county.Journal.Read(_ => FirstOf(lane) is { State: ParcelState.Waiting } first ? first : null));

    public Task<DateTimeOffset?> LaneOpens(string lane, CancellationToken cancellation = default) =>
        Task.FromResult(county.Journal.Read(_ => county.Lanes.TryGetValue(lane, out var queue) ? queue.Min(kept => (DateTimeOffset?)kept.Parcel.NotBefore) : null));

    public Task RecordAttempt(string parcelId, AttemptOutcome outcome, string? detail, DateTimeOffset at, CancellationToken cancellation = default) =>
        county.Journal.Write(session => Record(session, parcelId, outcome, detail, at), cancellation);

    public Task<IReadOnlyList<string>> WaitingLanes(string? after, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 10_000);
        return Task.FromResult<IReadOnlyList<string>>(county.Journal.Read(_ => county.Lanes
            .Where(lane => string.CompareOrdinal(lane.Key, after) > 0 && lane.Value[0].Parcel.State == ParcelState.Waiting)
            .Take(limit).Select(lane => lane.Key).ToList()));
    }

    public Task<Parcel?> SealDigest(string parcelId, CancellationToken cancellation = default) => county.Journal.Write(session => Seal(session, parcelId), cancellation);

    public Task<IReadOnlyList<Parcel>> DeadLetters(int limit, string? channel = null, string? after = null, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        return Task.FromResult<IReadOnlyList<Parcel>>(county.Journal.Read(_ =>
        {
            var dead = county.Parcels.Values.Select(kept => kept.Parcel).Where(parcel => parcel.State == ParcelState.Dead).ToList();
            var place = after is null ? 0 : dead.FindIndex(parcel => parcel.Id == after) + 1;
            if (after is not null && place == 0) throw new ArgumentException($"There is no dead letter {after}.", nameof(after));
            return dead.Skip(place).Where(parcel => channel is null || parcel.Channel == channel).Take(limit).ToList();
        }));
    }

    public Task<bool> Release(string parcelId, bool skip, CancellationToken cancellation = default) =>
        county.Journal.Write(session => Release(session, parcelId, skip), cancellation);

    public Task<int> ReleaseAll(string channel, bool skip, CancellationToken cancellation = default) => county.Journal.Write(
        session =>
        {
            var dead = county.Parcels.Values.Where(kept => kept.Parcel.State == ParcelState.Dead && kept.Parcel.Channel == channel).ToList();
            foreach (var kept in dead) Release(session, kept.Parcel.Id, skip);
            return dead.Count;
        },
        cancellation);

    public Task<IReadOnlyList<ChannelLoad>> Loads(CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<ChannelLoad>>(county.Journal.Read(_ => county.Lanes.Values
            .SelectMany(lane => lane).GroupBy(kept => kept.Parcel.Channel).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new ChannelLoad(group.Key, group.Count(kept => kept.Parcel.State == ParcelState.Waiting), group.Count(kept => kept.Parcel.State == ParcelState.Dead)))
            .ToList()));

    private static KeptNotice Kept(MemoryNotice kept, DateTimeOffset now) =>
        Deliveries.Kept(NoticeIds.Of(kept.No), kept.Notice, kept.Deliveries, kept.AcknowledgedAt, kept.AcknowledgedBy, now);

    private bool Release(JournalSession session, string parcelId, bool skip)
    {
        if (county.Parcels.GetValueOrDefault(parcelId) is not { Parcel.State: ParcelState.Dead } kept) return false;
        Move(session, kept, skip ? kept.Parcel with { State = ParcelState.Skipped } : kept.Parcel with { State = ParcelState.Waiting, Attempts = 0, FailedAt = null });
        Tell(session, kept, delivery => delivery with { State = skip ? DeliveryState.Skipped : DeliveryState.Waiting });
        departures.LaneFilled(session, kept.Parcel.Lane);
        return true;
    }

    private Parcel? Seal(JournalSession session, string parcelId)
    {
        if (county.Parcels.GetValueOrDefault(parcelId) is not { Parcel.State: ParcelState.Waiting or ParcelState.Dead } kept) return null;
        var before = kept.Parcel;
        var open = Parcels.ReadDigest(before.Data);
        if (open.Total > 0) return before;
        var whole = before with { Data = Parcels.Write(Digest.Of(open.PersonId, open.From, open.To, kept.Notices.Select(held => (held.Notice.Purpose, held.Notice.CaseCode)))) };
        var place = (before.Channel, open.PersonId, open.From);
        var window = county.Windows.GetValueOrDefault(place);
        MemoryCounty.Change(
            session,
            () => (kept.Parcel, county.Windows[place]) = (whole, window with { IsSealed = true }),
            () => (kept.Parcel, county.Windows[place]) = (before, window));
        return whole;
    }

    private bool Matches(MemoryNotice kept, NoticeQuery query, DateTimeOffset now)
    {
        var notice = kept.Notice;
        return (query.CaseId is null || notice.CaseId == query.CaseId)
            && (query.SweepId is null || notice.About?.Id == query.SweepId)
            && (query.PersonId is null || (notice.PersonId == query.PersonId && (query.WithWaiting || notice.NotBefore <= now)))
            && (query.PostCode is null || notice.PostCode == query.PostCode || notice.Instead == query.PostCode)
            && (query.PostCode is not null || query.Scope is null || Covers(query.Scope, notice) || (notice.PersonId == query.OrPersonId && notice.NotBefore <= now))
            && (!query.MarksOnly || notice.IsMark)
            && (!query.OpenOnly || (notice.Rung > 0 && NobodyAcknowledged(notice)));
    }

    private bool Covers(CaseScope scope, Notice notice) => notice.About is not { } about
        ? scope.Covers(county.Cases[notice.CaseId].File)
        : scope.WholeCounty || (scope.DivisionPrefix is { Length: > 0 } prefix && about.Area.StartsWith(prefix, StringComparison.Ordinal)) || scope.Grids.Contains(about.Area);

    /// <summary>A rung of a case is seen once anybody has; of a sweep each person looks for their own part.</summary>
    private bool NobodyAcknowledged(Notice notice) => !county.Notices.Any(other =>
        other.AcknowledgedAt is not null && other.Notice.SubjectId == notice.SubjectId && (notice.About is null || other.Notice.PersonId == notice.PersonId) && other.Notice.Clock == notice.Clock && other.Notice.Cycle == notice.Cycle
        && other.Notice.Rung == notice.Rung);

    private MemoryNotice? ById(string id) => NoticeIds.TryRead(id) is { } number && number > 0 && number <= county.Notices.Count ? county.Notices[(int)number - 1] : null;

    private Parcel? FirstOf(string lane) => county.Lanes.TryGetValue(lane, out var queue) ? queue[0].Parcel : null;

    private void Record(JournalSession session, string parcelId, AttemptOutcome outcome, string? detail, DateTimeOffset at)
    {
        if (county.Parcels.GetValueOrDefault(parcelId) is not { Parcel.State: ParcelState.Waiting or ParcelState.Dead } kept) return;
        var (state, fault) = Attempts.After(kept.Parcel.State, outcome, detail);
        var counts = outcome == AttemptOutcome.Deferred ? 0 : 1;
        Move(session, kept, kept.Parcel with { State = state, LastFault = fault, Attempts = kept.Parcel.Attempts + counts, FailedAt = outcome == AttemptOutcome.Failed ? at : null });
        Tell(session, kept, delivery => delivery with
        {
            State = (DeliveryState)state,
            LastFault = fault,
            Attempts = delivery.Attempts + counts,
            SentAt = state == ParcelState.Delivered ? at : null,
        });
    }

    /// <summary>Writes how a parcel fares to the notices it carries.</summary>
    private static void Tell(JournalSession session, MemoryParcel kept, Func<ChannelDelivery, ChannelDelivery> change)
    {
        foreach (var notice in kept.Notices)
        {
            var before = notice.Deliveries;
            var after = before.Select(delivery => delivery.Channel == kept.Parcel.Channel ? change(delivery) : delivery).ToImmutableArray();
            MemoryCounty.Change(session, () => notice.Deliveries = after, () => notice.Deliveries = before);
        }
    }

    /// <summary>Gives a parcel its new state; one that has left its lane makes room for the next.</summary>
    private void Move(JournalSession session, MemoryParcel kept, Parcel next)
    {
        var before = kept.Parcel;
        var leaves = next.State is ParcelState.Delivered or ParcelState.Skipped;
        var lane = county.Lanes[before.Lane];
        var place = lane.IndexOf(kept);
        MemoryCounty.Change(
            session,
            () =>
            {
                kept.Parcel = next;
                if (leaves) lane.RemoveAt(place);
                if (lane.Count == 0) county.Lanes.Remove(before.Lane);
            },
            () =>
            {
                kept.Parcel = before;
                if (leaves) lane.Insert(place, kept);
                county.Lanes[before.Lane] = lane;
            });
    }
}
