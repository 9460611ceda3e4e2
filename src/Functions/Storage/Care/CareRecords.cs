using System.Security.Cryptography;
using System.Text;
using GridCase.Functions.Tables;
using GridCase.Workflows.Care;

namespace GridCase.Functions.Storage;

/// <summary>Entries of the register with their history and texts, each in a partition of its own; and the ways to them by key and by reference.</summary>
internal sealed class CareRecords(Shelf care, TextCipher cipher)
{
    public const string Outgoing = "out|";

    private const string Deed = "deed|";
    private const string Text = "text|";
    private const string One = "one";

    public Task<CareEntryRow?> Head(string id, CancellationToken cancellation) => care.Find<CareEntryRow>(CareEntryRow.PartitionOf(id), CareEntryRow.Key, cancellation);

    public async Task<IReadOnlyList<CareDeed>> Deeds(string id, int after, int limit, CancellationToken cancellation)
    {
        var rows = await care.List<Row>(Stretch.Of(CareEntryRow.PartitionOf(id)).From(DeedOf(after + 1)).Until(Deed + TableKeys.Last), limit, cancellation).ConfigureAwait(false);
        return [.. rows.Select(row => RowJson.Read<CareDeed>(row.ReadBody()))];
    }

    /// <summary>Every text of an entry, in the order in which they were written.</summary>
    public async Task<IReadOnlyList<KeptCareText>> Texts(string id, CancellationToken cancellation)
    {
        var rows = await care.List<Row>(Stretch.Of(CareEntryRow.PartitionOf(id)).Beginning(Text), null, cancellation).ConfigureAwait(false);
        return [.. rows.Select(row => new KeptCareText(id, (int)row.Number!.Value, row.Word!, cipher.Decrypt(row.ReadBody(), PlaceOf(id, (int)row.Number.Value, row.Word!))))];
    }

    /// <summary>The deed that was done with a key. The way to it may have been laid by a save that was never made.</summary>
    public async Task<CareDeed?> ByKey(string key, CancellationToken cancellation)
    {
        foreach (var way in await care.List<Row>(Stretch.Of(WayOf(key)), null, cancellation).ConfigureAwait(false))
        {
            var id = TableKeys.Plain(way.RowKey);
            if (await care.Find<Row>(CareEntryRow.PartitionOf(id), WayOf(key), cancellation).ConfigureAwait(false) is { } done)
                return (await Deeds(id, (int)done.Number!.Value - 1, 1, cancellation).ConfigureAwait(false))[0];
        }

        return null;
    }

    public async Task<CareEntryRow?> ByReference(string reference, CancellationToken cancellation)
    {
        var way = await care.Find<Row>(ReferenceOf(reference), One, cancellation).ConfigureAwait(false);
        return way is not null && await Head(way.Word!, cancellation).ConfigureAwait(false) is { } head && head.Reference == reference ? head : null;
    }

    /// <summary>Lays the ways to what is about to be saved; false when the reference is another entry's.</summary>
    public async Task<bool> LayWays(CareSave save, CancellationToken cancellation)
    {
        if (save.Deed.Key is { } key) await care.Put(Row.Of(WayOf(key), TableKeys.Safe(save.After.Id)), cancellation).ConfigureAwait(false);
        if (save.After is not { Version: 1, Reference: { } reference }) return true;
        var way = Row.Of(ReferenceOf(reference), One);
        way.Word = save.After.Id;
        if (await care.Add(way, cancellation).ConfigureAwait(false)) return true;
        var there = await care.Find<Row>(way.PartitionKey, One, cancellation).ConfigureAwait(false);
        if (there is null || await Head(there.Word!, cancellation).ConfigureAwait(false) is not null) return there?.Word == save.After.Id;
        // Laid by a save that was never made.
        way.ETag = there.ETag;
        return await care.Replace(way, cancellation).ConfigureAwait(false);
    }

    /// <summary>Makes a save: all of it or nothing. False when the entry is not as it was read, or the key was used.</summary>
    public Task<bool> Commit(CareSave save, CareEntryRow? before, long changed, CancellationToken cancellation)
    {
        var (id, number) = (save.After.Id, save.Deed.Number);
        var (partition, head) = (CareEntryRow.PartitionOf(id), CareEntryRow.Of(save, before, changed));
        var batch = before is null ? new Batch().Add(head) : new Batch().Replace(head);
        batch.Add(Row.Of(partition, DeedOf(number)).With(RowJson.Write(save.Deed)));
        foreach (var (text, place) in save.Texts.Select((text, place) => (text, place)))
        {
            var row = Row.Of(partition, $"{Text}{TableKeys.Ascending(number, 6)}|{TableKeys.Ascending(place, 3)}").With(cipher.Encrypt(text.Value, PlaceOf(id, number, text.Field)));
            (row.Number, row.Word) = (number, text.Field);
            batch.Add(row);
        }

        if (save.Deed.Key is { } key)
        {
            var done = Row.Of(partition, WayOf(key));
            done.Number = number;
            batch.Add(done);
        }

        if (!save.Notices.IsEmpty) batch.Put(Row.Of(partition, Outgoing + TableKeys.Ascending(number, 6)).With(EffectsJson.Write(new(save.Notices, [], []))));
        return care.Commit(batch, cancellation);
    }

    private static string DeedOf(int number) => Deed + TableKeys.Ascending(number, 6);

    private static string WayOf(string key) => "key|" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static string ReferenceOf(string reference) => "reference|" + TableKeys.Safe(reference);

    private static string PlaceOf(string id, int number, string field) => $"care/{id}/{number}/{field}";
}
