using System.Security.Cryptography;
using System.Text;
using GridCase.Workflows.Intake;

namespace GridCase.Hosting.Keys;

/// <summary>
/// Turns a caller's number into a keyed hash, so that repeats are found without the number. The same number written in another way gives the
/// same hash; without the key the hash says nothing.
/// </summary>
public sealed class CallerKeys
{
    private const string China = "86";
    private readonly byte[] key;

    internal CallerKeys(byte[] key) => this.key = key;

    /// <summary>The hash as 64 hex digits, or null when there are no digits to hash.</summary>
    public string? Of(string? phone) =>
        Normalised(phone) is { Length: > 0 } digits ? Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(digits))) : null;

    /// <summary>The hash of an address as 64 hex digits, the same however it is written; null for one that names no spot.</summary>
    public string? OfAddress(string? address) =>
        Spots.NormalisedAddress(address) is { } normalised ? Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("address\n" + normalised))) : null;

    /// <summary>Digits only, wide ones too; without the country code of China, written +86, 0086 or 86 before an 11-digit mobile number.</summary>
    internal static string Normalised(string? phone)
    {
        if (phone is null) return "";
        var digits = new StringBuilder(phone.Length);
        var abroad = false;
        foreach (var character in phone)
        {
            if (character is '+' or '＋' && digits.Length == 0) abroad = true;
            else if (char.IsDigit(character)) digits.Append((char)('0' + (int)char.GetNumericValue(character)));
        }

        var number = digits.ToString();
        if (abroad && number.StartsWith(China, StringComparison.Ordinal)) return number[2..];
        if (number.StartsWith("0086", StringComparison.Ordinal)) return number[4..];
        return number.Length == 13 && number.StartsWith(China + "1", StringComparison.Ordinal) ? number[2..] : number;
    }
}
