using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Intake.Routing;

namespace GridCase.Local.Storage.Memory;

/// <summary>Cases in memory, with the order and the undoing of the journal they live in: for tests, rehearsals and replays.</summary>
public sealed class MemoryCaseStore(MemoryCounty county, Departures departures) : ICaseStore
{
    private readonly MemoryOutbox outbox = new(county, departures);

    public Task<CaseFile?> Find(string caseId, CancellationToken cancellation = default) => Read(() => county.Cases.GetValueOrDefault(caseId)?.File);

    public Task<string?> FindByCode(string code, CancellationToken cancellation = default) =>
        Read(() => county.InOrder.Find(kept => kept.File.Origin.Code == SearchText.Code(code))?.File.Id);

    public Task<IReadOnlyList<RecordedFact>> Facts(string caseId, int afterNumber, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        ArgumentOutOfRangeException.ThrowIfNegative(afterNumber);
        return Read<IReadOnlyList<RecordedFact>>(() => county.Cases.TryGetValue(caseId, out var kept) ? [.. kept.Facts.Skip(afterNumber).Take(limit)] : []);
    }

    public Task<AppendOutcome> Append(CaseAppend append, CancellationToken cancellation = default)
    {
        AppendCheck.Check(append);
        return county.Journal.Write(session => Append(session, append), cancellation);
    }

    public Task<Receipt?> FindReceipt(string key, CancellationToken cancellation = default) =>
        Task.FromResult(county.Journal.Read(session => county.ReceiptOf(session, key)));

    public Task<CasePage> List(CaseQuery query, CancellationToken cancellation = default)
    {
        Limits.Check(query.Limit, 200);
        var byChange = query.ChangedSince is not null;
        long? after = query.After is { } place ? CasePlaces.Read(place, byChange) : null;
        return Read(() =>
        {
            var matching = county.InOrder.Where(kept => Matches(kept, query));
            var ordered = byChange
                ? matching.Where(kept => after is null || kept.Changed > after).OrderBy(kept => kept.Changed)
                : matching.Where(kept => after is null || kept.No < after).OrderByDescending(kept => kept.No);
            var page = ordered.Take(query.Limit + 1).ToList();
            if (page.Count <= query.Limit) return new CasePage([.. page.Select(kept => kept.Row)], null);
            page.RemoveAt(query.Limit);
            return new CasePage([.. page.Select(kept => kept.Row)], CasePlaces.Of(byChange ? page[^1].Changed : page[^1].No, byChange));
        });
    }

    public Task<IReadOnlyList<string>> ListOpen311(Open311Query query, CancellationToken cancellation = default)
    {
        Limits.Check(query);
        return Read<IReadOnlyList<string>>(() =>
        [
            .. county.InOrder.Where(kept => CaseMatch.Matches(kept.File, query)).OrderByDescending(kept => kept.File.RegisteredAt).ThenByDescending(kept => kept.No)
                .Skip(query.Skip).Take(query.Limit).Select(kept => kept.File.Id),
        ]);
    }

    public Task<CaseChanges> Changes(CaseQuery query, CancellationToken cancellation = default)
    {
        Limits.Check(query.Limit, 200);
        var since = query.ChangedSince ?? throw new ArgumentException("Since when is asked for.", nameof(query));
        return Read(() =>
        {
            var rows = county.InOrder.Where(kept => Matches(kept, query)).OrderBy(kept => kept.Changed).Take(query.Limit + 1).Select(kept => kept.Row);
            var gone = county.Partings.Where(one => one.Changed > since.UtcTicks && Partings.WereIn(query.Scope, one.Unit, one.Grid) && !query.Scope.Covers(one.Case.File))
                .GroupBy(one => one.Case).Select(of => new CaseGone(of.Key.File.Id, of.Key.File.Origin.Code, Instants.Of(of.Max(one => one.Changed))))
                .OrderBy(one => one.At).Take(query.Limit + 1);
            return Partings.Page([.. rows], [.. gone], query);
        });
    }

