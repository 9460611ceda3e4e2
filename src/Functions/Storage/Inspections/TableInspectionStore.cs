using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Inspections;

namespace GridCase.Functions.Storage;

/// <summary>The inspections' books in a table. Changes follow each other one by one, as <see cref="InspectionBook"/> lets them; a list read while one is written may show some of it already.</summary>
internal sealed class TableInspectionStore(CountyTables tables, KeyRing keys, TableReceipts receipts, TableOutbox outbox, PendingBook pending, InspectionBook book, TimeProvider time)
    : IInspectionStore, IUnfinished
{
    private const string Subject = "book";
    private const int Attempts = 50;

    private readonly BookReading books = new(tables);
    private readonly InspectionLists lists = new(new(tables), book);
    private readonly BookPlanning planning = new(new(tables), keys.Texts, time);
    private readonly VersionShelf<Checklist> checklists = new(tables, "checklist", checklist => checklist.Version);
    private readonly VersionShelf<InspectionPlan> plans = new(tables, "plan", plan => plan.Version);

    public string Kind => "inspection";

    public Task<Place?> FindPlace(string id, CancellationToken cancellation = default) => books.Place(id, cancellation);

    public Task<PlacePage> ListPlaces(PlaceQuery query, CancellationToken cancellation = default)
    {
        Limits.Check(query.Limit, 500);
        return lists.Places(query, cancellation);
    }

    public Task<Checklist?> FindChecklist(string code, int? version = null, CancellationToken cancellation = default) => checklists.Find(code, version, cancellation);

    public Task<IReadOnlyList<Checklist>> ListChecklists(CancellationToken cancellation = default) => checklists.List(cancellation);

    public Task<InspectionPlan?> FindPlan(string id, CancellationToken cancellation = default) => plans.Find(id, null, cancellation);

    public Task<IReadOnlyList<InspectionPlan>> ListPlans(CancellationToken cancellation = default) => plans.List(cancellation);

    public async Task<bool> SavePlan(InspectionPlan plan, WorkflowMessage? message = null, CancellationToken cancellation = default)
    {
        if (!await plans.Add(plan.Id, plan, cancellation).ConfigureAwait(false)) return false;
        // Only a nudge: the orchestration of plans looks each hour anyway.
        if (message is not null) await outbox.Put(new([], [], [message]), cancellation).ConfigureAwait(false);
        return true;
    }

    public Task<bool> SaveChecklist(Checklist checklist, CancellationToken cancellation = default) => checklists.Add(checklist.Code, checklist, cancellation);

    public async Task<Sweep?> FindSweep(string id, CancellationToken cancellation = default) => (await books.Sweep(id, cancellation).ConfigureAwait(false))?.Value;

    public async Task<SweepPage> ListSweeps(SweepQuery query, CancellationToken cancellation = default)
    {
        Limits.Check(query.Limit, 200);
        var rows = Stretch.Of(BookRows.SweepsByNumber);
        if (query.After is { } place)
        {
            var after = await books.Sweep(place, cancellation).ConfigureAwait(false) ?? throw new ArgumentException("This is no place of this list; begin again without it.", nameof(query));
            rows = rows.After(TableKeys.Descending(after.No));
        }

        var sweeps = new List<Sweep>();
        await foreach (var row in books.Rows(rows, null, cancellation).ConfigureAwait(false))
        {
            var sweep = BookReading.Read<Sweep>(row).Value;
            if ((query.PlanId is not null && sweep.PlanId != query.PlanId) || (query.State is not null && sweep.State != query.State)) continue;
            if (!await books.Touches(sweep.Id, query.Scope, cancellation).ConfigureAwait(false)) continue;
            if (sweeps.Count == query.Limit) return new(sweeps, sweeps[^1].Id);
            sweeps.Add(sweep);
        }

        return new(sweeps, null);
    }

    public async Task<IReadOnlyList<string>> UnfinishedSweeps(string? after, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        var rows = Stretch.Of(BookRows.UnfinishedSweeps).And(BookRow.OnlyHere);
        if (after is not null) rows = rows.After(TableKeys.Safe(after));
        return [.. (await tables.Inspections.List<BookRow>(rows, limit, cancellation).ConfigureAwait(false)).Select(row => TableKeys.Plain(row.RowKey))];
    }

    public async Task<Inspection?> FindInspection(string id, CancellationToken cancellation = default) => (await books.Inspection(id, cancellation).ConfigureAwait(false))?.Value;

    public Task<InspectionPage> ListInspections(InspectionQuery query, CancellationToken cancellation = default)
    {
        Limits.Check(query.Limit, 500);
        return lists.Inspections(query, cancellation);
    }

    public async Task<IReadOnlyList<string>> Unsettled(int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        var rows = await tables.Inspections.List<BookRow>(Stretch.Of(BookRows.Unsettled).And(BookRow.OnlyHere), limit, cancellation).ConfigureAwait(false);
        return [.. rows.Select(row => BookReading.Read<Inspection>(row).Value.Id)];
    }

    public async Task<IReadOnlyList<CoverageRow>> Coverage(CaseScope scope, DateTimeOffset from, DateTimeOffset to, string? sweepId = null, CancellationToken cancellation = default)
    {
        var rows = sweepId is not null ? Stretch.Of(BookRows.OfSweep(sweepId)) : Stretch.Across(BookRows.OfMonth(from), BookRows.OfMonth(to) + TableKeys.Last);
        var found = new List<Inspection>();
        await foreach (var kept in books.Inspections(rows, null, cancellation).ConfigureAwait(false))
            if (kept.Value.DueAt >= from && kept.Value.DueAt < to && InspectionMatch.Covers(scope, kept.Value)) found.Add(kept.Value);
        return InspectionMatch.Coverage(found);
    }

    public async Task<IReadOnlyList<InspectionText>> ReadTexts(string subject, CancellationToken cancellation = default)
    {
        var texts = new List<InspectionText>();
        await foreach (var row in books.Rows(Stretch.Of(BookRows.OfTexts(subject)), null, cancellation).ConfigureAwait(false))
        {
            var field = TableKeys.Plain(row.RowKey[BookRows.FieldKey.Length..]);
            texts.Add(new(subject, field, keys.Texts.Decrypt(row.ReadBody(), InspectionJson.PlaceOf(new(subject, field, "")))));
        }

        return [.. texts.OrderBy(text => text.Field, StringComparer.Ordinal)];
    }

    public async Task<AppendOutcome> Save(InspectionChange change, CancellationToken cancellation = default)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var head = await book.Settled(cancellation).ConfigureAwait(false);
            if (change.Receipt is { } asked && await receipts.Find(asked.Key, cancellation).ConfigureAwait(false) is not null) return AppendOutcome.Repeated;
            if (await planning.Plan(head, change, cancellation).ConfigureAwait(false) is not { } intent) return AppendOutcome.Conflict;
            var note = await pending.Note(Kind, Subject, cancellation).ConfigureAwait(false);
            if (change.Receipt is { } receipt) await receipts.Note(receipt.Key, "inspections", InspectionBook.Partition, cancellation).ConfigureAwait(false);
            var isDecided = await book.Decide(head, intent, change.Receipt, cancellation).ConfigureAwait(false);
            await pending.Settle(note, () => book.Settled(cancellation), cancellation).ConfigureAwait(false);
            if (isDecided) return AppendOutcome.Appended;
        }

        return AppendOutcome.Conflict;
    }

    /// <inheritdoc/>
    public Task Finish(string subject, CancellationToken cancellation) => book.Finish(cancellation);
}
