using GridCase.Functions.Tables;
using GridCase.Workflows.Care;

namespace GridCase.Functions.Storage;

/// <summary>
/// The register of care visits in tables. An entry is one partition; its line in its grid and its notices follow the commit. Many saved together are decided by one
/// write; an entry that somebody else moves in the seconds until they are carried out stays as that person left it.
/// </summary>
internal sealed class TableCareStore(CountyTables tables, KeyRing keys, PendingBook pending, TableOutbox outbox, TimeProvider time) : ICareStore, IUnfinished
{
    private const string Plan = "plan-";
    private const string TermsName = "terms";

    private readonly Shelf care = tables.Care;
    private readonly CareRecords records = new(tables.Care, keys.Texts);
    private readonly CareLists lists = new(tables.Care);
    private readonly CarePlans plans = new(tables.Care, keys.Texts);
    private readonly CareLooks looks = new(tables.Care, keys.Texts);
    private readonly DocumentShelf documents = new(tables.Registers, "care");
    private readonly Stamps stamps = new(time);

    public string Kind => "care";

    public async Task<CarePerson?> Find(string id, CancellationToken cancellation = default) => (await records.Head(id, cancellation).ConfigureAwait(false))?.ReadPerson();

    public async Task<CarePerson?> FindByReference(string reference, CancellationToken cancellation = default) => (await records.ByReference(reference, cancellation).ConfigureAwait(false))?.ReadPerson();

    public Task<CarePage> List(CareQuery query, CancellationToken cancellation = default) => lists.List(query, cancellation);

    public async Task<CareSaved> Save(CareSave save, CancellationToken cancellation = default)
    {
        if (await Hindrance(save, cancellation).ConfigureAwait(false) is { } hindrance) return hindrance;
        var note = await pending.Note(Kind, save.After.Id, cancellation).ConfigureAwait(false);
        if (!await Make(save, cancellation).ConfigureAwait(false))
        {
            await pending.Clear(note, cancellation).ConfigureAwait(false);
            return save.Deed.Key is { } key && await records.ByKey(key, cancellation).ConfigureAwait(false) is not null ? CareSaved.Repeated : CareSaved.Conflict;
        }

        await Follow(note, cancellation).ConfigureAwait(false);
        return CareSaved.Saved;
    }

    public async Task<CareSaved> SaveAll(IReadOnlyList<CareSave> saves, CancellationToken cancellation = default)
    {
        if (saves.Count == 1) return await Save(saves[0], cancellation).ConfigureAwait(false);
        foreach (var some in saves.Chunk(16))
        {
            var hindrances = await Task.WhenAll(some.Select(save => Hindrance(save, cancellation))).ConfigureAwait(false);
            if (hindrances.FirstOrDefault(hindrance => hindrance is not null) is { } hindrance) return hindrance;
        }

        var plan = Guid.NewGuid().ToString("N");
        var note = await pending.Note(Kind, Plan + plan, cancellation).ConfigureAwait(false);
        await plans.Decide(plan, saves, cancellation).ConfigureAwait(false);
        await Follow(note, cancellation).ConfigureAwait(false);
        return CareSaved.Saved;
    }

    public Task<CareDeed?> FindByKey(string key, CancellationToken cancellation = default) => records.ByKey(key, cancellation);

    public Task<IReadOnlyList<CareDeed>> Deeds(string id, int after, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        return records.Deeds(id, after, limit, cancellation);
    }

    public async Task<IReadOnlyList<KeptCareText>> Texts(IReadOnlyCollection<string> ids, CancellationToken cancellation = default)
    {
        List<KeptCareText> shown = [];
        foreach (var some in ids.Distinct().Order(StringComparer.Ordinal).Chunk(16))
        {
            foreach (var texts in await Task.WhenAll(some.Select(id => records.Texts(id, cancellation))).ConfigureAwait(false))
                shown.AddRange(texts.Where(text => !CareFields.IsIdentity(text.Field) && (text.Field == CareFields.Remark || texts.Last(other => other.Field == text.Field) == text)));
        }

        return shown;
    }

    public async Task<string?> Reveal(CareLook look, CancellationToken cancellation = default)
    {
        if (!CareFields.IsIdentity(look.Field)) throw new ArgumentException($"{look.Field} is no identity field.", nameof(look));
        if (await records.Head(look.CareId, cancellation).ConfigureAwait(false) is null) return null;
        await looks.Note(look, cancellation).ConfigureAwait(false);
        return (await records.Texts(look.CareId, cancellation).ConfigureAwait(false)).LastOrDefault(text => text.Field == look.Field)?.Value;
    }

