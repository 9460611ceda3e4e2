using GridCase.Workflows.Cases;
using GridCase.Workflows.Intake;

namespace GridCase.Hosting.Records;

/// <summary>Whether a case may be about the same matter.</summary>
internal static class KinMatch
{
    public static bool IsOfCaller(CaseFile file, LikenessQuery query) =>
        file.Origin.HasCitizen && query.CallerKey is { } caller && file.Origin.CallerKey == caller && file.RegisteredAt >= query.CallerSince
        && (query.EndedToo ? file.Status != CaseStatus.Merged : file.IsOpen);

    public static bool IsAtSpot(CaseFile file, LikenessQuery query) =>
        file.Origin.HasCitizen && file.IsOpen && file.RegisteredAt >= query.SpotSince
        && (query.CategoryRoot is not { } root || file.Category == root || file.Category.StartsWith(root + ".", StringComparison.Ordinal))
        && ((query.AddressKey is { } address && file.Origin.AddressKey == address) || IsNear(file, query));

    private static bool IsNear(CaseFile file, LikenessQuery query) =>
        query is { Latitude: { } latitude, Longitude: { } longitude } && file.Origin is { Latitude: { } there, Longitude: { } across }
        && Spots.Metres(latitude, longitude, there, across) <= query.Metres;
}
