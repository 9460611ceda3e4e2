using GridCase.Workflows.Cases;

namespace GridCase.Hosting.Records;

/// <summary>Squares of a hundredth of a degree, about a kilometre, by which cases near a spot are found though no index says the spot.</summary>
internal static class Squares
{
    /// <summary>How many columns a row has.</summary>
    public const long Columns = 36_001;

    private const double PerDegree = 100;
    private const double MetresPerDegree = 111_195;

    /// <summary>From south to north, 0 to 18,000.</summary>
    public static long Row(double latitude) => (long)Math.Floor((Math.Clamp(latitude, -90, 90) + 90) * PerDegree);

    /// <summary>From west to east, 0 to 36,000.</summary>
    public static long Column(double longitude) => (long)Math.Floor((Math.Clamp(longitude, -180, 180) + 180) * PerDegree);

    /// <summary>The squares that the distance of a query may reach: for each row of them the first column and the last; none without a position.</summary>
    public static IEnumerable<(long Row, long West, long East)> Around(LikenessQuery query)
    {
        if (query is not { Latitude: { } latitude, Longitude: { } longitude }) yield break;
        var north = query.Metres / MetresPerDegree;
        var east = north / Math.Max(0.01, Math.Cos(double.DegreesToRadians(latitude)));
        for (var row = Row(latitude - north); row <= Row(latitude + north); row++) yield return (row, Column(longitude - east), Column(longitude + east));
    }
}
