using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GridCase.Workflows.Cases;

/// <summary>
/// Ids of cases. The internal id is a hash of channel and external id, so that creating the case's head is the idempotency check. The code
/// that people see (一案一码) is county, date and a short hash with a check digit, with no counter. Design §8.
/// </summary>
public static class CaseIds
{
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>32 lower-case hex digits.</summary>
    public static string Of(Channel channel, string externalId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{KebabCase.Of(channel)}\n{externalId}")).AsSpan(0, 16));

    /// <summary>For example <c>440804-260213-7KQ2MX9-4</c>: county, local date, seven characters of the id's hash, check character.</summary>
    public static string CodeOf(string countyCode, DateTimeOffset registeredAt, string caseId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(caseId));
        var date = registeredAt.ToOffset(Deadlines.ChinaTime.Offset).ToString("yyMMdd", CultureInfo.InvariantCulture);
        Span<char> tail = stackalloc char[7];
        for (var i = 0; i < tail.Length; i++) tail[i] = Alphabet[hash[i] & 31];
        var body = $"{countyCode}-{date}-{tail}";
        return $"{body}-{CheckCharacter(body)}";
    }

    /// <summary>False for a code that was mistyped: one wrong character, or two neighbours swapped, is seen.</summary>
    public static bool IsWellFormed(string code)
    {
        var cut = code.LastIndexOf('-');
        return cut > 0 && cut == code.Length - 2 && code[..cut].All(IsOfCodes) && code[^1] == CheckCharacter(code[..cut]);
    }

    private static bool IsOfCodes(char character) => character == '-' || char.IsAsciiDigit(character) || char.IsAsciiLetterUpper(character);

    /// <summary>Weighted sum modulo 31, a prime, so that neighbours swapped change it.</summary>
    private static char CheckCharacter(string body)
    {
        var sum = 0;
        var weight = 1;
        foreach (var character in body)
        {
            if (character == '-') continue;
            var digit = char.IsAsciiDigit(character) ? character - '0' : character - 'A' + 10;
            sum += digit * weight;
            weight = (weight * 3) % 31;
        }

        return Alphabet[sum % 31];
    }
}
