using System.ComponentModel.DataAnnotations;
using GridCase.Api.SignIn;

namespace GridCase.Api.Keys;

/// <summary>A key that an administrator wants made.</summary>
public sealed record KeyDocument
{
    /// <summary>hotline, window, petition, police, public or open311.</summary>
    [Required]
    public KeyPurpose? Purpose { get; init; }

    /// <summary>Whose it is. No two keys that are not retired bear the same name.</summary>
    [Required, StringLength(60, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>The person in whose name the system acts. Left out for the hotline: its operator.</summary>
    [StringLength(64, MinimumLength = 1)]
    public string? ActsAs { get; init; }
}

/// <summary>From when on a key is to be refused.</summary>
public sealed record RetirementDocument
{
    /// <summary>An instant to come, so that the old key and a new one overlap; left out: now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Retires the last key of the hotline too: nothing comes in from it, and no event is sent to it, until there is another.</summary>
    public bool Force { get; init; }
}

/// <summary>A key as it may be shown: never its secret.</summary>
/// <param name="State">usable, retiring (usable until retiredAt) or retired.</param>
/// <param name="LastUsedAt">To the hour; null while it was never used.</param>
/// <param name="SignsEvents">True for the key by which the hotline's events are signed now.</param>
public sealed record KeyLine(
    string KeyId, KeyPurpose Purpose, string Name, string ActsAs, string? ActsAsName, KeyState State, DateTimeOffset? CreatedAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RetiredAt, bool SignsEvents);

public enum KeyState
{
    Usable,
    Retiring,
    Retired,
}

/// <summary>A new key with its secret, which is shown this once.</summary>
/// <param name="ApiKey">The same as one word, as an Open311 client sends it; null for other purposes.</param>
public sealed record NewKey(string KeyId, string Secret, string? ApiKey, KeyPurpose Purpose, string Name, string ActsAs, DateTimeOffset CreatedAt);

/// <summary>What somebody did to a key.</summary>
public sealed record KeyDeedLine(int Number, DateTimeOffset At, string By, string? Name, string KeyId, KeyDeedKind What, DateTimeOffset? RetiresAt, bool Forced);