    public Task<CaseCounts> Count(CaseQuery query, CancellationToken cancellation = default) => Read(() =>
    {
        var tally = new CaseTally();
        foreach (var kept in county.InOrder)
            if (Matches(kept, query)) tally.Add(kept.File.Stage, kept.File.Light, kept.File.UnitCode, kept.File.GridCode, 1);
        return tally.Counts();
    });

    public Task<IReadOnlyList<OpenCase>> ListAlive(string? afterId, int limit, DateTimeOffset? orChangedSince = null, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 10_000);
        return Read<IReadOnlyList<OpenCase>>(() =>
        {
            var after = 0L;
            if (afterId is not null) after = county.Cases.GetValueOrDefault(afterId)?.No ?? throw new ArgumentException($"There is no case {afterId}.", nameof(afterId));
            return
            [
                .. county.InOrder.Skip((int)after).Where(kept => kept.File.IsAlive || kept.Changed >= orChangedSince?.UtcTicks).Take(limit)
                    .Select(kept => new OpenCase(kept.File.Id, kept.File.Stage, kept.File.Version, kept.NextAt)),
            ];
        });
    }

    public Task<CaseSpan> Span(DateTimeOffset changedSince, CancellationToken cancellation = default) =>
        Read(() => new CaseSpan(county.InOrder.Count, county.InOrder.Count(kept => IsScanned(kept, changedSince))));

    public Task<IReadOnlyList<CaseFile>> AsOf(CaseSlice slice, CancellationToken cancellation = default)
    {
        Limits.Check(slice);
        return Read<IReadOnlyList<CaseFile>>(() =>
        [
            .. county.InOrder.Where(kept => kept.No > slice.After && kept.No <= slice.UpTo && IsScanned(kept, slice.ChangedSince)).Select(kept => AsOf(kept, slice)).OfType<CaseFile>(),
        ]);
    }

    public Task<Relatives> Relatives(LikenessQuery query, CancellationToken cancellation = default)
    {
        Limits.Check(query);
        return Read(() =>
        {
            var ofCaller = Newest(kept => KinMatch.IsOfCaller(kept.File, query)).Take(LikenessQuery.Most);
            var atSpot = Newest(kept => KinMatch.IsAtSpot(kept.File, query)).Take(LikenessQuery.Most);
            return new Relatives([.. ofCaller.Union(atSpot).OrderByDescending(kept => kept.No).Select(kept => kept.File.Id)], county.InOrder.Count);
        });
    }

    public Task<RoutingEvidence> Evidence(IEnumerable<string> contexts, CancellationToken cancellation = default) => Read(() => county.Learned.Evidence(contexts));

    public Task<IReadOnlyList<ChoiceCount>> Choices(DateOnly from, DateOnly to, CancellationToken cancellation = default) => Read<IReadOnlyList<ChoiceCount>>(() =>
    [
        .. county.InOrder.Select(kept => kept.File.FirstChoice).OfType<DispatchChoice>().Where(choice => choice.Day >= from && choice.Day <= to)
            .GroupBy(choice => (choice.Category, choice.Rank)).OrderBy(group => group.Key).Select(group => new ChoiceCount(group.Key.Category, group.Key.Rank, group.Count())),
    ]);

    private static bool Matches(MemoryCase kept, CaseQuery query) => CaseMatch.Matches(kept.File, kept.NextAt, kept.Changed, query);

    private IEnumerable<MemoryCase> Newest(Func<MemoryCase, bool> which) => Enumerable.Reverse(county.InOrder).Where(which);

    private static bool IsScanned(MemoryCase kept, DateTimeOffset since) => kept.File.IsAlive || kept.Changed >= since.UtcTicks;

    private static CaseFile? AsOf(MemoryCase kept, CaseSlice slice) =>
        CaseFolding.Fold(kept.File.Id, kept.Facts.TakeWhile(fact => SliceMatch.IsWithin(fact.Body, slice)));

    private AppendOutcome Append(JournalSession session, CaseAppend append)
    {
        if (append.Receipt is { } asked && county.ReceiptOf(session, asked.Key) is not null) return AppendOutcome.Repeated;
        var known = county.Cases.GetValueOrDefault(append.CaseId);
        if ((known?.File.Version ?? 0) != append.ExpectedVersion) return AppendOutcome.Conflict;
        if ((append.Seen is { } seen && HasNewer(seen)) || HasMoved(append.Seen?.Head) || HasMoved(append.Target)) return AppendOutcome.Conflict;
        var before = known?.File;
        if (append.Facts.Count > 0)
        {
            if (known is null) Create(session, append);
            else Move(session, known, append);
        }

        Learn(session, before is null ? [] : RoutingLesson.Of(before), RoutingLesson.Of(append.After));
        if (append.Receipt is { } receipt) county.Put(session, receipt);

        outbox.Put(session, append.Effects);
        if (departures.Changed is { } changed) session.OnCommitted(() => changed(append.After));
        return AppendOutcome.Appended;
    }

    private bool HasNewer(RelativesSeen seen) =>
        county.InOrder.Skip((int)seen.Seen).Any(kept => KinMatch.IsOfCaller(kept.File, seen.Query) || KinMatch.IsAtSpot(kept.File, seen.Query));

    private bool HasMoved((string CaseId, int Version)? other) => other is { } seen && county.Cases.GetValueOrDefault(seen.CaseId)?.File.Version != seen.Version;

    private void Learn(JournalSession session, IEnumerable<RoutingLesson> old, IEnumerable<RoutingLesson> now)
    {
        if (old.SequenceEqual(now)) return;
        MemoryCounty.Change(session, () => Replace(old, now), () => Replace(now, old));

        void Replace(IEnumerable<RoutingLesson> these, IEnumerable<RoutingLesson> others)
        {
            foreach (var lesson in these) county.Learned.Remove(lesson);
            foreach (var lesson in others) county.Learned.Add(lesson);
        }
    }

    private void Create(JournalSession session, CaseAppend append)
    {
        var created = new MemoryCase(county.InOrder.Count + 1) { File = append.After, NextAt = append.NextAt, Changed = NextChanged(session) };
        created.Facts.AddRange(append.Facts);
        created.Texts.AddRange(append.Texts);
        MemoryCounty.Change(
            session,
            () =>
            {
                county.Cases.Add(append.CaseId, created);
                county.InOrder.Add(created);
            },
            () =>
            {
                county.Cases.Remove(append.CaseId);
                county.InOrder.Remove(created);
            });
    }

    private void Move(JournalSession session, MemoryCase kept, CaseAppend append)
    {
        var (file, next, changed, facts, texts, partings) = (kept.File, kept.NextAt, kept.Changed, kept.Facts.Count, kept.Texts.Count, county.Partings.Count);
        MemoryCounty.Change(
            session,
            () =>
            {
                (kept.File, kept.NextAt, kept.Changed) = (append.After, append.NextAt, NextChanged(session));
                kept.Facts.AddRange(append.Facts);
                kept.Texts.AddRange(append.Texts);
                county.Partings.AddRange(Partings.Of(file.UnitCode, file.GridCode, append.After, append.Facts).Select(from => new MemoryParting(kept, kept.Changed, from.Unit, from.Grid)));
            },
            () =>
            {
                county.Partings.RemoveRange(partings, county.Partings.Count - partings);
                (kept.File, kept.NextAt, kept.Changed) = (file, next, changed);
                kept.Facts.RemoveRange(facts, kept.Facts.Count - facts);
                kept.Texts.RemoveRange(texts, kept.Texts.Count - texts);
            });
    }

    private long NextChanged(JournalSession session) => county.LastChanged = Math.Max(session.Now.UtcTicks, county.LastChanged + 1);

    private Task<T> Read<T>(Func<T> work) => Task.FromResult(county.Journal.Read(_ => work()));
}
