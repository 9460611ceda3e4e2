namespace GridCase.Api.SignIn;

/// <summary>Local accounts and the keys of systems that sign their requests.</summary>
public interface IAccountStore
{
    Task<Account?> Find(string user, CancellationToken cancellation = default);

    /// <summary>Adds or replaces an account.</summary>
    Task Save(Account account, CancellationToken cancellation = default);

    Task<SystemKey?> FindKey(string keyId, CancellationToken cancellation = default);

    Task SaveKey(SystemKey key, CancellationToken cancellation = default);

    /// <summary>Remembers a signature until its time stamp is too old to be accepted; false when it was seen before.</summary>
    Task<bool> RememberSignature(string keyId, string signature, DateTimeOffset until, CancellationToken cancellation = default);
}

/// <summary>A person's way to sign in.</summary>
/// <param name="PasswordHash">Salted and slow (PBKDF2); never the password.</param>
public sealed record Account(string User, string PersonId, string PasswordHash, bool Disabled);

/// <summary>A system's key. The secret is kept encrypted at rest.</summary>
/// <param name="ActsAs">The person id in whose name the system acts, with the role Hotline or as the directory says.</param>
/// <param name="RetiredAt">From then on it is refused; two keys may overlap while one is rotated.</param>
public sealed record SystemKey(string KeyId, string Secret, string ActsAs, DateTimeOffset? RetiredAt);
