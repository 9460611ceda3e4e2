using System.Security.Cryptography;
using System.Text;

namespace GridCase.Local.Storage;

/// <summary>
/// The keys of one county: one for personal data, from which the key of the callers' hashes follows, and one for the seals, kept in a file of
/// its own so that it can live on another medium.
/// </summary>
public sealed class KeyRing
{
    internal const int KeyLength = 32;
    private const string DataFile = "data.key";
    private const string SealFile = "seal.key";

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

    /// <summary>Reads the keys of a folder, and makes them where there is no database yet.</summary>
    /// <exception cref="DataFolderUnusableException">A key is missing or damaged though there is a database, or the folder cannot be used.</exception>
    internal static KeyRing Open(string folder, bool mayCreate)
    {
        try
        {
            if (mayCreate) PrivateFiles.CreateFolder(folder);
            return new(Key(Path.Combine(folder, DataFile), mayCreate), Key(Path.Combine(folder, SealFile), mayCreate));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderUnusableException(
                DataFolderTrouble.Unusable, $"The keys in {folder} cannot be read or written: {error.Message} Check the rights of this account and the disk.", error);
        }
    }

    internal IncrementalHash Seal() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, seal);

    private static byte[] Key(string path, bool mayCreate)
    {
        if (!File.Exists(path))
        {
            if (!mayCreate)
            {
                throw new DataFolderUnusableException(
                    DataFolderTrouble.KeyMissing,
                    $"The key {path} is missing, but there is a database that was written with it. Put the key back from its backup; without it the personal data cannot be read.");
            }

            PrivateFiles.CreateOnce(path, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyLength)) + "\n"));
        }

        var text = File.ReadAllText(path).Trim();
        if (text.Length == KeyLength * 2 && text.All(char.IsAsciiHexDigit)) return Convert.FromHexString(text);
        throw new DataFolderUnusableException(DataFolderTrouble.KeyDamaged, $"The key {path} is damaged: {KeyLength * 2} hex digits are expected. Put it back from its backup.");
    }

    private static byte[] Derived(byte[] key, string use) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyLength, info: Encoding.ASCII.GetBytes("gridcase " + use));
}
