using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Inspections;

/// <summary>Moves the colour of a place: up after so many unrectified hazards, down after so many clean checks. The numbers are the deadline policy's. domain.md §5.2, §11.</summary>
public static class PlaceColours
{
    /// <summary>After a check of the whole list: a clean one counts, one with a finding begins the count anew, though it was fixed on the spot.</summary>
    public static Place Checked(Place place, bool clean, string inspectionId, InspectionRule rule, DateTimeOffset at)
    {
        var after = place with { CleanChecks = clean ? place.CleanChecks + 1 : 0, LastCheckedAt = place.LastCheckedAt > at ? place.LastCheckedAt : at, Version = place.Version + 1 };
        if (after.CleanChecks < rule.BetterAfterClean) return after;
        return place.Colour == RiskColour.Green ? after : Moved(after, place.Colour - 1, ColourCause.CleanChecks, By, inspectionId, at);
    }

    /// <summary>After a re-inspection that found hazards as they were.</summary>
    public static Place FoundUnrectified(Place place, int hazards, string inspectionId, InspectionRule rule, DateTimeOffset at)
    {
        var after = place with { CleanChecks = 0, Unrectified = place.Unrectified + hazards, Version = place.Version + 1 };
        if (after.Unrectified < rule.WorseAfterUnfixed) return after;
        return place.Colour == RiskColour.Red ? after : Moved(after, place.Colour + 1, ColourCause.Unrectified, By, inspectionId, at);
    }

    /// <summary>A person sets the colour; the counts begin anew.</summary>
    public static Place SetBy(Place place, RiskColour colour, string personId, DateTimeOffset at) =>
        Moved(place with { Version = place.Version + 1 }, colour, ColourCause.Person, personId, null, at);

    private const string By = "system:inspections";

    private static Place Moved(Place place, RiskColour to, ColourCause why, string by, string? inspectionId, DateTimeOffset at)
    {
        var history = place.History.Add(new(at.ToOffset(ChinaTime.Offset), place.Colour, to, why, by, inspectionId));
        return place with
        {
            Colour = to,
            CleanChecks = 0,
            Unrectified = 0,
            History = history.Length > Place.MostHistory ? history[^Place.MostHistory..] : history,
        };
    }
}
