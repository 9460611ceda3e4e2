namespace GridCase.Api.SignIn;

/// <summary>Every key of a county, and how many deeds made them what they are.</summary>
public sealed record KeyBook(int Deeds, IReadOnlyList<SystemKey> Keys)
{
    public SystemKey? Find(string keyId) => Keys.FirstOrDefault(key => key.KeyId == keyId);

    /// <summary>
    /// The key by which the hotline's events are signed: of those usable now the newest by which the hotline has signed itself, for only that one is known
    /// to be known there; while it has signed by none, the newest.
    /// </summary>
    public SystemKey? ForHotlineEvents(DateTimeOffset now) => Keys
        .Where(key => key.Purpose == KeyPurpose.Hotline && key.IsUsableAt(now))
        .OrderBy(key => key.LastUsedAt is not null).ThenBy(key => key.CreatedAt ?? DateTimeOffset.MinValue).ThenBy(key => key.KeyId, StringComparer.Ordinal)
        .LastOrDefault();
}

/// <summary>What somebody did to a key.</summary>
/// <param name="Number">1, 2, 3 … over all keys.</param>
/// <param name="By">A person id, or <c>system:</c> and a name for the first start.</param>
/// <param name="RetiresAt">From when on the key is refused, where the deed says so.</param>
/// <param name="Forced">True when no other key of the hotline was left and the administrator insisted.</param>
public sealed record KeyDeed(int Number, DateTimeOffset At, string By, string KeyId, KeyDeedKind What, DateTimeOffset? RetiresAt = null, bool Forced = false);

public enum KeyDeedKind
{
    Created,
    Retired,
}
