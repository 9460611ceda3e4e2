using System.Globalization;
using System.Text;
using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Intake;

/// <summary>Whether two orders speak of the same spot.</summary>
public static class Spots
{
    private const double EarthMetres = 6_371_000;
    private const int ShortestAddress = 4;

    /// <summary>Metres along the surface between two positions in degrees.</summary>
    public static double Metres(double latitude, double longitude, double otherLatitude, double otherLongitude)
    {
        var (a, b) = (double.DegreesToRadians(latitude), double.DegreesToRadians(otherLatitude));
        var north = Math.Sin((b - a) / 2);
        var east = Math.Sin(double.DegreesToRadians(otherLongitude - longitude) / 2);
        return 2 * EarthMetres * Math.Asin(Math.Min(1, Math.Sqrt((north * north) + (Math.Cos(a) * Math.Cos(b) * east * east))));
    }

    /// <summary>
    /// An address written in one way: without blanks and marks, wide digits and letters as narrow ones. Null for one without a number, such as 路边: it
    /// names no spot, and two of them are not the same.
    /// </summary>
    public static string? NormalisedAddress(string? address)
    {
        if (string.IsNullOrWhiteSpace(address)) return null;
        var kept = new StringBuilder(address.Length);
        foreach (var character in address.Normalize(NormalizationForm.FormKC))
            if (char.IsLetterOrDigit(character)) kept.Append(char.ToLower(character, CultureInfo.InvariantCulture));
        var normalised = kept.ToString();
        return normalised.Length >= ShortestAddress && normalised.Any(char.IsAsciiDigit) ? normalised : null;
    }

    /// <summary>How far apart two cases were reported, or null where one has no position.</summary>
    internal static double? Apart(CaseFile one, CaseFile other) =>
        one.Origin is { Latitude: { } a, Longitude: { } b } && other.Origin is { Latitude: { } c, Longitude: { } d } ? Metres(a, b, c, d) : null;

    /// <summary>Whether both name the same address.</summary>
    internal static bool SameAddress(CaseFile one, CaseFile other) => one.Origin.AddressKey is { } key && key == other.Origin.AddressKey;
}
