using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Inspections;

namespace GridCase.Local.Storage;

/// <summary>The inspections' books in SQLite, in the engine's transaction.</summary>
public sealed class SqliteInspectionStore : IInspectionStore
{
    private readonly Journal journal;
    private readonly TextCipher cipher;
    private readonly Departures departures;
    private readonly InspectionWriter writer;

    /// <param name="cases">Notices and receipts are numbered and kept together with those of cases.</param>
    public SqliteInspectionStore(Journal journal, KeyRing keys, SqliteCaseStore cases, Departures departures)
    {
        this.journal = journal;
        this.departures = departures;
        cipher = keys.Texts;
        writer = new(cipher, cases.Outbox, cases.Receipts, departures);
    }

    public Task<Place?> FindPlace(string id, CancellationToken cancellation = default) =>
        Read(session => InspectionRows.FindJson<Place>(session, "SELECT json FROM places WHERE id = ?", id, null));

    public Task<PlacePage> ListPlaces(PlaceQuery query, CancellationToken cancellation = default)
    {
        Limits.Check(query.Limit, 500);
        var sql = InspectionSql.Of(query);
        return Read(session =>
        {
            var places = InspectionRows.ListJson<Place>(sql.Bound(session));
            if (places.Count <= query.Limit) return new PlacePage(places, null);
            places.RemoveAt(query.Limit);
            return new PlacePage(places, places[^1].Id);
        });
    }

    public Task<Checklist?> FindChecklist(string code, int? version = null, CancellationToken cancellation = default) => Read(session => version is null
        ? InspectionRows.FindJson<Checklist>(session, "SELECT json FROM checklists WHERE code = ? ORDER BY version DESC LIMIT 1", code, null)
        : InspectionRows.FindJson<Checklist>(session, "SELECT json FROM checklists WHERE code = ? AND version = ?", code, version));

    public Task<IReadOnlyList<Checklist>> ListChecklists(CancellationToken cancellation = default) => Read<IReadOnlyList<Checklist>>(session => InspectionRows.ListJson<Checklist>(
        session.Statement("SELECT json FROM checklists c WHERE version = (SELECT max(version) FROM checklists o WHERE o.code = c.code) ORDER BY code")));

    public Task<InspectionPlan?> FindPlan(string id, CancellationToken cancellation = default) =>
        Read(session => InspectionRows.FindJson<InspectionPlan>(session, "SELECT json FROM inspection_plans WHERE id = ? ORDER BY version DESC LIMIT 1", id, null));

    public Task<IReadOnlyList<InspectionPlan>> ListPlans(CancellationToken cancellation = default) => Read<IReadOnlyList<InspectionPlan>>(session => InspectionRows.ListJson<InspectionPlan>(
        session.Statement("SELECT json FROM inspection_plans p WHERE version = (SELECT max(version) FROM inspection_plans o WHERE o.id = p.id) ORDER BY id")));

    public Task<bool> SavePlan(InspectionPlan plan, WorkflowMessage? message = null, CancellationToken cancellation = default) =>
        Append("INSERT INTO inspection_plans (id, version, json) SELECT ?1, ?2, ?3 WHERE ?2 = (SELECT coalesce(max(version), 0) + 1 FROM inspection_plans WHERE id = ?1)", plan.Id, plan.Version, InspectionJson.Of(plan), message, cancellation);

    public Task<bool> SaveChecklist(Checklist checklist, CancellationToken cancellation = default) =>
        Append("INSERT INTO checklists (code, version, json) SELECT ?1, ?2, ?3 WHERE ?2 = (SELECT coalesce(max(version), 0) + 1 FROM checklists WHERE code = ?1)", checklist.Code, checklist.Version, InspectionJson.Of(checklist), null, cancellation);

    public Task<Sweep?> FindSweep(string id, CancellationToken cancellation = default) => Read(session => InspectionRows.FindSweep(session, id));

    public Task<SweepPage> ListSweeps(SweepQuery query, CancellationToken cancellation = default)
    {
        Limits.Check(query.Limit, 200);
        return Read(session =>
        {
            long? after = null;
            if (query.After is { } place)
                after = InspectionRows.Number(session, "SELECT no FROM sweeps WHERE id = ?", place) ?? throw new ArgumentException("This is no place of this list; begin again without it.", nameof(query));
            var sweeps = new List<Sweep>();
            var statement = InspectionSql.Of(query, after).Bound(session);
            while (statement.Step()) sweeps.Add(InspectionRows.Sweep(statement));
            statement.Reset();
            if (sweeps.Count <= query.Limit) return new SweepPage(sweeps, null);
            sweeps.RemoveAt(query.Limit);
            return new SweepPage(sweeps, sweeps[^1].Id);
        });
    }

