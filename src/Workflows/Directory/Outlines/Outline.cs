using System.Collections.Immutable;

namespace GridCase.Workflows.Directory.Outlines;

/// <summary>Where a place of the county lies (区域轮廓), for maps: nothing is decided by it.</summary>
/// <param name="Code">How the codes of its grids begin: 6 digits for the county, 9 for a town, 12 for a village, 15 for a grid.</param>
/// <param name="Polygons">
/// Each its outer ring and then the rings of its holes. A ring is longitude, latitude, longitude, latitude … in degrees to the sixth decimal (about 0.1 m), in whatever
/// system of coordinates the file was in; its last point is its first.
/// </param>
public sealed record Outline(string Code, ImmutableArray<ImmutableArray<ImmutableArray<double>>> Polygons)
{
    /// <summary>How many points its rings have together.</summary>
    public int Points() => Polygons.Sum(polygon => polygon.Sum(ring => ring.Length / 2));

    /// <summary>Whether the other is of the same place and the same points in the same order. Lists in records are compared by reference, these by what stands in them.</summary>
    public bool IsSameAs(Outline other) =>
        Code == other.Code && Polygons.Length == other.Polygons.Length && Polygons.Zip(other.Polygons).All(pair => IsSame(pair.First, pair.Second));

    private static bool IsSame(ImmutableArray<ImmutableArray<double>> one, ImmutableArray<ImmutableArray<double>> other) =>
        one.Length == other.Length && one.Zip(other).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second.AsSpan()));
}
