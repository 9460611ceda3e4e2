namespace GridCase.Api.SignIn;

/// <summary>A system's key. The secret is kept encrypted at rest.</summary>
/// <param name="ActsAs">The person id in whose name the system acts, with the roles that the directory gives that person.</param>
/// <param name="RetiredAt">From then on it is refused; two keys may overlap while one is rotated.</param>
public sealed record SystemKey(string KeyId, string Secret, string ActsAs, DateTimeOffset? RetiredAt)
{
    /// <summary>How coarsely a use is kept: at most one write for each key in so long.</summary>
    public static TimeSpan UseGrain { get; } = TimeSpan.FromHours(1);

    /// <summary>Which doors it opens.</summary>
    public KeyPurpose Purpose { get; init; }

    /// <summary>Whose it is, in the administrators' words; empty for keys older than this release.</summary>
    public string Name { get; init; } = "";

    /// <summary>Null for keys older than this release.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>To <see cref="UseGrain"/>; null while it was never used.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    public bool IsUsableAt(DateTimeOffset at) => !(RetiredAt <= at);

    /// <summary>True when a use at this instant is worth a write.</summary>
    public bool IsUseWorthNoting(DateTimeOffset at) => LastUsedAt is not { } last || at - last >= UseGrain;

    /// <summary>Without the secret: what is printed may end in a log.</summary>
    public override string ToString() => $"{Purpose} key {KeyId}";
}
