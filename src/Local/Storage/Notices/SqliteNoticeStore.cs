using GridCase.Engine;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Storage;

/// <summary>Notices and lanes in SQLite. Both are filled by the case store, in the transaction of the append that causes them.</summary>
public sealed class SqliteNoticeStore(Journal journal, Departures departures) : INoticeStore
{
    private const int ReleasedAtOnce = 500;

    public Task<NoticePage> List(NoticeQuery query, CancellationToken cancellation = default)
    {
        Limits.Check(query.Limit, 200);
        return Task.FromResult(journal.Read(session => List(session, query)));
    }

    public Task<KeptNotice?> Find(string id, CancellationToken cancellation = default) => Task.FromResult(journal.Read(session =>
    {
        if (NoticeIds.TryRead(id) is not { } number) return null;
        var statement = session.Statement(NoticeSql.ByNumber).Bind(1, number);
        var found = statement.Step() ? NoticeSql.Row(session, statement, session.Now) : null;
        statement.Reset();
        return found;
    }));

    public Task Acknowledge(string id, string personId, DateTimeOffset at, CancellationToken cancellation = default) => journal.Write(
        session =>
        {
            if (NoticeIds.TryRead(id) is { } number)
                session.Statement("UPDATE notices SET acknowledged = ?, acknowledged_by = ? WHERE no = ? AND acknowledged IS NULL").Bind(1, at.UtcTicks).Bind(2, personId).Bind(3, number).Run();
        },
        cancellation);

    public Task<Parcel?> NextParcel(string lane, CancellationToken cancellation = default) =>
        Task.FromResult(journal.Read(session => Lanes.First(session, lane) is { State: ParcelState.Waiting } first ? first : null));

    public Task<DateTimeOffset?> LaneOpens(string lane, CancellationToken cancellation = default) => Task.FromResult(journal.Read(session => Lanes.Opens(session, lane)));

    public Task RecordAttempt(string parcelId, AttemptOutcome outcome, string? detail, DateTimeOffset at, CancellationToken cancellation = default) =>
        journal.Write(session => Lanes.Record(session, parcelId, outcome, detail, at), cancellation);

    public Task<IReadOnlyList<string>> WaitingLanes(string? after, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 10_000);
        return Task.FromResult<IReadOnlyList<string>>(journal.Read(session => Lanes.Waiting(session, after ?? "", limit)));
    }

    public Task<Parcel?> SealDigest(string parcelId, CancellationToken cancellation = default) =>
        journal.Write(session => DigestSql.Seal(session, parcelId), cancellation);

    public Task<IReadOnlyList<Parcel>> DeadLetters(int limit, string? channel = null, string? after = null, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        return Task.FromResult<IReadOnlyList<Parcel>>(journal.Read(session => Lanes.Dead(session, limit, channel, after)));
    }

    public Task<bool> Release(string parcelId, bool skip, CancellationToken cancellation = default) =>
        journal.Write(session => Release(session, parcelId, skip), cancellation);

    /// <inheritdoc/>
    /// <remarks>In pieces, so that others get their turn at the writer; what dies again meanwhile is not taken up a second time.</remarks>
    public async Task<int> ReleaseAll(string channel, bool skip, CancellationToken cancellation = default)
    {
        var (released, after, last) = (0, 0L, journal.Read(session => Lanes.LastNo(session)));
        while (after < last)
        {
            var (count, reached) = await journal.Write(
                session =>
                {
                    var dead = Lanes.DeadOf(session, channel, after, last, ReleasedAtOnce);
                    foreach (var (_, id) in dead) Release(session, id, skip);
                    return (dead.Count, dead.Count == ReleasedAtOnce ? dead[^1].No : last);
                },
                cancellation);
            (released, after) = (released + count, reached);
        }

        return released;
    }

    public Task<IReadOnlyList<ChannelLoad>> Loads(CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<ChannelLoad>>(journal.Read(session => Lanes.Loads(session)));

    private bool Release(JournalSession session, string parcelId, bool skip)
    {
        if (Lanes.Release(session, parcelId, skip) is not { } lane) return false;
        departures.LaneFilled(session, lane);
        return true;
    }

    private static NoticePage List(JournalSession session, NoticeQuery query)
    {
        long? caseNo = null;
        if (query.CaseId is { } caseId)
        {
            if (CaseRecords.Head(session, caseId) is not { } head) return new([], null);
            caseNo = head.No;
        }

        var statement = NoticeSql.OfPage(query, caseNo, session.Now).Bound(session);
        var notices = new List<KeptNotice>();
        string? next = null;
        while (statement.Step())
        {
            if (notices.Count == query.Limit)
            {
                next = notices[^1].Id;
                break;
            }

            notices.Add(NoticeSql.Row(session, statement, session.Now));
        }

        statement.Reset();
        return new(notices, next);
    }
}
