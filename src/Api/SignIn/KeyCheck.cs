using System.Security.Cryptography;
using System.Text;

namespace GridCase.Api.SignIn;

/// <summary>Finds keys that systems present, and notes that they were used.</summary>
internal sealed class KeyCheck(IAccountStore accounts, TimeProvider time)
{
    private const int LongestId = 64;
    private const int LongestSecret = 256;

    /// <summary>Compared with when there is no such key, so that the answer takes as long.</summary>
    public const string NoSecret = "no such key";

    /// <summary>The key, if it is usable now; null for one that is unknown or retired, and for one whose secret everybody knows, being empty.</summary>
    public async Task<SystemKey?> Usable(string keyId, CancellationToken cancellation) =>
        keyId.Length is > 0 and <= LongestId && await accounts.FindKey(keyId, cancellation) is { Secret.Length: > 0 } key && key.IsUsableAt(time.GetUtcNow()) ? key : null;

    /// <summary>
    /// The key that a client presents as one word, <c>id.secret</c>, as Open311 does; null when it is unknown, retired, of another purpose or the secret is
    /// wrong, and how long that takes does not say which.
    /// </summary>
    public async Task<SystemKey?> OfWord(string? word, KeyPurpose purpose, CancellationToken cancellation)
    {
        var dot = word?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot <= 0 || word!.Length - dot > LongestSecret) return null;
        var key = await Usable(word[..dot], cancellation);
        var expected = key?.Purpose == purpose ? key.Secret : NoSecret;
        if (!Same(expected, word[(dot + 1)..]) || key?.Purpose != purpose) return null;
        await NoteUse(key, cancellation);
        return key;
    }

    /// <summary>At most one write for each key and hour.</summary>
    public async Task NoteUse(SystemKey key, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (key.IsUseWorthNoting(now)) await accounts.NoteKeyUse(key.KeyId, now, cancellation);
    }

    /// <summary>Hashed first, so that not even the length is told by the time.</summary>
    private static bool Same(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(expected)), SHA256.HashData(Encoding.UTF8.GetBytes(given)));
}
