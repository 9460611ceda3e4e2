using System.Security.Cryptography;
using System.Text;

namespace GridCase.Hosting.Keys;

/// <summary>
/// The keys of one county: one for personal data, from which the key of the callers' hashes follows, and one for the seals, kept
/// apart so that it can live elsewhere.
/// </summary>
public sealed class KeyRing
{
    internal const int KeyLength = 32;

    private readonly byte[] seal;

    private KeyRing(byte[] data, byte[] seal)
    {
        this.seal = seal;
        Texts = new TextCipher(Derived(data, "texts"));
        Callers = new CallerKeys(Derived(data, "callers"));
        Fingerprint = Convert.ToHexStringLower([.. Derived(data, "fingerprint").AsSpan(0, 8), .. Derived(seal, "fingerprint").AsSpan(0, 8)]);
    }

    /// <summary>Encrypts personal data and secrets.</summary>
    public TextCipher Texts { get; }

    /// <summary>Hashes callers' numbers.</summary>
    public CallerKeys Callers { get; }

    /// <summary>Says which keys these are without giving them away; kept in the database, so that other keys are noticed at once.</summary>
    internal string Fingerprint { get; }

    /// <summary>Keys that live as long as the process, for a county in memory.</summary>
    public static KeyRing Passing() => new(RandomNumberGenerator.GetBytes(KeyLength), RandomNumberGenerator.GetBytes(KeyLength));

    /// <summary>The ring of these two keys.</summary>
    /// <exception cref="ArgumentException">A key has not 32 bytes.</exception>
    public static KeyRing Of(byte[] data, byte[] seal) =>
        data.Length == KeyLength && seal.Length == KeyLength ? new(data, seal) : throw new ArgumentException($"A key has {KeyLength} bytes.");

    internal IncrementalHash Seal() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, seal);

    private static byte[] Derived(byte[] key, string use) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyLength, info: Encoding.ASCII.GetBytes("gridcase " + use));
}
