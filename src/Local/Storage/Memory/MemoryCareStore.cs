using GridCase.Engine;
using GridCase.Workflows.Care;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Storage.Memory;

/// <summary>The register of care visits in memory.</summary>
public sealed class MemoryCareStore(MemoryCounty county, Departures departures) : ICareStore
{
    private readonly MemoryOutbox outbox = new(county, departures);
    private readonly Dictionary<string, Entry> entries = [];
    private readonly Dictionary<string, CareDeed> byKey = [];
    private readonly List<CareLook> looks = [];
    private CareTerms terms = CareTerms.Default;
    private long lastChanged;

    public Task<CarePerson?> Find(string id, CancellationToken cancellation = default) => Read(() => entries.GetValueOrDefault(id)?.Person);

    public Task<CarePerson?> FindByReference(string reference, CancellationToken cancellation = default) => Read(() => WithReference(reference));

    public Task<CarePage> List(CareQuery query, CancellationToken cancellation = default)
    {
        Limits.Check(query.Limit, 200);
        var from = query.After is { } after ? CareCursor.Read(after) : (long.MinValue, "");
        return Read(() =>
        {
            var rows = entries.Values.Where(entry => Matches(entry, query)).Select(entry => new CareRow(entry.Person, Instants.Of(entry.Changed)))
                .Select(row => (Row: row, Place: (query.ChangedSince is null ? row.Person.Due : row.ChangedAt).UtcTicks))
                .OrderBy(one => one.Place).ThenBy(one => one.Row.Person.Id, StringComparer.Ordinal)
                .Where(one => one.Place > from.Item1 || (one.Place == from.Item1 && string.CompareOrdinal(one.Row.Person.Id, from.Item2) > 0))
                .Take(query.Limit + 1).Select(one => one.Row).ToList();
            return rows.Count > query.Limit ? new CarePage(rows[..query.Limit], CareCursor.Of(rows[query.Limit - 1], query)) : new(rows, null);
        });
    }

    public Task<CareSaved> Save(CareSave save, CancellationToken cancellation = default) => SaveAll([save], cancellation);

    public Task<CareSaved> SaveAll(IReadOnlyList<CareSave> saves, CancellationToken cancellation = default) => county.Journal.Write(
        session =>
        {
            foreach (var save in saves)
            {
                if (save.Deed.Key is { } key && byKey.ContainsKey(key)) return CareSaved.Repeated;
                if ((entries.GetValueOrDefault(save.After.Id)?.Person.Version ?? 0) != save.After.Version - 1) return CareSaved.Conflict;
                if (save.After is { Version: 1, Reference: { } reference } && WithReference(reference) is not null) return CareSaved.Conflict;
            }

            foreach (var save in saves)
            {
                Put(session, save);
                if (!save.Notices.IsEmpty) outbox.Put(session, new(save.Notices, [], []));
            }

            return CareSaved.Saved;
        },
        cancellation);

    public Task<CareDeed?> FindByKey(string key, CancellationToken cancellation = default) => Read(() => byKey.GetValueOrDefault(key));

    public Task<IReadOnlyList<CareDeed>> Deeds(string id, int after, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        return Read<IReadOnlyList<CareDeed>>(() => [.. (entries.GetValueOrDefault(id)?.Deeds ?? []).Where(deed => deed.Number > after).Take(limit)]);
    }

    public Task<IReadOnlyList<KeptCareText>> Texts(IReadOnlyCollection<string> ids, CancellationToken cancellation = default) => Read<IReadOnlyList<KeptCareText>>(() =>
    [
        .. ids.Distinct().Order(StringComparer.Ordinal).SelectMany(id => entries.GetValueOrDefault(id)?.Texts.Where(text => !CareFields.IsIdentity(text.Field)
            && (text.Field == CareFields.Remark || entries[id].Texts.Last(other => other.Field == text.Field) == text)) ?? []),
    ]);

    public Task<string?> Reveal(CareLook look, CancellationToken cancellation = default)
    {
        if (!CareFields.IsIdentity(look.Field)) throw new ArgumentException($"{look.Field} is no identity field.", nameof(look));
        return county.Journal.Write(
            session =>
            {
                if (!entries.TryGetValue(look.CareId, out var entry)) return null;
                MemoryCounty.Change(session, () => looks.Add(look), () => looks.RemoveAt(looks.Count - 1));
                return entry.Texts.LastOrDefault(text => text.Field == look.Field)?.Value;
            },
            cancellation);
    }

