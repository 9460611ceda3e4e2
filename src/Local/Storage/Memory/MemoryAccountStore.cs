using GridCase.Api.SignIn;
using GridCase.Engine;

namespace GridCase.Local.Storage.Memory;

/// <summary>Accounts and systems' keys in memory.</summary>
public sealed class MemoryAccountStore(MemoryJournal journal) : IAccountStore
{
    private readonly Dictionary<string, Account> accounts = [];
    private readonly Dictionary<string, SystemKey> keys = [];
    private readonly Dictionary<(string, string), DateTimeOffset> signatures = [];

    public Task<Account?> Find(string user, CancellationToken cancellation = default) => Task.FromResult(journal.Read(_ => accounts.GetValueOrDefault(user)));

    public Task Save(Account account, CancellationToken cancellation = default) => journal.Write(session => Put(session, accounts, account.User, account), cancellation);

    public Task<SystemKey?> FindKey(string keyId, CancellationToken cancellation = default) => Task.FromResult(journal.Read(_ => keys.GetValueOrDefault(keyId)));

    public Task SaveKey(SystemKey key, CancellationToken cancellation = default) => journal.Write(session => Put(session, keys, key.KeyId, key), cancellation);

    public Task<bool> RememberSignature(string keyId, string signature, DateTimeOffset until, CancellationToken cancellation = default) => journal.Write(
        session =>
        {
            foreach (var old in signatures.Where(seen => seen.Value < session.Now).ToList()) signatures.Remove(old.Key);
            if (signatures.ContainsKey((keyId, signature))) return false;
            Put(session, signatures, (keyId, signature), until);
            return true;
        },
        cancellation);

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
