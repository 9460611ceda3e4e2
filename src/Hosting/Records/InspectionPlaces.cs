using System.Globalization;

namespace GridCase.Hosting.Records;

/// <summary>Places in a list of inspections, as a page says them and the next query repeats them.</summary>
internal static class InspectionPlaces
{
    public static string Of(long changed, long no, bool byChange) => byChange ? $"c{changed:x}.{no:x}" : $"n{no:x}";

    /// <exception cref="ArgumentException">The text is no place of such a list.</exception>
    public static (long Changed, long No) Read(string place, bool byChange)
    {
        var parts = place.Length > 1 && place[0] == (byChange ? 'c' : 'n') ? place[1..].Split('.') : [];
        if (parts.Length == (byChange ? 2 : 1) && parts.All(part => long.TryParse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _)))
        {
            var numbers = parts.Select(part => long.Parse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToArray();
            return byChange ? (numbers[0], numbers[1]) : (0, numbers[0]);
        }

        throw new ArgumentException("This is no place of this list; begin again without it.", nameof(place));
    }
}
