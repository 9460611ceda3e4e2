using System.Collections.Immutable;
using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Inspections;

namespace GridCase.Local.Storage.Memory;

/// <summary>The inspections' books in memory.</summary>
public sealed class MemoryInspectionStore(MemoryCounty county, Departures departures) : IInspectionStore
{
    private readonly MemoryOutbox outbox = new(county, departures);
    private MemoryInspections books = new();

    public Task<Place?> FindPlace(string id, CancellationToken cancellation = default) => Read(() => books.Places.GetValueOrDefault(id));

    public Task<PlacePage> ListPlaces(PlaceQuery query, CancellationToken cancellation = default)
    {
        Limits.Check(query.Limit, 500);
        return Read(() =>
        {
            var page = books.Places.Values.Where(place => InspectionMatch.Of(place, query)).OrderBy(place => place.Id, StringComparer.Ordinal).Take(query.Limit + 1).ToList();
            if (page.Count <= query.Limit) return new PlacePage(page, null);
            page.RemoveAt(query.Limit);
            return new PlacePage(page, page[^1].Id);
        });
    }

    public Task<Checklist?> FindChecklist(string code, int? version = null, CancellationToken cancellation = default) =>
        Read(() => books.Checklists.GetValueOrDefault(code, []).LastOrDefault(checklist => version is null || checklist.Version == version));

    public Task<IReadOnlyList<Checklist>> ListChecklists(CancellationToken cancellation = default) =>
        Read<IReadOnlyList<Checklist>>(() => [.. books.Checklists.Values.Select(versions => versions[^1])]);

    public Task<InspectionPlan?> FindPlan(string id, CancellationToken cancellation = default) => Read(() => books.Plans.GetValueOrDefault(id, []).LastOrDefault());

    public Task<IReadOnlyList<InspectionPlan>> ListPlans(CancellationToken cancellation = default) =>
        Read<IReadOnlyList<InspectionPlan>>(() => [.. books.Plans.Values.Select(versions => versions[^1])]);

    public Task<bool> SavePlan(InspectionPlan plan, WorkflowMessage? message = null, CancellationToken cancellation = default) => county.Journal.Write(
        session =>
        {
            var versions = books.Plans.GetValueOrDefault(plan.Id, []);
            if (plan.Version != versions.Length + 1) return false;
            Become(session, books with { Plans = books.Plans.SetItem(plan.Id, versions.Add(plan)) });
            if (message is not null) departures.Message(session, message);
            return true;
        },
        cancellation);

    public Task<bool> SaveChecklist(Checklist checklist, CancellationToken cancellation = default) => county.Journal.Write(
        session =>
        {
            var versions = books.Checklists.GetValueOrDefault(checklist.Code, []);
            if (checklist.Version != versions.Length + 1) return false;
            Become(session, books with { Checklists = books.Checklists.SetItem(checklist.Code, versions.Add(checklist)) });
            return true;
        },
        cancellation);

    public Task<Sweep?> FindSweep(string id, CancellationToken cancellation = default) => Read(() => books.Sweep(id));

    public Task<SweepPage> ListSweeps(SweepQuery query, CancellationToken cancellation = default)
    {
        Limits.Check(query.Limit, 200);
        return Read(() =>
        {
            var after = query.After is { } place
                ? books.Sweeps.GetValueOrDefault(place)?.No ?? throw new ArgumentException("This is no place of this list; begin again without it.", nameof(query))
                : long.MaxValue;
            var page = books.Sweeps.Values.Where(kept => kept.No < after && Matches(kept.Sweep, query)).OrderByDescending(kept => kept.No).Take(query.Limit + 1)
                .Select(kept => books.Sweep(kept.Sweep.Id)!).ToList();
            if (page.Count <= query.Limit) return new SweepPage(page, null);
            page.RemoveAt(query.Limit);
            return new SweepPage(page, page[^1].Id);
        });
    }

    public Task<IReadOnlyList<string>> UnfinishedSweeps(string? after, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        return Read<IReadOnlyList<string>>(() => [.. books.Sweeps.Values.Where(kept => !kept.Sweep.IsOver).Select(kept => kept.Sweep.Id)
            .Where(id => string.CompareOrdinal(id, after) > 0).Order(StringComparer.Ordinal).Take(limit)]);
    }

    public Task<Inspection?> FindInspection(string id, CancellationToken cancellation = default) => Read(() => books.Inspections.GetValueOrDefault(id)?.Inspection);