    public Task<IReadOnlyList<CareLook>> Looks(int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 1_000);
        return looks.List(limit, cancellation);
    }

    public async Task<CareTerms> Terms(CancellationToken cancellation = default) =>
        await documents.Load(TermsName, cancellation).ConfigureAwait(false) is { } kept ? RowJson.Read<CareTerms>(kept.Content) : CareTerms.Default;

    public Task<bool> SaveTerms(CareTerms terms, CancellationToken cancellation = default) => documents.Save(TermsName, terms.Version - 1, RowJson.Write(terms), cancellation);

    public async Task<IReadOnlyList<CarePerson>> UnderOtherTerms(int version, int limit, CancellationToken cancellation = default)
    {
        var lines = await lists.Where($"State eq {(int)CareState.Active} and Terms ne {version}", cancellation).ConfigureAwait(false);
        return [.. lines.OrderBy(line => line.RowKey, StringComparer.Ordinal).Take(limit).Select(line => line.ReadPerson())];
    }

    public async Task<IReadOnlyList<CarePerson>> Ripe(DateTimeOffset now, int limit, CancellationToken cancellation = default)
    {
        var lines = await lists.Where($"Rung le {Stretch.Long(now.UtcTicks)}", cancellation).ConfigureAwait(false);
        return [.. lines.OrderBy(line => line.Rung).ThenBy(line => line.RowKey, StringComparer.Ordinal).Take(limit).Select(line => line.ReadPerson())];
    }

    public async Task<IReadOnlyList<string>> Grids(CancellationToken cancellation = default) =>
        [.. (await lists.Where($"State eq {(int)CareState.Active}", cancellation).ConfigureAwait(false)).Select(line => line.Grid).Distinct().Order(StringComparer.Ordinal)];

    public async Task<DateTimeOffset?> NextRungAt(CancellationToken cancellation = default) =>
        (await lists.Where("Rung gt 0L", cancellation).ConfigureAwait(false)).Min(line => line.Rung) is { } next ? Instants.Of(next) : null;

    public async Task Finish(string subject, CancellationToken cancellation)
    {
        if (!subject.StartsWith(Plan, StringComparison.Ordinal))
        {
            await FinishEntry(subject, cancellation).ConfigureAwait(false);
            return;
        }

        var plan = subject[Plan.Length..];
        foreach (var save in await plans.Read(plan, cancellation).ConfigureAwait(false))
        {
            await Make(save, cancellation).ConfigureAwait(false);
            await FinishEntry(save.After.Id, cancellation).ConfigureAwait(false);
        }

        await plans.Forget(plan, cancellation).ConfigureAwait(false);
    }

    /// <summary>Why a save cannot be made as things stand; null when nothing stands against it.</summary>
    private async Task<CareSaved?> Hindrance(CareSave save, CancellationToken cancellation)
    {
        if (save.Deed.Key is { } key && await records.ByKey(key, cancellation).ConfigureAwait(false) is not null) return CareSaved.Repeated;
        if (((await records.Head(save.After.Id, cancellation).ConfigureAwait(false))?.Version ?? 0) != save.After.Version - 1) return CareSaved.Conflict;
        return save.After is { Version: 1, Reference: { } reference } && await records.ByReference(reference, cancellation).ConfigureAwait(false) is not null ? CareSaved.Conflict : null;
    }

    private async Task<bool> Make(CareSave save, CancellationToken cancellation)
    {
        var before = await records.Head(save.After.Id, cancellation).ConfigureAwait(false);
        return (before?.Version ?? 0) == save.After.Version - 1
            && await records.LayWays(save, cancellation).ConfigureAwait(false)
            && await records.Commit(save, before, stamps.Next(), cancellation).ConfigureAwait(false);
    }

    /// <summary>Does what follows a commit. A fault of the service leaves it to the pump: the commit stands.</summary>
    private async Task Follow(PendingNote note, CancellationToken cancellation)
    {
        try
        {
            await Finish(note.Subject, cancellation).ConfigureAwait(false);
            await pending.Clear(note, cancellation).ConfigureAwait(false);
        }
        catch (Azure.RequestFailedException)
        {
            // The note stands, and the pump comes by.
        }
    }

    private async Task FinishEntry(string id, CancellationToken cancellation)
    {
        while (await records.Head(id, cancellation).ConfigureAwait(false) is { } head)
        {
            await care.Put(head.Line(id), cancellation).ConfigureAwait(false);
            foreach (var former in head.Former.Split('|', StringSplitOptions.RemoveEmptyEntries)) await care.Remove(CareEntryRow.LinesOf(former), TableKeys.Safe(id), cancellation).ConfigureAwait(false);
            // A slower writer must not leave an older line over a newer one.
            if ((await records.Head(id, cancellation).ConfigureAwait(false))?.Version == head.Version) break;
        }

        foreach (var left in await care.List<Row>(Stretch.Of(CareEntryRow.PartitionOf(id)).Beginning(CareRecords.Outgoing), null, cancellation).ConfigureAwait(false))
        {
            await outbox.Put(EffectsJson.Read(left.ReadText()), cancellation).ConfigureAwait(false);
            await care.Remove(left.PartitionKey, left.RowKey, cancellation).ConfigureAwait(false);
        }
    }
}
