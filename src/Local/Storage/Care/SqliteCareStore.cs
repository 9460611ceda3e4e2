using System.Text.Json;
using GridCase.Engine;
using GridCase.Workflows.Care;

namespace GridCase.Local.Storage;

/// <summary>The register of care visits in SQLite: a row for each entry and deed, each text encrypted for its place.</summary>
/// <param name="cases">Notices are numbered and kept together with those of cases.</param>
public sealed class SqliteCareStore(Journal journal, KeyRing keys, SqliteCaseStore cases) : ICareStore
{
    private const int MostAtOnce = 5_000;

    public Task<CarePerson?> Find(string id, CancellationToken cancellation = default) => Task.FromResult(journal.Read(session => CareRows.Find(session, "id", id)));

    public Task<CarePerson?> FindByReference(string reference, CancellationToken cancellation = default) => Task.FromResult(journal.Read(session => CareRows.Find(session, "reference", reference)));

    public Task<CarePage> List(CareQuery query, CancellationToken cancellation = default)
    {
        Limits.Check(query.Limit, 200);
        var sql = CareSql.OfPage(query);
        return Task.FromResult(journal.Read(session => CareSql.Page(sql.Bound(session), query)));
    }

    public Task<CareSaved> Save(CareSave save, CancellationToken cancellation = default) => SaveAll([save], cancellation);

    public Task<CareSaved> SaveAll(IReadOnlyList<CareSave> saves, CancellationToken cancellation = default)
    {
        if (saves.Count > MostAtOnce) throw new ArgumentOutOfRangeException(nameof(saves), saves.Count, $"At most {MostAtOnce} at once.");
        // Encrypted before the writer is asked for.
        var prepared = saves.Select(save => (save, save.Texts.Select(text => (text.Field, keys.Texts.Encrypt(text.Value, PlaceOf(save.Deed.CareId, save.Deed.Number, text.Field)))).ToArray())).ToArray();
        return journal.Write(
            session =>
            {
                foreach (var (save, _) in prepared)
                {
                    if (save.Deed.Key is { } key && CareRows.DeedByKey(session, key) is not null) return CareSaved.Repeated;
                    if (CareRows.VersionOf(session, save.After.Id) != save.After.Version - 1) return CareSaved.Conflict;
                    if (save.After is { Version: 1, Reference: { } reference } && CareRows.Find(session, "reference", reference) is not null) return CareSaved.Conflict;
                }

                foreach (var (save, texts) in prepared)
                {
                    CareRows.Write(session, save, texts);
                    if (!save.Notices.IsEmpty) cases.Outbox.Put(session, 0, new(save.Notices, [], []), []);
                }

                return CareSaved.Saved;
            },
            cancellation);
    }

    public Task<CareDeed?> FindByKey(string key, CancellationToken cancellation = default) => Task.FromResult(journal.Read(session => CareRows.DeedByKey(session, key)));

    public Task<IReadOnlyList<CareDeed>> Deeds(string id, int after, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        return Task.FromResult<IReadOnlyList<CareDeed>>(journal.Read(session => CareRows.Deeds(session, id, after, limit)));
    }

    public Task<IReadOnlyList<KeptCareText>> Texts(IReadOnlyCollection<string> ids, CancellationToken cancellation = default)
    {
        if (ids.Count > 200) throw new ArgumentOutOfRangeException(nameof(ids), ids.Count, "At most 200 entries at once.");
        var found = journal.Read(session => CareRows.Texts(session, ids));
        // Opened after the snapshot is let go: readers are few.
        return Task.FromResult<IReadOnlyList<KeptCareText>>([.. found.Select(text => new KeptCareText(text.CareId, text.Deed, text.Field, Open(text)))]);
    }

    public async Task<string?> Reveal(CareLook look, CancellationToken cancellation = default)
    {
        if (!CareFields.IsIdentity(look.Field)) throw new ArgumentException($"{look.Field} is no identity field.", nameof(look));
        var reason = keys.Texts.Encrypt(look.Reason, PlaceOf(look));
        var value = await journal.Write(session => CareRows.Look(session, look, reason), cancellation).ConfigureAwait(false);
        return value is null ? null : Open(value);
    }

    public Task<IReadOnlyList<CareLook>> Looks(int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        var found = journal.Read(session => CareRows.Looks(session, limit));
        return Task.FromResult<IReadOnlyList<CareLook>>([.. found.Select(kept => kept.Look with { Reason = keys.Texts.Decrypt(kept.Reason, PlaceOf(kept.Look)) })]);
    }

    public Task<CareTerms> Terms(CancellationToken cancellation = default) => Task.FromResult(journal.Read(CareRows.Terms) ?? CareTerms.Default);

    public Task<bool> SaveTerms(CareTerms terms, CancellationToken cancellation = default)
    {
        var json = JsonSerializer.Serialize(terms, JsonSerializerOptions.Web);
        return journal.Write(
            session => (CareRows.Terms(session)?.Version ?? 0) == terms.Version - 1
                && session.Statement("INSERT INTO care_terms (one, json) VALUES (1, ?1) ON CONFLICT (one) DO UPDATE SET json = ?1").Bind(1, json).Run() == 1,
            cancellation);
    }

    public Task<IReadOnlyList<CarePerson>> UnderOtherTerms(int version, int limit, CancellationToken cancellation = default) => Task.FromResult<IReadOnlyList<CarePerson>>(
        journal.Read(session => CareRows.Many(session.Statement("SELECT json FROM care_people WHERE state = 0 AND terms <> ? ORDER BY id LIMIT ?").Bind(1, (long)version).Bind(2, (long)limit))));

    public Task<IReadOnlyList<CarePerson>> Ripe(DateTimeOffset now, int limit, CancellationToken cancellation = default) => Task.FromResult<IReadOnlyList<CarePerson>>(
        journal.Read(session => CareRows.Many(session.Statement("SELECT json FROM care_people WHERE next_at <= ? ORDER BY next_at, id LIMIT ?").Bind(1, now.UtcTicks).Bind(2, (long)limit))));

    public Task<IReadOnlyList<string>> Grids(CancellationToken cancellation = default) => Task.FromResult<IReadOnlyList<string>>(journal.Read(session =>
    {
        var grids = new List<string>();
        var statement = session.Statement("SELECT DISTINCT grid FROM care_people WHERE state = 0 ORDER BY grid");
        while (statement.Step()) grids.Add(statement.Text(0));
        statement.Reset();
        return grids;
    }));

    public Task<DateTimeOffset?> NextRungAt(CancellationToken cancellation = default) => Task.FromResult(journal.Read(session =>
    {
        var statement = session.Statement("SELECT min(next_at) FROM care_people");
        var next = statement.Step() ? statement.LongOrNull(0) : null;
        statement.Reset();
        return Instants.Of(next);
    }));

    private string Open(StoredCareText text) => keys.Texts.Decrypt(text.Value, PlaceOf(text.CareId, text.Deed, text.Field));

    private static string PlaceOf(string careId, int deed, string field) => $"care/{careId}/{deed}/{field}";

    private static string PlaceOf(CareLook look) => $"care-look/{look.CareId}/{look.Field}/{look.At.UtcTicks}";
}