    public Task<InspectionPage> ListInspections(InspectionQuery query, CancellationToken cancellation = default)
    {
        Limits.Check(query.Limit, 500);
        var byChange = query.ChangedSince is not null;
        var after = query.After is { } place ? InspectionPlaces.Read(place, byChange) : (long.MinValue, long.MinValue);
        return Read(() =>
        {
            var all = books.Inspections.Values.Where(kept => InspectionMatch.Of(kept.Inspection, kept.Changed, query));
            var page = byChange
                ? all.Where(kept => (kept.Changed, kept.No).CompareTo(after) > 0).OrderBy(kept => (kept.Changed, kept.No)).Take(query.Limit + 1).ToList()
                : all.Where(kept => kept.No > after.Item2).OrderBy(kept => kept.No).Take(query.Limit + 1).ToList();
            var isMore = page.Count > query.Limit;
            if (isMore) page.RemoveAt(query.Limit);
            return new InspectionPage(
                [.. page.Select(kept => kept.Inspection)], isMore ? InspectionPlaces.Of(page[^1].Changed, page[^1].No, byChange) : null, page.Count == 0 ? null : Instants.Of(page[^1].Changed));
        });
    }

    public Task<IReadOnlyList<string>> Unsettled(int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        return Read<IReadOnlyList<string>>(() => [.. books.Inspections.Values.Where(kept => !kept.Inspection.Settled).OrderBy(kept => kept.No).Take(limit).Select(kept => kept.Inspection.Id)]);
    }

    public Task<IReadOnlyList<CoverageRow>> Coverage(CaseScope scope, DateTimeOffset from, DateTimeOffset to, string? sweepId = null, CancellationToken cancellation = default) =>
        Read<IReadOnlyList<CoverageRow>>(() =>
        [
            .. books.Inspections.Values.Select(kept => kept.Inspection)
                .Where(one => one.DueAt >= from && one.DueAt < to && (sweepId is null || one.SweepId == sweepId) && InspectionMatch.Covers(scope, one))
                .GroupBy(one => (one.GridCode, one.Kind, one.Colour, one.State, one.Late)).OrderBy(group => group.Key.GridCode, StringComparer.Ordinal)
                .Select(group => new CoverageRow(
                    group.Key.GridCode, group.Key.Kind, group.Key.Colour, group.Key.State, group.Key.Late, group.Count(), group.Sum(one => one.Findings),
                    group.Sum(one => one.HouseholdsDone), group.Sum(one => one.HouseholdsTotal))),
        ]);

    public Task<IReadOnlyList<InspectionText>> ReadTexts(string subject, CancellationToken cancellation = default) => Read<IReadOnlyList<InspectionText>>(() =>
        [.. books.Texts.Where(text => text.Key.Subject == subject).OrderBy(text => text.Key.Field, StringComparer.Ordinal).Select(text => new InspectionText(subject, text.Key.Field, text.Value))]);

    public Task<AppendOutcome> Save(InspectionChange change, CancellationToken cancellation = default) => county.Journal.Write(session => Save(session, change), cancellation);

    private AppendOutcome Save(JournalSession session, InspectionChange change)
    {
        if (change.Receipt is { } asked && county.ReceiptOf(session, asked.Key) is not null) return AppendOutcome.Repeated;
        if (!books.IsNext(change)) return AppendOutcome.Conflict;
        Become(session, books.With(change, session.Now));
        if (change.Receipt is { } receipt) county.Put(session, receipt);
        outbox.Put(session, new(change.Notices, [], change.Messages));
        if (change.Sweep is not null) return AppendOutcome.Appended;
        foreach (var id in change.Inspections.Select(inspection => inspection.SweepId).OfType<string>().Distinct())
            if (books.Sweep(id) is { State: SweepState.Open, Counts: { Open: 0, Missed: 0 } }) departures.Message(session, new(WorkflowMessageKind.RunSweep, id));
        return AppendOutcome.Appended;
    }

    private bool Matches(Sweep sweep, SweepQuery query) =>
        (query.PlanId is null || sweep.PlanId == query.PlanId) && (query.State is null || sweep.State == query.State)
        && (query.Scope.WholeCounty || books.Inspections.Values.Any(kept => kept.Inspection.SweepId == sweep.Id && InspectionMatch.Covers(query.Scope, kept.Inspection)));

    private void Become(JournalSession session, MemoryInspections next)
    {
        var before = books;
        MemoryCounty.Change(session, () => books = next, () => books = before);
    }

    private Task<T> Read<T>(Func<T> work) => Task.FromResult(county.Journal.Read(_ => work()));
}
