using System.Collections.Immutable;
using System.Text.Json;

namespace GridCase.Api.Counties;

/// <summary>Reads the Polygon or MultiPolygon of a GeoJSON feature.</summary>
internal static class OutlineGeometryReading
{
    /// <summary>A triangle and its first point again.</summary>
    private const int FewestPoints = 4;

    /// <summary>About 0.1 m.</summary>
    private const int Decimals = 6;

    private const string NoPolygon = "it has no Polygon or MultiPolygon";
    private const string NoRing = "a ring has fewer than 4 points";
    private const string NoPoint = "a point is not a longitude and a latitude";
    private const string OffTheEarth = "a point is not in degrees, longitude -180 to 180 and latitude -90 to 90; convert metres first";

    /// <summary>Its polygons, each ring closed; null with what is wrong.</summary>
    public static ImmutableArray<ImmutableArray<ImmutableArray<double>>>? Read(JsonElement feature, out string? fault)
    {
        fault = NoPolygon;
        if (!feature.TryGetProperty("geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object) return null;
        if (!geometry.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String || !geometry.TryGetProperty("coordinates", out var coordinates)) return null;
        IEnumerable<JsonElement> given = type.ValueEquals("Polygon") ? [coordinates] : type.ValueEquals("MultiPolygon") ? Items(coordinates) : [];
        var polygons = ImmutableArray.CreateBuilder<ImmutableArray<ImmutableArray<double>>>();
        foreach (var polygon in given)
        {
            var rings = ImmutableArray.CreateBuilder<ImmutableArray<double>>();
            foreach (var ring in Items(polygon))
            {
                if (Ring(ring, out fault) is not { } read) return null;
                rings.Add(read);
            }

            fault = NoPolygon;
            if (rings.Count == 0) return null;
            polygons.Add(rings.ToImmutable());
        }

        if (polygons.Count == 0) return null;
        fault = null;
        return polygons.ToImmutable();
    }

    private static ImmutableArray<double>? Ring(JsonElement ring, out string? fault)
    {
        var points = ImmutableArray.CreateBuilder<double>();
        foreach (var point in Items(ring))
        {
            fault = NoPoint;
            if (point.ValueKind != JsonValueKind.Array || point.GetArrayLength() < 2) return null;
            if (point[0].ValueKind != JsonValueKind.Number || point[1].ValueKind != JsonValueKind.Number) return null;
            fault = OffTheEarth;
            if (!point[0].TryGetDouble(out var lon) || !point[1].TryGetDouble(out var lat) || !(Math.Abs(lon) <= 180) || !(Math.Abs(lat) <= 90)) return null;
            points.Add(Math.Round(lon, Decimals));
            points.Add(Math.Round(lat, Decimals));
        }

        fault = NoRing;
        if (points.Count == 0) return null;
        // Some programs leave the last point out, which is the first again.
        if (points[0] != points[^2] || points[1] != points[^1]) points.AddRange(points[0], points[1]);
        if (points.Count < 2 * FewestPoints) return null;
        fault = null;
        return points.ToImmutable();
    }

    private static IEnumerable<JsonElement> Items(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];
}
