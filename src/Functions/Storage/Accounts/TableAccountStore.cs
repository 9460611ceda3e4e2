using System.Text;
using GridCase.Api.SignIn;
using GridCase.Functions.Tables;

namespace GridCase.Functions.Storage;

/// <summary>Accounts and systems' keys in a table; the secrets of keys are encrypted.</summary>
internal sealed class TableAccountStore(CountyTables tables, KeyRing ring, TableAccountRegister accounts, SignatureBook signatures) : IAccountStore
{
    private const string Partition = "keys";
    private const string IdKey = "key|";

    private readonly DeedBook<KeyDeed> deeds = new(tables.Accounts, Partition, deed => deed.Number);

    public Task<Account?> Find(string user, CancellationToken cancellation = default) => accounts.Find(user, cancellation);

    public Task Save(Account account, CancellationToken cancellation = default) => accounts.Save(account, cancellation);

    public async Task<SystemKey?> FindKey(string keyId, CancellationToken cancellation = default) => await RowOf(keyId, cancellation).ConfigureAwait(false) is { } row ? Read(row) : null;

    public async Task SaveKey(SystemKey key, CancellationToken cancellation = default)
    {
        while (!await tables.Accounts.Commit(await Change(key, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false)) cancellation.ThrowIfCancellationRequested();
    }

    public async Task<KeyBook> LoadKeys(CancellationToken cancellation = default)
    {
        // Counted first: what is decided on keys newer than the count is refused, never the other way round.
        var count = await deeds.Count(cancellation).ConfigureAwait(false);
        var rows = await tables.Accounts.List<Row>(Stretch.Of(Partition).Beginning(IdKey), null, cancellation).ConfigureAwait(false);
        return new(count, [.. rows.Select(Read).OrderBy(key => key.CreatedAt ?? DateTimeOffset.MinValue).ThenBy(key => key.KeyId, StringComparer.Ordinal)]);
    }

    public async Task<bool> KeepKey(SystemKey key, KeyDeed deed, int expectedDeeds, CancellationToken cancellation = default)
    {
        while (true)
        {
            var end = await deeds.Keep([deed], expectedDeeds, await Change(key, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
            if (end != DeedEnd.Again) return end == DeedEnd.Kept;
        }
    }

    public Task<IReadOnlyList<KeyDeed>> KeyDeeds(int? before, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, Limits.PageAndOne);
        return deeds.List(before, limit, cancellation);
    }

    public async Task NoteKeyUse(string keyId, DateTimeOffset at, CancellationToken cancellation = default)
    {
        while (await RowOf(keyId, cancellation).ConfigureAwait(false) is { } row && Read(row).IsUseWorthNoting(at))
        {
            row.At = at.UtcTicks;
            if (await tables.Accounts.Replace(row, cancellation).ConfigureAwait(false)) return;
        }
    }

    public Task<bool> RememberSignature(string keyId, string signature, DateTimeOffset until, CancellationToken cancellation = default) => signatures.Remember(keyId, signature, until, cancellation);

    /// <summary>The key as a change of its row. When it was last used is nobody's to write but the one who notes its use.</summary>
    private async Task<Batch> Change(SystemKey key, CancellationToken cancellation)
    {
        var before = await RowOf(key.KeyId, cancellation).ConfigureAwait(false);
        var row = before ?? Row.Of(Partition, IdKey + TableKeys.Safe(key.KeyId));
        row.Word = Encoding.UTF8.GetString(RowJson.Write(key with { Secret = "", LastUsedAt = null }));
        row.With(ring.Texts.Encrypt(key.Secret, PlaceOf(key.KeyId)));
        return before is null ? new Batch().Add(row) : new Batch().Replace(row);
    }

    private static string PlaceOf(string keyId) => "system-key/" + keyId;

    private SystemKey Read(Row row)
    {
        var key = RowJson.Read<SystemKey>(Encoding.UTF8.GetBytes(row.Word!));
        return key with { Secret = ring.Texts.Decrypt(row.ReadBody(), PlaceOf(key.KeyId)), LastUsedAt = Instants.Of(row.At) };
    }

    private Task<Row?> RowOf(string keyId, CancellationToken cancellation) => tables.Accounts.Find<Row>(Partition, IdKey + TableKeys.Safe(keyId), cancellation);
}
