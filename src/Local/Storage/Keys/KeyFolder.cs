using System.Security.Cryptography;
using System.Text;

namespace GridCase.Local.Storage;

/// <summary>The two keys of a county as files of a folder, each of its own so that one can live on another medium.</summary>
internal static class KeyFolder
{
    private const string DataFile = "data.key";
    private const string SealFile = "seal.key";

    /// <summary>Reads the keys of a folder, and makes them where there is no database yet.</summary>
    /// <exception cref="DataFolderUnusableException">A key is missing or damaged though there is a database, or the folder cannot be used.</exception>
    public static KeyRing Open(string folder, bool mayCreate)
    {
        try
        {
            if (mayCreate) PrivateFiles.CreateFolder(folder);
            return KeyRing.Of(Key(Path.Combine(folder, DataFile), mayCreate), Key(Path.Combine(folder, SealFile), mayCreate));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderUnusableException(
                DataFolderTrouble.Unusable, $"The keys in {folder} cannot be read or written: {error.Message} Check the rights of this account and the disk.", error);
        }
    }

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

            PrivateFiles.CreateOnce(path, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyRing.KeyLength)) + "\n"));
        }

        var text = File.ReadAllText(path).Trim();
        if (text.Length == KeyRing.KeyLength * 2 && text.All(char.IsAsciiHexDigit)) return Convert.FromHexString(text);
        throw new DataFolderUnusableException(DataFolderTrouble.KeyDamaged, $"The key {path} is damaged: {KeyRing.KeyLength * 2} hex digits are expected. Put it back from its backup.");
    }
}
