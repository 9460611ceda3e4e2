using GridCase.Api.SignIn;
using GridCase.Engine;

namespace GridCase.Local.Storage.Memory;

/// <summary>Accounts and systems' keys in memory.</summary>
public sealed class MemoryAccountStore(MemoryJournal journal) : IAccountStore, IAccountRegister
{
    private readonly Dictionary<string, Account> accounts = [];
    private readonly Dictionary<int, AccountDeed> accountDeeds = [];
    private readonly Dictionary<string, SystemKey> keys = [];
    private readonly Dictionary<int, KeyDeed> deeds = [];
    private readonly Dictionary<(string, string), DateTimeOffset> signatures = [];

    public Task<Account?> Find(string user, CancellationToken cancellation = default) => Task.FromResult(journal.Read(_ => accounts.GetValueOrDefault(user)));

    public Task Save(Account account, CancellationToken cancellation = default) => journal.Write(session => Put(session, accounts, account.User, account), cancellation);

    public Task<SystemKey?> FindKey(string keyId, CancellationToken cancellation = default) => Task.FromResult(journal.Read(_ => keys.GetValueOrDefault(keyId)));

    public Task SaveKey(SystemKey key, CancellationToken cancellation = default) => journal.Write(session => PutKey(session, key), cancellation);

    public Task<KeyBook> LoadKeys(CancellationToken cancellation = default) => Task.FromResult(journal.Read(_ => new KeyBook(
        deeds.Count, [.. keys.Values.OrderBy(key => key.CreatedAt ?? DateTimeOffset.MinValue).ThenBy(key => key.KeyId, StringComparer.Ordinal)])));

    public Task<bool> KeepKey(SystemKey key, KeyDeed deed, int expectedDeeds, CancellationToken cancellation = default) => journal.Write(
        session =>
        {
            if (deeds.Count != expectedDeeds) return false;
            PutKey(session, key);
            Put(session, deeds, deed.Number, deed);
            return true;
        },
        cancellation);

    public Task<IReadOnlyList<KeyDeed>> KeyDeeds(int? before, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 201);
        return Task.FromResult(journal.Read<IReadOnlyList<KeyDeed>>(_ => [.. deeds.Values.Where(deed => deed.Number < (before ?? int.MaxValue)).OrderByDescending(deed => deed.Number).Take(limit)]));
    }

    public Task NoteKeyUse(string keyId, DateTimeOffset at, CancellationToken cancellation = default) => journal.Write(
        session =>
        {
            if (keys.TryGetValue(keyId, out var key) && key.IsUseWorthNoting(at)) Put(session, keys, keyId, key with { LastUsedAt = at });
        },
        cancellation);

    public Task<bool> RememberSignature(string keyId, string signature, DateTimeOffset until, CancellationToken cancellation = default) => journal.Write(
        session =>
        {
            foreach (var old in signatures.Where(seen => seen.Value < session.Now).ToList()) signatures.Remove(old.Key);
            if (signatures.ContainsKey((keyId, signature))) return false;
            Put(session, signatures, (keyId, signature), until);
            return true;
        },
        cancellation);

    /// <summary>When the key was last used is nobody's to write but the one who notes its use.</summary>
    private void PutKey(JournalSession session, SystemKey key) => Put(session, keys, key.KeyId, key with { LastUsedAt = keys.GetValueOrDefault(key.KeyId)?.LastUsedAt });

    public Task<IReadOnlyList<Account>> List(string? after, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, Limits.PageAndOne);
        return Task.FromResult<IReadOnlyList<Account>>(journal.Read(_ =>
            accounts.Values.Where(account => string.CompareOrdinal(account.User, after ?? "") > 0).OrderBy(account => account.User, StringComparer.Ordinal).Take(limit).ToList()));
    }

    public Task<IReadOnlyList<Account>> OfPeople(IReadOnlyCollection<string> personIds, CancellationToken cancellation = default) => Task.FromResult<IReadOnlyList<Account>>(journal.Read(_ =>
        personIds.Distinct().SelectMany(id => accounts.Values.Where(account => account.PersonId == id).OrderBy(account => account.User, StringComparer.Ordinal)).ToList()));

    public Task<int> DeedCount(CancellationToken cancellation = default) => Task.FromResult(journal.Read(_ => accountDeeds.Count));

    public Task<bool> Keep(IReadOnlyList<(Account Account, AccountDeed Deed)> changes, int expectedDeeds, CancellationToken cancellation = default) => journal.Write(
        session =>
        {
            if (accountDeeds.Count != expectedDeeds) return false;
            foreach (var (account, deed) in changes)
            {
                Put(session, accounts, account.User, account);
                Put(session, accountDeeds, deed.Number, deed);
            }

            return true;
        },
        cancellation);

    public Task<IReadOnlyList<AccountDeed>> Deeds(int? before, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, Limits.PageAndOne);
        return Task.FromResult<IReadOnlyList<AccountDeed>>(journal.Read(_ => accountDeeds.Values.Where(deed => deed.Number < (before ?? int.MaxValue)).OrderByDescending(deed => deed.Number).Take(limit).ToList()));
    }

    private static void Put<TKey, TValue>(JournalSession session, Dictionary<TKey, TValue> kept, TKey key, TValue value) where TKey : notnull
    {
        var had = kept.TryGetValue(key, out var before);
        MemoryCounty.Change(
            session,
            () => kept[key] = value,
            () =>
            {
                if (had) kept[key] = before!;
                else kept.Remove(key);
            });
    }
}
