using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using GridCase.Workflows.Directory.Outlines;

namespace GridCase.Api.Counties;

/// <summary>Outlines as a GeoJSON FeatureCollection (RFC 7946); whatever else stands in it is passed over.</summary>
public sealed record OutlinesDocument
{
    /// <summary>FeatureCollection.</summary>
    [Required]
    public string? Type { get; init; }

    /// <summary>At most 5,000; with none, all outlines are taken away.</summary>
    [Required]
    public IReadOnlyList<OutlineFeatureDocument>? Features { get; init; }
}

/// <summary>One place of a file. Features of one code are one place.</summary>
public sealed record OutlineFeatureDocument
{
    /// <summary>Feature.</summary>
    [Required]
    public string? Type { get; init; }

    /// <summary>The code, where no property says it.</summary>
    public JsonElement Id { get; init; }

    /// <summary>The code of the place stands in the first of <c>code</c>, <c>adcode</c>, <c>gridCode</c>, <c>网格编码</c> and <c>区划代码</c> that is there, as text or as a number.</summary>
    public JsonElement Properties { get; init; }

    [Required]
    public OutlineGeometryDocument? Geometry { get; init; }
}

public sealed record OutlineGeometryDocument
{
    /// <summary>Polygon or MultiPolygon.</summary>
    [Required]
    public string? Type { get; init; }

    /// <summary>Degrees, longitude first. What stands behind the second number of a position is passed over.</summary>
    [Required]
    public JsonElement Coordinates { get; init; }
}

/// <summary>Outlines as GeoJSON: of one place and of those straight below it, as far as there are any.</summary>
/// <param name="Type">FeatureCollection.</param>
/// <param name="Within">The place that was asked for.</param>
/// <param name="Version">Of the county's outlines; 0 where there never were any.</param>
public sealed record OutlineCollection(string Type, string Within, int Version, IReadOnlyList<OutlineFeature> Features);

/// <param name="Type">Feature.</param>
/// <param name="Id">The code of the place.</param>
public sealed record OutlineFeature(string Type, string Id, OutlineProperties Properties, OutlineGeometry Geometry);

public sealed record OutlineProperties(string Code, string? Name, PlaceLevel Level);

/// <param name="Type">MultiPolygon, always.</param>
/// <param name="Coordinates">Polygons of rings of positions: longitude and latitude in degrees.</param>
public sealed record OutlineGeometry(string Type, IReadOnlyList<IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>>> Coordinates);

/// <summary>What was taken of a file.</summary>
/// <param name="Saved">False where everything was there already, and for a file that names no place.</param>
/// <param name="Features">In the file.</param>
/// <param name="Outlined">Places of the file that have their outline now.</param>
/// <param name="Unknown">Features whose code is of no place of the county; they were passed over.</param>
/// <param name="UnknownCodes">The first 100 of their codes, shortened to 40 characters.</param>
/// <param name="WithoutCode">Features that say no code; they were passed over.</param>
public sealed record OutlinesTaken(bool Saved, int Features, int Outlined, int Unknown, IReadOnlyList<string> UnknownCodes, int WithoutCode, OutlineStanding Standing);

/// <summary>How far the county is outlined, and who changed it.</summary>
/// <param name="Version">To be given as If-Match with a change.</param>
/// <param name="Points">Of all outlines together.</param>
/// <param name="Deeds">Newest first, the last 50.</param>
public sealed record OutlineStanding(int Version, int Points, IReadOnlyList<OutlineTally> Levels, IReadOnlyList<OutlineDeedLine> Deeds);

/// <summary>How many places of a floor have an outline.</summary>
public sealed record OutlineTally(PlaceLevel Level, int Outlined, int Places);

/// <param name="Outlined">How many places had an outline after it.</param>
public sealed record OutlineDeedLine(DateTimeOffset At, string By, string? Name, int Outlined);
