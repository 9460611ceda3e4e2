using System.Security.Cryptography;
using System.Text;
using GridCase.Api.SignIn;
using GridCase.Engine;

namespace GridCase.Local.Storage;

/// <summary>Accounts and systems' keys in SQLite; the secrets of keys are encrypted.</summary>
public sealed class SqliteAccountStore(Journal journal, KeyRing keys) : IAccountStore
{
    public Task<Account?> Find(string user, CancellationToken cancellation = default) =>
        Task.FromResult(journal.Read(session => AccountRows.Read(session.Statement($"{AccountRows.Columns} WHERE user = ?").Bind(1, user)).FirstOrDefault()));

    public Task Save(Account account, CancellationToken cancellation = default) => journal.Write(session => AccountRows.Write(session, account), cancellation);

    public Task<SystemKey?> FindKey(string keyId, CancellationToken cancellation = default) =>
        Task.FromResult(journal.Read(session => KeyRows.Read(session, keys, keyId).FirstOrDefault()));

    public Task SaveKey(SystemKey key, CancellationToken cancellation = default)
    {
        var secret = KeyRows.Sealed(key, keys);
        return journal.Write(session => KeyRows.Write(session, key, secret), cancellation);
    }

    public Task<KeyBook> LoadKeys(CancellationToken cancellation = default) =>
        Task.FromResult(journal.Read(session => new KeyBook(KeyRows.CountDeeds(session), KeyRows.Read(session, keys, null))));

    public Task<bool> KeepKey(SystemKey key, KeyDeed deed, int expectedDeeds, CancellationToken cancellation = default)
    {
        var secret = KeyRows.Sealed(key, keys);
        return journal.Write(
            session =>
            {
                if (KeyRows.CountDeeds(session) != expectedDeeds) return false;
                KeyRows.Write(session, key, secret);
                KeyRows.Write(session, deed);
                return true;
            },
            cancellation);
    }

    public Task<IReadOnlyList<KeyDeed>> KeyDeeds(int? before, int limit, CancellationToken cancellation = default)
    {
        Limits.Check(limit, 201);
        return Task.FromResult<IReadOnlyList<KeyDeed>>(journal.Read(session => KeyRows.Deeds(session, before ?? int.MaxValue, limit)));
    }

    public Task NoteKeyUse(string keyId, DateTimeOffset at, CancellationToken cancellation = default) => journal.Write(
        session => session.Statement("UPDATE system_keys SET used = ?2 WHERE id = ?1 AND (used IS NULL OR used <= ?3)")
            .Bind(1, keyId).Bind(2, at.UtcTicks).Bind(3, (at - SystemKey.UseGrain).UtcTicks).Run(),
        cancellation);

    public Task<bool> RememberSignature(string keyId, string signature, DateTimeOffset until, CancellationToken cancellation = default)
    {
        // Hashed, so that no length that a stranger sends grows the table.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{keyId}\n{signature}"));
        return journal.Write(
            session =>
            {
                session.Statement("DELETE FROM signatures WHERE until < ?").Bind(1, session.Now.UtcTicks).Run();
                return session.Statement("INSERT OR IGNORE INTO signatures (hash, until) VALUES (?, ?)").Bind(1, hash.AsSpan()).Bind(2, until.UtcTicks).Run() == 1;
            },
            cancellation);
    }
}
