using System.Globalization;
using System.Security.Cryptography;

namespace GridCase.Api.SignIn;

/// <summary>Hashes and checks passwords: PBKDF2 with SHA-256, a salt of 16 bytes and 210,000 rounds. A hash names its own rounds, so they can grow.</summary>
public static class Passwords
{
    private const string Scheme = "pbkdf2-sha256";
    private const int Rounds = 210_000;
    private const int SaltLength = 16;
    private const string DrawnLetters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int DrawnLength = 14;
    private const int HashLength = 32;

    /// <summary>Checked against when there is no such user, so that the answer takes as long.</summary>
    internal static string OfNobody { get; } = Hash(Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));

    /// <summary>A new password: 14 small letters and digits that are not mistaken for each other, some 69 bits.</summary>
    public static string Draw() => RandomNumberGenerator.GetString(DrawnLetters, DrawnLength);

    /// <summary>A new hash with a salt of its own.</summary>
    public static string Hash(string password) => Hash(password, Rounds);

    internal static string Hash(string password, int rounds)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA256, HashLength);
        return string.Create(CultureInfo.InvariantCulture, $"{Scheme}${rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    /// <summary>Whether the password is the one that was hashed; false for a hash of another scheme.</summary>
    public static bool Matches(string hash, string password)
    {
        if (hash.Split('$') is not [Scheme, var roundsText, var salt, var expected]) return false;
        if (!int.TryParse(roundsText, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) || rounds < 1) return false;
        var wanted = Convert.FromBase64String(expected);
        var actual = Rfc2898DeriveBytes.Pbkdf2(password, Convert.FromBase64String(salt), rounds, HashAlgorithmName.SHA256, wanted.Length);
        return CryptographicOperations.FixedTimeEquals(wanted, actual);
    }
}
