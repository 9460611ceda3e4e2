using GridCase.Engine;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Storage;

/// <summary>Notices and lanes in SQLite. Both are filled by the case store, in the transaction of the append that causes them.</summary>
public sealed class SqliteNoticeStore(Journal journal, Departures departures) : INoticeStore
{
    public Task<NoticePage> List(NoticeQuery query, CancellationToken cancellation = default)
    {
        Limits.Check(query.Limit, 200);
        return Task.FromResult(journal.Read(session => List(session, query)));
    }

    public Task<KeptNotice?> Find(string id, CancellationToken cancellation = default) => Task.FromResult(journal.Read(session =>
    {
        if (NoticeIds.TryRead(id) is not { } number) return null;
        var statement = session.Statement(NoticeSql.ByNumber).Bind(1, number);
        var found = statement.Step() ? NoticeSql.Row(statement, session.Now) : null;
        statement.Reset();
        return found;
    }));

    public Task Acknowledge(string id, DateTimeOffset at, CancellationToken cancellation = default) => journal.Write(
        session =>
        {
            if (NoticeIds.TryRead(id) is { } number)
                session.Statement("UPDATE notices SET acknowledged = ? WHERE no = ? AND acknowledged IS NULL").Bind(1, at.UtcTicks).Bind(2, number).Run();
        },
        cancellation);

    public Task<Parcel?> NextParcel(string lane, CancellationToken cancellation = default) =>
        Task.FromResult(journal.Read(session => Lanes.First(session, lane) is { State: ParcelState.Waiting } first ? first : null));

    public Task RecordAttempt(string parcelId, AttemptOutcome outcome, string? detail, DateTimeOffset at, CancellationToken cancellation = default) =>
        journal.Write(session => Lanes.Record(session, parcelId, outcome, detail, at), cancellation);

    public Task<IReadOnlyList<string>> WaitingLanes(string? after, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 10_000);
        return Task.FromResult<IReadOnlyList<string>>(journal.Read(session => Lanes.Waiting(session, after ?? "", limit)));
    }

    public Task<IReadOnlyList<Parcel>> DeadLetters(int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        return Task.FromResult<IReadOnlyList<Parcel>>(journal.Read(session => Lanes.Dead(session, limit)));
    }

    public Task<bool> Release(string parcelId, bool skip, CancellationToken cancellation = default) => journal.Write(
        session =>
        {
            if (Lanes.Release(session, parcelId, skip) is not { } lane) return false;
            departures.LaneFilled(session, lane);
            return true;
        },
        cancellation);

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

            notices.Add(NoticeSql.Row(statement, session.Now));
        }

        statement.Reset();
        return new(notices, next);
    }
}