    public Task<IReadOnlyList<CareLook>> Looks(int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        return Read<IReadOnlyList<CareLook>>(() => [.. Enumerable.Reverse(looks).Take(limit)]);
    }

    public Task<CareTerms> Terms(CancellationToken cancellation = default) => Read(() => terms);

    public Task<bool> SaveTerms(CareTerms terms, CancellationToken cancellation = default) => county.Journal.Write(
        session =>
        {
            var before = this.terms;
            if (before.Version != terms.Version - 1) return false;
            MemoryCounty.Change(session, () => this.terms = terms, () => this.terms = before);
            return true;
        },
        cancellation);

    public Task<IReadOnlyList<CarePerson>> UnderOtherTerms(int version, int limit, CancellationToken cancellation = default) => Read<IReadOnlyList<CarePerson>>(() =>
        [.. entries.Values.Select(entry => entry.Person).Where(person => person.State == CareState.Active && person.TermsVersion != version).OrderBy(person => person.Id, StringComparer.Ordinal).Take(limit)]);

    public Task<IReadOnlyList<CarePerson>> Ripe(DateTimeOffset now, int limit, CancellationToken cancellation = default) => Read<IReadOnlyList<CarePerson>>(() =>
        [.. entries.Values.Where(entry => entry.NextRungAt <= now).OrderBy(entry => entry.NextRungAt).ThenBy(entry => entry.Person.Id, StringComparer.Ordinal).Take(limit).Select(entry => entry.Person)]);

    public Task<IReadOnlyList<string>> Grids(CancellationToken cancellation = default) => Read<IReadOnlyList<string>>(() =>
        [.. entries.Values.Where(entry => entry.Person.State == CareState.Active).Select(entry => entry.Person.GridCode).Distinct().Order(StringComparer.Ordinal)]);

    public Task<DateTimeOffset?> NextRungAt(CancellationToken cancellation = default) => Read(() => entries.Values.Min(entry => entry.NextRungAt));

    private void Put(JournalSession session, CareSave save)
    {
        var before = entries.GetValueOrDefault(save.After.Id);
        var changed = Math.Max(session.Now.UtcTicks, lastChanged + 1);
        var (was, id, number) = (lastChanged, save.After.Id, save.Deed.Number);
        var after = new Entry(
            save.After, save.NextRungAt, changed, [.. before?.Deeds ?? [], save.Deed], [.. before?.Texts ?? [], .. save.Texts.Select(text => new KeptCareText(id, number, text.Field, text.Value))]);
        MemoryCounty.Change(session, Set, PutBack);

        void Set()
        {
            (entries[id], lastChanged) = (after, changed);
            if (save.Deed.Key is { } key) byKey[key] = save.Deed;
        }

        void PutBack()
        {
            lastChanged = was;
            if (before is null) entries.Remove(id);
            else entries[id] = before;
            if (save.Deed.Key is { } key) byKey.Remove(key);
        }
    }

    private CarePerson? WithReference(string reference) => entries.Values.FirstOrDefault(entry => entry.Person.Reference == reference)?.Person;

    private static bool Matches(Entry entry, CareQuery query)
    {
        var person = entry.Person;
        return Covers(query.Scope, person.GridCode) && (query.GridPrefix is null || person.GridCode.StartsWith(query.GridPrefix, StringComparison.Ordinal)) && (query.Tier is null || query.Tier == person.Tier)
            && (query.ChangedSince is { } since ? entry.Changed > since.UtcTicks : query.State is null || query.State == person.State) && (query.DueBefore is null || person.Due <= query.DueBefore);
    }

    private static bool Covers(CaseScope scope, string grid) =>
        scope.WholeCounty || scope.Grids.Contains(grid) || (scope.DivisionPrefix is { Length: > 0 } prefix && grid.StartsWith(prefix, StringComparison.Ordinal));

    private Task<T> Read<T>(Func<T> work) => Task.FromResult(county.Journal.Read(_ => work()));

    private sealed record Entry(CarePerson Person, DateTimeOffset? NextRungAt, long Changed, IReadOnlyList<CareDeed> Deeds, IReadOnlyList<KeptCareText> Texts);
}
