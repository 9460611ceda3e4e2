using System.Globalization;
using GridCase.Api.SignIn;
using GridCase.Workflows.Inspections;

namespace GridCase.Api.Inspections;

/// <summary>A place as a list shows it.</summary>
/// <param name="CleanChecks">Checks in a row without a finding since the colour changed.</param>
/// <param name="Unrectified">Hazards found unrectified since the colour changed.</param>
public sealed record PlaceLine(
    string Id, string Name, string Kind, string? KindName, string GridCode, string? GridName, RiskColour Colour, double? Lat, double? Lon, bool Active, int CleanChecks, int Unrectified, DateTimeOffset? LastCheckedAt, int Version);

/// <summary>One place with what became of it.</summary>
/// <param name="Colours">The colour's changes, newest first.</param>
/// <param name="Inspections">The latest inspections of it, newest first, at most 50.</param>
public sealed record PlaceView(PlaceLine Place, IReadOnlyList<ColourLine> Colours, IReadOnlyList<InspectionLine> Inspections);

/// <param name="Reason">A person's words, for who handles cases.</param>
public sealed record ColourLine(DateTimeOffset At, RiskColour From, RiskColour To, ColourCause Why, string By, string? ByName, string? InspectionId, string? Reason);

/// <summary>Shows places.</summary>
internal static class PlaceShow
{
    public static PlaceLine Line(Place place, Caller caller) => new(
        place.Id, place.Name, place.Kind, PlaceKind.Of(place.Kind)?.Zh, place.GridCode, caller.Directory.Grid(place.GridCode)?.Name, place.Colour, place.Latitude, place.Longitude, place.Active, place.CleanChecks,
        place.Unrectified, place.LastCheckedAt, place.Version);

    /// <summary>The reasons belong to the moves that persons made, in the order in which they were written.</summary>
    public static IReadOnlyList<ColourLine> Colours(Place place, IReadOnlyList<InspectionText> texts, Caller caller)
    {
        var reasons = texts.Where(text => text.Field.StartsWith("reason/", StringComparison.Ordinal)).OrderBy(text => int.Parse(text.Field.AsSpan(7), CultureInfo.InvariantCulture)).Select(text => text.Value).ToList();
        var byPeople = place.History.Where(move => move.Why == ColourCause.Person).ToList();
        // The history remembers the latest moves only.
        var skipped = Math.Max(0, reasons.Count - byPeople.Count);
        return
        [
            .. place.History.Reverse().Select(move => new ColourLine(
                move.At, move.From, move.To, move.Why, move.By, caller.Directory.Person(move.By)?.DisplayName, move.InspectionId,
                caller.Sight.ReadsTexts && byPeople.IndexOf(move) is >= 0 and var place && place + skipped < reasons.Count ? reasons[place + skipped] : null)),
        ];
    }
}
