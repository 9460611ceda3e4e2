namespace GridCase.Api.SignIn;

/// <summary>Local accounts and the keys of systems that sign their requests.</summary>
public interface IAccountStore
{
    Task<Account?> Find(string user, CancellationToken cancellation = default);

    /// <summary>Adds or replaces an account.</summary>
    Task Save(Account account, CancellationToken cancellation = default);

    Task<SystemKey?> FindKey(string keyId, CancellationToken cancellation = default);

    /// <summary>Adds a key, or replaces all of it but when it was last used. For whoever makes a county; an administrator's deeds go through <see cref="KeepKey"/>.</summary>
    Task SaveKey(SystemKey key, CancellationToken cancellation = default);

    /// <summary>Every key there ever was, by when they were made, and how often somebody changed one.</summary>
    Task<KeyBook> LoadKeys(CancellationToken cancellation = default);

    /// <summary>Keeps a key and the deed that made or changed it, in one commit; false when another deed came first, and nothing is kept.</summary>
    /// <param name="expectedDeeds"><see cref="KeyBook.Deeds"/> as it was when the deed was decided.</param>
    Task<bool> KeepKey(SystemKey key, KeyDeed deed, int expectedDeeds, CancellationToken cancellation = default);

    /// <summary>What was done to keys, the newest first.</summary>
    /// <param name="before">Only deeds of a lower number; null for the newest.</param>
    /// <param name="limit">1 to 201.</param>
    Task<IReadOnlyList<KeyDeed>> KeyDeeds(int? before, int limit, CancellationToken cancellation = default);

    /// <summary>Notes that a key was used, coarsely: unless its last use is less than an hour older, nothing is written.</summary>
    Task NoteKeyUse(string keyId, DateTimeOffset at, CancellationToken cancellation = default);

    /// <summary>Remembers a signature until its time stamp is too old to be accepted; false when it was seen before.</summary>
    Task<bool> RememberSignature(string keyId, string signature, DateTimeOffset until, CancellationToken cancellation = default);
}

/// <summary>A person's way to sign in.</summary>
/// <param name="PasswordHash">Salted and slow (PBKDF2); never the password.</param>
public sealed record Account(string User, string PersonId, string PasswordHash, bool Disabled)
{
    /// <summary>True while the password is one that was drawn for the person, who has chosen none yet.</summary>
    public bool PasswordDrawn { get; init; }
}
