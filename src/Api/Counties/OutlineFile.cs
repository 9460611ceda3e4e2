using System.Collections.Immutable;
using System.Text.Json;
using GridCase.Api.Problems;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Directory.Outlines;

namespace GridCase.Api.Counties;

/// <summary>What a GeoJSON file says of the county's places.</summary>
/// <param name="Outlines">By place, each once: several features of one code are one place.</param>
/// <param name="Unknown">How many features have the code of no place of the county.</param>
internal sealed record OutlineFile(ImmutableArray<Outline> Outlines, int Features, int Unknown, IReadOnlyList<string> UnknownCodes, int WithoutCode)
{
    public const int MostFeatures = 5_000;
    public const int MostPoints = 200_000;
    public const int MostPointsOfPlace = 20_000;

    private const int MostFindings = 200;
    private const int MostUnknownCodes = 100;
    private const int LongestCode = 40;

    private static readonly string[] CodeProperties = ["code", "adcode", "gridCode", "网格编码", "区划代码"];

    /// <exception cref="ProblemException">400 for what is no FeatureCollection or too much of one; 422 with every feature that cannot be drawn.</exception>
    public static OutlineFile Read(JsonElement root, CountyDirectory directory)
    {
        var features = FeaturesOf(root);
        var places = new Dictionary<string, List<ImmutableArray<ImmutableArray<double>>>>();
        var (unknown, faults) = (new List<string>(), new List<ProblemFinding>());
        var withoutCode = 0;
        foreach (var (at, feature) in features.Index())
        {
            if (CodeOf(feature) is not { } code) withoutCode++;
            else if (directory.PlaceOf(code) is not { } place) unknown.Add(code.Length > LongestCode ? code[..LongestCode] : code);
            else if (OutlineGeometryReading.Read(feature, out var fault) is { } polygons) Into(places, place).AddRange(polygons);
            else faults.Add(new($"features[{at}]", fault!, Value: code));
        }

        if (faults.Count > 0) throw Invalid(faults);
        Outline[] outlines = [.. places.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new Outline(entry.Key, [.. entry.Value]))];
        if (outlines.FirstOrDefault(outline => outline.Points() > MostPointsOfPlace) is { } large)
            throw TooMany($"The outline of {large.Code} has {large.Points()} points; at most {MostPointsOfPlace} are taken of one place. Simplify it first.");
        return new([.. outlines], features.Count, unknown.Count, [.. unknown.Distinct().Take(MostUnknownCodes)], withoutCode);
    }

    private static List<ImmutableArray<ImmutableArray<double>>> Into(Dictionary<string, List<ImmutableArray<ImmutableArray<double>>>> places, string place)
    {
        if (!places.TryGetValue(place, out var polygons)) places[place] = polygons = [];
        return polygons;
    }

    private static List<JsonElement> FeaturesOf(JsonElement root)
    {
        if (!root.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String || !type.ValueEquals("FeatureCollection"))
            throw ProblemException.Malformed("invalid-value", "Send a GeoJSON FeatureCollection.", "type");
        if (!root.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
            throw ProblemException.Malformed("invalid-value", "features is a list of GeoJSON features.", "features");
        return features.GetArrayLength() <= MostFeatures ? [.. features.EnumerateArray()] : throw TooMany($"The file has more than {MostFeatures} features.");
    }

    /// <summary>The code as it is written, spaces around it left out; none where no property says one.</summary>
    private static string? CodeOf(JsonElement feature)
    {
        if (feature.ValueKind != JsonValueKind.Object) return null;
        if (feature.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
            foreach (var name in CodeProperties)
                if (properties.TryGetProperty(name, out var value) && TextOf(value) is { } code) return code;
        return feature.TryGetProperty("id", out var id) ? TextOf(id) : null;
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Trim() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    /// <summary>The book, if maps can be drawn from it without making anybody wait.</summary>
    /// <exception cref="ProblemException">400 when it has too many points, those that stay among them.</exception>
    public static OutlineBook Bounded(OutlineBook book) => book.Outlines.Sum(outline => outline.Points()) is > MostPoints and var points
        ? throw TooMany($"All outlines would have {points} points together; at most {MostPoints} are kept. Simplify them first.")
        : book;

    private static ProblemException TooMany(string detail) => ProblemException.Malformed("out-of-bounds", detail, "features");

    private static ProblemException Invalid(List<ProblemFinding> faults) => new(
        StatusCodes.Status422UnprocessableEntity, "outlines-invalid",
        $"{faults.Count} feature(s) cannot be drawn, so nothing was changed: {faults[0].Entry} ({faults[0].Value}) {faults[0].Fault}.", faults[0].Entry)
    {
        Findings = [.. faults.Take(MostFindings)],
    };
}