    public Task<IReadOnlyList<string>> UnfinishedSweeps(string? after, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        return Ids(session => session.Statement("SELECT id FROM sweeps WHERE state < 2 AND id > ? ORDER BY id LIMIT ?").Bind(1, after ?? "").Bind(2, (long)limit));
    }

    public Task<Inspection?> FindInspection(string id, CancellationToken cancellation = default) => Read(session => InspectionRows.FindInspection(session, id));

    public Task<InspectionPage> ListInspections(InspectionQuery query, CancellationToken cancellation = default)
    {
        Limits.Check(query.Limit, 500);
        var sql = InspectionSql.Of(query);
        var byChange = query.ChangedSince is not null;
        return Read(session =>
        {
            var (page, next, last) = (new List<Inspection>(), (string?)null, (Changed: 0L, No: 0L));
            var statement = sql.Bound(session);
            while (statement.Step())
            {
                if (page.Count == query.Limit)
                {
                    next = InspectionPlaces.Of(last.Changed, last.No, byChange);
                    break;
                }

                page.Add(InspectionRows.Inspection(statement));
                last = (statement.Long(4), statement.Long(3));
            }

            statement.Reset();
            return new InspectionPage(page, next, page.Count == 0 ? null : Instants.Of(last.Changed));
        });
    }

    public Task<IReadOnlyList<string>> Unsettled(int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        return Ids(session => session.Statement("SELECT id FROM inspections WHERE settled = 0 ORDER BY no LIMIT ?").Bind(1, (long)limit));
    }

    public Task<IReadOnlyList<CoverageRow>> Coverage(CaseScope scope, DateTimeOffset from, DateTimeOffset to, string? sweepId = null, CancellationToken cancellation = default)
    {
        var sql = InspectionSql.OfCoverage(scope, from, to, sweepId);
        return Read<IReadOnlyList<CoverageRow>>(session =>
        {
            var rows = new List<CoverageRow>();
            var row = sql.Bound(session);
            while (row.Step())
            {
                rows.Add(new(
                    row.Text(0), (InspectionKind)row.Long(1), (RiskColour?)row.LongOrNull(2), (InspectionState)row.Long(3), row.Long(4) != 0, (int)row.Long(5), (int)row.Long(6),
                    (int)row.Long(7), (int)row.Long(8)));
            }

            row.Reset();
            return rows;
        });
    }

    public Task<IReadOnlyList<InspectionText>> ReadTexts(string subject, CancellationToken cancellation = default)
    {
        var kept = journal.Read(session =>
        {
            var values = new List<(string Field, byte[] Value)>();
            var statement = session.Statement("SELECT field, value FROM inspection_texts WHERE subject = ? ORDER BY field").Bind(1, subject);
            while (statement.Step()) values.Add((statement.Text(0), statement.Bytes(1)));
            statement.Reset();
            return values;
        });
        return Task.FromResult<IReadOnlyList<InspectionText>>(
            [.. kept.Select(one => new InspectionText(subject, one.Field, cipher.Decrypt(one.Value, InspectionJson.PlaceOf(new(subject, one.Field, "")))))]);
    }

    public Task<AppendOutcome> Save(InspectionChange change, CancellationToken cancellation = default)
    {
        var prepared = PreparedInspections.Of(change, cipher);
        return journal.Write(session => writer.Save(session, prepared), cancellation);
    }

    private Task<bool> Append(string sql, string key, int version, string json, WorkflowMessage? message, CancellationToken cancellation) => journal.Write(
        session =>
        {
            if (session.Statement(sql).Bind(1, key).Bind(2, (long)version).Bind(3, json).Run() != 1) return false;
            if (message is not null) departures.Message(session, message);
            return true;
        },
        cancellation);

    private Task<IReadOnlyList<string>> Ids(Func<JournalSession, Statement> ask) => Read<IReadOnlyList<string>>(session =>
    {
        var ids = new List<string>();
        var statement = ask(session);
        while (statement.Step()) ids.Add(statement.Text(0));
        statement.Reset();
        return ids;
    });

    private Task<T> Read<T>(Func<JournalSession, T> work) => Task.FromResult(journal.Read(work));
}
