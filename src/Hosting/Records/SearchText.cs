using System.Globalization;
using GridCase.Workflows.Cases;

namespace GridCase.Hosting.Records;

/// <summary>What is typed into the search field: a case code, else the beginning of a category.</summary>
internal static class SearchText
{
    /// <summary>County, date, seven characters, check character.</summary>
    private const int CodeDashes = 3;

    public static bool IsCode(string text) => char.IsAsciiDigit(text[0]) && text.Count(character => character == '-') == CodeDashes && CaseIds.IsWellFormed(Code(text));

    public static string Code(string text) => text.Trim().ToUpperInvariant();

    /// <summary>The first text behind all that begin with the prefix.</summary>
    public static string AfterPrefix(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);
}

/// <summary>Places in a list of cases, as a page says them and the next query repeats them.</summary>
internal static class CasePlaces
{
    private const char InOrder = 'n';
    private const char ByChange = 'c';

    public static string Of(long key, bool byChange) => (byChange ? ByChange : InOrder) + key.ToString("x", CultureInfo.InvariantCulture);

    /// <exception cref="ArgumentException">The text is no place of such a list.</exception>
    public static long Read(string place, bool byChange)
    {
        if (place.Length > 1 && place[0] == (byChange ? ByChange : InOrder)
            && long.TryParse(place.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var key)) return key;
        throw new ArgumentException("This is no place of this list; begin again without it.", nameof(place));
    }
}
