using GridCase.Engine;
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
            var inOrder = query.CaseId is not null;
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

    public Task Acknowledge(string id, DateTimeOffset at, CancellationToken cancellation = default) => county.Journal.Write(
        session =>
        {
            if (ById(id) is { AcknowledgedAt: null } kept)
                MemoryCounty.Change(session, () => kept.AcknowledgedAt = at, () => kept.AcknowledgedAt = null);
        },
        cancellation);

    public Task<Parcel?> NextParcel(string lane, CancellationToken cancellation = default) =>
        Task.FromResult(county.Journal.Read(_ => FirstOf(lane) is { State: ParcelState.Waiting } first ? first : null));

    public Task RecordAttempt(string parcelId, AttemptOutcome outcome, string? detail, DateTimeOffset at, CancellationToken cancellation = default) =>
        county.Journal.Write(session => Record(session, parcelId, outcome, detail, at), cancellation);

    public Task<IReadOnlyList<string>> WaitingLanes(string? after, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 10_000);
        return Task.FromResult<IReadOnlyList<string>>(county.Journal.Read(_ => county.Lanes
            .Where(lane => string.CompareOrdinal(lane.Key, after) > 0 && lane.Value[0].Parcel.State == ParcelState.Waiting)
            .Take(limit).Select(lane => lane.Key).ToList()));
    }

    public Task<IReadOnlyList<Parcel>> DeadLetters(int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        return Task.FromResult<IReadOnlyList<Parcel>>(county.Journal.Read(_ => county.Parcels.Values
            .Select(kept => kept.Parcel).Where(parcel => parcel.State == ParcelState.Dead).Take(limit).ToList()));
    }

    public Task<bool> Release(string parcelId, bool skip, CancellationToken cancellation = default) => county.Journal.Write(
        session =>
        {
            if (county.Parcels.GetValueOrDefault(parcelId) is not { Parcel.State: ParcelState.Dead } kept) return false;
            Move(session, kept, skip ? kept.Parcel with { State = ParcelState.Skipped } : kept.Parcel with { State = ParcelState.Waiting, Attempts = 0 });
            departures.LaneFilled(session, kept.Parcel.Lane);
            return true;
        },
        cancellation);

    private static KeptNotice Kept(MemoryNotice kept, DateTimeOffset now) =>
        Deliveries.Kept(kept.No, kept.Notice, kept.SentAt, kept.Attempts, kept.Fault, kept.AcknowledgedAt, now);

    private bool Matches(MemoryNotice kept, NoticeQuery query, DateTimeOffset now)
    {
        var notice = kept.Notice;
        return (query.CaseId is null || notice.CaseId == query.CaseId)
            && (query.PersonId is null || (notice.PersonId == query.PersonId && notice.NotBefore <= now))
            && (query.Scope is null || query.Scope.Covers(county.Cases[notice.CaseId].File))
            && (!query.MarksOnly || Parcels.IsMark(notice))
            && (!query.OpenOnly || (notice.Rung > 0 && NobodyAcknowledged(notice)));
    }

    private bool NobodyAcknowledged(Notice notice) => !county.Notices.Any(other =>
        other.AcknowledgedAt is not null && other.Notice.CaseId == notice.CaseId && other.Notice.Clock == notice.Clock && other.Notice.Cycle == notice.Cycle
        && other.Notice.Rung == notice.Rung);

    private MemoryNotice? ById(string id) => NoticeIds.TryRead(id) is { } number && number > 0 && number <= county.Notices.Count ? county.Notices[(int)number - 1] : null;

    private Parcel? FirstOf(string lane) => county.Lanes.TryGetValue(lane, out var queue) ? queue[0].Parcel : null;

    private void Record(JournalSession session, string parcelId, AttemptOutcome outcome, string? detail, DateTimeOffset at)
    {
        if (county.Parcels.GetValueOrDefault(parcelId) is not { Parcel.State: ParcelState.Waiting or ParcelState.Dead } kept) return;
        var (state, fault) = Lanes.After(kept.Parcel.State, outcome, detail);
        Move(session, kept, kept.Parcel with { State = state, LastFault = fault, Attempts = kept.Parcel.Attempts + 1 });
        if (kept.Notice is not { } notice) return;
        var (sent, attempts, lastFault) = (notice.SentAt, notice.Attempts, notice.Fault);
        MemoryCounty.Change(
            session,
            () => (notice.SentAt, notice.Attempts, notice.Fault) = (state == ParcelState.Delivered ? at : null, attempts + 1, fault),
            () => (notice.SentAt, notice.Attempts, notice.Fault) = (sent, attempts, lastFault));
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
