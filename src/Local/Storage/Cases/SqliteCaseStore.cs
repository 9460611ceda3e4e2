using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Intake.Routing;

namespace GridCase.Local.Storage;

/// <summary>Cases in SQLite, in the engine's transaction. The cases used last are kept folded in memory.</summary>
public sealed class SqliteCaseStore : ICaseStore
{
    /// <summary>How many folded cases are kept unless said otherwise; about 2 KB each.</summary>
    public const int UsualCache = 20_000;

    private readonly Journal journal;
    private readonly TextCipher cipher;
    private readonly CaseCache cache;
    private readonly ReceiptShelf receipts;
    private readonly RoutingIndex routing;
    private readonly CaseAppender appender;

    /// <param name="cachedCases">0 to 10,000,000.</param>
    public SqliteCaseStore(Journal journal, KeyRing keys, Departures departures, int cachedCases = UsualCache)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cachedCases);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cachedCases, 10_000_000);
        this.journal = journal;
        cipher = keys.Texts;
        cache = new CaseCache(cachedCases);
        receipts = new ReceiptShelf(cipher);
        routing = new RoutingIndex(journal);
        appender = new CaseAppender(cache, receipts, departures, routing);
    }

    internal Outbox Outbox => appender.Outbox;

    internal ReceiptShelf Receipts => receipts;

    public Task<CaseFile?> Find(string caseId, CancellationToken cancellation = default) => Task.FromResult(Cached(caseId)?.File);

    public Task<string?> FindByCode(string code, CancellationToken cancellation = default) => Task.FromResult(journal.Read(session =>
    {
        var statement = session.Statement("SELECT id FROM cases WHERE code = ? ORDER BY no LIMIT 1").Bind(1, SearchText.Code(code));
        var id = statement.Step() ? CaseKeys.IdOf(statement.Bytes(0)) : null;
        statement.Reset();
        return id;
    }));

    public Task<IReadOnlyList<RecordedFact>> Facts(string caseId, int afterNumber, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        ArgumentOutOfRangeException.ThrowIfNegative(afterNumber);
        return Task.FromResult<IReadOnlyList<RecordedFact>>(journal.Read(session =>
            CaseRecords.Head(session, caseId) is { } head && afterNumber < head.Version ? CaseRecords.Facts(session, head.No, afterNumber, limit) : []));
    }

    public Task<AppendOutcome> Append(CaseAppend append, CancellationToken cancellation = default)
    {
        var prepared = PreparedAppend.Of(append, cipher);
        return journal.Write(session => appender.Append(session, prepared), cancellation);
    }

    public Task<Receipt?> FindReceipt(string key, CancellationToken cancellation = default) =>
        Task.FromResult(journal.Read(session => receipts.Find(session, key)));

    public Task<CasePage> List(CaseQuery query, CancellationToken cancellation = default)
    {
        Limits.Check(query.Limit, 200);
        return Task.FromResult(journal.Read(session => Page(session, query)));
    }

    /// <inheritdoc/>
    /// <remarks>A read is of one snapshot, and every change bears a later instant than the one before it.</remarks>
    public Task<CaseChanges> Changes(CaseQuery query, CancellationToken cancellation = default)
    {
        Limits.Check(query.Limit, 200);
        var since = query.ChangedSince ?? throw new ArgumentException("Since when is asked for.", nameof(query));
        return Task.FromResult(journal.Read(session => Partings.Page(
            Page(session, query with { Limit = query.Limit + 1 }).Rows, PartingSql.Left(session, query.Scope, since.UtcTicks, query.Limit + 1), query)));
    }

    private static CasePage Page(JournalSession session, CaseQuery query)
    {
        var rows = new List<CaseRow>(query.Limit);
        string? next = null;
        var last = 0L;
        var statement = CaseSql.OfPage(query).Bound(session);
        while (statement.Step())
        {
            if (rows.Count == query.Limit)
            {
                next = CasePlaces.Of(last, query.ChangedSince is not null);
                break;
            }

            rows.Add(CaseRecords.Row(statement));
            last = query.ChangedSince is null ? statement.Long(CaseRecords.RowNo) : rows[^1].ChangedAt.UtcTicks;
        }

        statement.Reset();
        return new(rows, next);
    }

    public Task<IReadOnlyList<string>> ListOpen311(Open311Query query, CancellationToken cancellation = default)
    {
        Limits.Check(query);
        return Task.FromResult(journal.Read(session => Open311Sql.List(session, query)));
    }

    public Task<CaseCounts> Count(CaseQuery query, CancellationToken cancellation = default)
    {
        var sql = CaseSql.OfCounts(query);
        return Task.FromResult(journal.Read(session =>
        {
            var tally = new CaseTally();
            var statement = sql.Bound(session);
            while (statement.Step())
                tally.Add((Stage)statement.Long(0), (Light)statement.Long(1), statement.TextOrNull(2), statement.TextOrNull(3), (int)statement.Long(4));
            statement.Reset();
            return tally.Counts();
        }));
    }

    /// <inheritdoc/>
    /// <remarks>In the order of registration.</remarks>
    public Task<IReadOnlyList<OpenCase>> ListAlive(string? afterId, int limit, DateTimeOffset? orChangedSince = null, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 10_000);
        return Task.FromResult<IReadOnlyList<OpenCase>>(journal.Read(session =>
        {
            var after = 0L;
            if (afterId is not null) after = CaseRecords.Head(session, afterId)?.No ?? throw new ArgumentException($"There is no case {afterId}.", nameof(afterId));
            var open = new List<OpenCase>();
            var which = orChangedSince is null ? "alive = 1" : "(alive = 1 OR changed >= ?3)";
            var statement = session.Statement($"SELECT id, stage, version, next FROM cases WHERE {which} AND no > ?1 ORDER BY no LIMIT ?2").Bind(1, after).Bind(2, limit);
            if (orChangedSince is { } since) statement.Bind(3, since.UtcTicks);
            while (statement.Step())
                open.Add(new(CaseKeys.IdOf(statement.Bytes(0)), (Stage)statement.Long(1), (int)statement.Long(2), Instants.Of(statement.LongOrNull(3))));
            statement.Reset();
            return open;
        }));
    }

    public Task<CaseSpan> Span(DateTimeOffset changedSince, CancellationToken cancellation = default) =>
        Task.FromResult(journal.Read(session => CaseHistory.Span(session, changedSince)));

    public Task<IReadOnlyList<CaseFile>> AsOf(CaseSlice slice, CancellationToken cancellation = default)
    {
        Limits.Check(slice);
        return Task.FromResult(journal.Read(session => CaseHistory.AsOf(session, slice, cancellation)));
    }

    public Task<Relatives> Relatives(LikenessQuery query, CancellationToken cancellation = default)
    {
        Limits.Check(query);
        return Task.FromResult(journal.Read(session => LikenessIndex.Find(session, query)));
    }

    public Task<RoutingEvidence> Evidence(IEnumerable<string> contexts, CancellationToken cancellation = default) => Task.FromResult(routing.Evidence(contexts));

    public Task<IReadOnlyList<ChoiceCount>> Choices(DateOnly from, DateOnly to, CancellationToken cancellation = default) => Task.FromResult<IReadOnlyList<ChoiceCount>>(
    [
        .. journal.Read(session => RoutingIndex.Choices(session, from, to)).GroupBy(row => (row.Choice.Category, row.Choice.Rank)).OrderBy(group => group.Key)
            .Select(group => new ChoiceCount(group.Key.Category, group.Key.Rank, group.Sum(row => row.Cases))),
    ]);

    private CachedCase? Cached(string caseId) =>
        cache.TryGet(caseId, out var found) ? found : cache.Load(caseId, () => journal.Read(session => CaseRecords.Case(session, caseId)));
}
