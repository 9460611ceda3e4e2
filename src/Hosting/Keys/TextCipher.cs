using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace GridCase.Hosting.Keys;

/// <summary>
/// AES-256-GCM with a random nonce for each value. The place of a value (case, fact, field) is authenticated with it, so a value that was moved
/// to another place does not open.
/// </summary>
/// <remarks>Layout: 1 byte of version, 12 of nonce, 16 of tag, then the ciphertext.</remarks>
public sealed class TextCipher
{
    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int Overhead = 1 + NonceLength + TagLength;

    // One for each thread: the object must not be shared, and to make one costs more than to encrypt.
    private readonly ThreadLocal<AesGcm> aes;

    internal TextCipher(byte[] key) => aes = new(() => new AesGcm(key, TagLength));

    /// <summary>Encrypts a text for its place.</summary>
    public byte[] Encrypt(string text, string place)
    {
        var plain = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, plain);
        var sealedBytes = Encrypt(plain.AsSpan(0, length), place);
        CryptographicOperations.ZeroMemory(plain.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(plain);
        return sealedBytes;
    }

    /// <summary>Encrypts bytes for their place.</summary>
    public byte[] Encrypt(ReadOnlySpan<byte> plain, string place)
    {
        var sealedBytes = new byte[Overhead + plain.Length];
        sealedBytes[0] = Version;
        var nonce = sealedBytes.AsSpan(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        aes.Value!.Encrypt(nonce, plain, sealedBytes.AsSpan(Overhead), sealedBytes.AsSpan(1 + NonceLength, TagLength), PlaceBytes(place));
        return sealedBytes;
    }

    /// <summary>Opens a text.</summary>
    /// <exception cref="CryptographicException">The value was changed, was moved from its place, or was written with another key.</exception>
    public string Decrypt(ReadOnlySpan<byte> sealedBytes, string place) => Encoding.UTF8.GetString(DecryptBytes(sealedBytes, place));

    /// <inheritdoc cref="Decrypt"/>
    public byte[] DecryptBytes(ReadOnlySpan<byte> sealedBytes, string place)
    {
        if (sealedBytes.Length < Overhead || sealedBytes[0] != Version) throw new CryptographicException($"The value at {place} was not written by this release or is damaged.");
        var plain = new byte[sealedBytes.Length - Overhead];
        aes.Value!.Decrypt(sealedBytes.Slice(1, NonceLength), sealedBytes[Overhead..], sealedBytes.Slice(1 + NonceLength, TagLength), plain, PlaceBytes(place));
        return plain;
    }

    /// <summary>The place of a case's text.</summary>
    internal static string PlaceOf(string caseId, int factNumber, string field) => $"{caseId}/{factNumber}/{field}";

    private static byte[] PlaceBytes(string place) => Encoding.UTF8.GetBytes(place);
}
