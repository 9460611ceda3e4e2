using System.Security.Cryptography;
using System.Text;
using GridCase.Api.SignIn;
using GridCase.Engine;

namespace GridCase.Local.Storage;

/// <summary>Accounts and systems' keys in SQLite; the secrets of keys are encrypted.</summary>
public sealed class SqliteAccountStore(Journal journal, KeyRing keys) : IAccountStore
{
    public Task<Account?> Find(string user, CancellationToken cancellation = default) => Task.FromResult(journal.Read(session =>
    {
        var statement = session.Statement("SELECT person, password, disabled FROM accounts WHERE user = ?").Bind(1, user);
        var found = statement.Step() ? new Account(user, statement.Text(0), statement.Text(1), statement.Long(2) != 0) : null;
        statement.Reset();
        return found;
    }));

    public Task Save(Account account, CancellationToken cancellation = default) => journal.Write(
        session => session.Statement("INSERT OR REPLACE INTO accounts (user, person, password, disabled) VALUES (?, ?, ?, ?)")
            .Bind(1, account.User).Bind(2, account.PersonId).Bind(3, account.PasswordHash).Bind(4, account.Disabled ? 1 : 0).Run(),
        cancellation);

    public Task<SystemKey?> FindKey(string keyId, CancellationToken cancellation = default) => Task.FromResult(journal.Read(session =>
    {
        var statement = session.Statement("SELECT secret, acts_as, retired FROM system_keys WHERE id = ?").Bind(1, keyId);
        var found = statement.Step()
            ? new SystemKey(keyId, keys.Texts.Decrypt(statement.Bytes(0), PlaceOf(keyId)), statement.Text(1), Instants.Of(statement.LongOrNull(2)))
            : null;
        statement.Reset();
        return found;
    }));

    public Task SaveKey(SystemKey key, CancellationToken cancellation = default)
    {
        var secret = keys.Texts.Encrypt(key.Secret, PlaceOf(key.KeyId));
        return journal.Write(
            session => session.Statement("INSERT OR REPLACE INTO system_keys (id, secret, acts_as, retired) VALUES (?, ?, ?, ?)")
                .Bind(1, key.KeyId).Bind(2, secret).Bind(3, key.ActsAs).Bind(4, key.RetiredAt?.UtcTicks).Run(),
            cancellation);
    }

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

    private static string PlaceOf(string keyId) => "system-key/" + keyId;
}
