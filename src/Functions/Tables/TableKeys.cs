using System.Globalization;
using System.Text;

namespace GridCase.Functions.Tables;

/// <summary>How keys are written so that tables take them and sort them rightly.</summary>
/// <remarks>A key has no <c>/ \ # ?</c>, no control characters and at most 512 characters here; tables compare keys by code unit.</remarks>
internal static class TableKeys
{
    /// <summary>The largest character that keys here may end a stretch with: above all that <see cref="Safe"/> leaves.</summary>
    public const char Last = '\uffff';

    private const int Longest = 512;

    /// <summary>A text as part of a key: what tables refuse, and <c>!</c> itself, is written <c>!</c> and four hex digits. Different texts stay different.</summary>
    public static string Safe(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (character is '/' or '\\' or '#' or '?' or '!' or '\'' or '%' || char.IsControl(character)) safe.Append('!').Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
            else safe.Append(character);
        }

        return safe.Length <= Longest ? safe.ToString() : throw new ArgumentException($"A key of {safe.Length} characters is too long.", nameof(text));
    }

    /// <summary>The text that <see cref="Safe"/> was made of.</summary>
    public static string Plain(string safe)
    {
        if (!safe.Contains('!')) return safe;
        var plain = new StringBuilder(safe.Length);
        for (var at = 0; at < safe.Length; at++)
        {
            if (safe[at] != '!') plain.Append(safe[at]);
            else
            {
                plain.Append((char)int.Parse(safe.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                at += 4;
            }
        }

        return plain.ToString();
    }

    /// <summary>A number of up to 19 digits, so that keys sort as numbers do.</summary>
    public static string Ascending(long number, int digits = 19) => number.ToString("D" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A number, so that larger ones come first.</summary>
    public static string Descending(long number) => Ascending(long.MaxValue - number);

    public static long ReadAscending(ReadOnlySpan<char> key) => long.Parse(key, NumberStyles.None, CultureInfo.InvariantCulture);

    public static long ReadDescending(ReadOnlySpan<char> key) => long.MaxValue - ReadAscending(key);
}
