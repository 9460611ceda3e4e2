using System.Collections.Immutable;

namespace GridCase.Workflows.Inspections;

/// <summary>What is inspected how often (巡查计划). Each save is a new version; a sweep keeps the terms it was opened with.</summary>
/// <param name="Id">Letters, digits and hyphens, 1 to 64.</param>
/// <param name="Version">1 for the first.</param>
/// <param name="Rhythm">How often, by colour for places.</param>
/// <param name="Window">How long there is from the opening of each sweep, such as <c>4wd</c>: the opening day does not count. Working days and hours open with the office.</param>
/// <param name="Checklist">Code; the version of the day a sweep opens counts.</param>
/// <param name="Ladder">One of the deadline policy's ladders, such as <c>field</c>.</param>
/// <param name="Departments">联合巡查: units that sign their items, at most 10.</param>
public sealed record InspectionPlan(
    string Id,
    int Version,
    string Name,
    PlanTarget Target,
    PlanRhythm Rhythm,
    string Window,
    string Checklist,
    string Ladder,
    ImmutableArray<string> Departments,
    bool Active)
{
    public const int MostDepartments = 10;

    public ImmutableArray<string> Departments { get; init; } = Departments.IsDefault ? [] : Departments;
}

/// <summary>What a plan or a sweep looks at.</summary>
/// <param name="PlaceKinds">Of places: these kinds; empty for all.</param>
/// <param name="Colours">Of places: these colours; empty for all.</param>
/// <param name="GridPrefixes">Grids, villages or towns by the beginning of their codes; empty for the whole county.</param>
public sealed record PlanTarget(TargetKind Kind, ImmutableArray<string> PlaceKinds, ImmutableArray<RiskColour> Colours, ImmutableArray<string> GridPrefixes)
{
    public ImmutableArray<string> PlaceKinds { get; init; } = PlaceKinds.IsDefault ? [] : PlaceKinds;

    public ImmutableArray<RiskColour> Colours { get; init; } = Colours.IsDefault ? [] : Colours;

    public ImmutableArray<string> GridPrefixes { get; init; } = GridPrefixes.IsDefault ? [] : GridPrefixes;

    /// <summary>Whether a grid lies in what is looked at.</summary>
    public bool CoversGrid(string gridCode) => GridPrefixes.IsEmpty || GridPrefixes.Any(prefix => gridCode.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Whether a place is among what is looked at now.</summary>
    public bool Covers(Place place) => place.Active && CoversGrid(place.GridCode) && (PlaceKinds.IsEmpty || PlaceKinds.Contains(place.Kind)) && (Colours.IsEmpty || Colours.Contains(place.Colour));
}

/// <summary>What one inspection looks at.</summary>
public enum TargetKind
{
    /// <summary>One place each.</summary>
    Places,

    /// <summary>A whole grid each.</summary>
    Grids,

    /// <summary>Every household of a grid (入户走访): done when all are.</summary>
    Households,
}

/// <summary>How often, each as <see cref="Frequency"/> writes it.</summary>
/// <param name="Red">For places; null for what the deadline policy says (a week).</param>
/// <param name="Yellow">For places; null for what the deadline policy says (two weeks).</param>
/// <param name="Green">For places; null for what the deadline policy says (a month).</param>
/// <param name="Grids">For grids and households; needed there.</param>
public sealed record PlanRhythm(string? Red = null, string? Yellow = null, string? Green = null, string? Grids = null);
