using System.Globalization;

namespace GridCase.Faults;

/// <summary>A list of seeds as it is written on a command line.</summary>
internal static class SeedList
{
    private const int Largest = 999_999;

    /// <summary>Null for what is no list.</summary>
    public static IReadOnlyList<int>? Read(string text)
    {
        var seeds = new List<int>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !Number(ends[0], out var first) || !Number(ends[^1], out var last) || last < first) return null;
            seeds.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return seeds;
    }

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= Largest;
}
