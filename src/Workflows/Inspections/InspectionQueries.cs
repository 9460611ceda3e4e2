using System.Collections.Immutable;
using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Inspections;

/// <summary>Which places are looked for. All that is given must hold; the scope is set by the server from who asks.</summary>
public sealed record PlaceQuery
{
    public required CaseScope Scope { get; init; }

    public ImmutableArray<string> Kinds { get; init => field = value.IsDefault ? [] : value; } = [];

    public ImmutableArray<RiskColour> Colours { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>A grid, or any prefix of its code; several are ways in, any of them suffices.</summary>
    public ImmutableArray<string> GridPrefixes { get; init => field = value.IsDefault ? [] : value; } = [];

    public bool ActiveOnly { get; init; }

    /// <summary>After this place's id: lists are in order of ids.</summary>
    public string? After { get; init; }

    /// <summary>1 to 500.</summary>
    public int Limit { get; init; } = 50;
}

public sealed record PlacePage(IReadOnlyList<Place> Places, string? Next);

/// <summary>Which sweeps are looked for, newest first.</summary>
public sealed record SweepQuery
{
    /// <summary>A sweep is inside when one of its inspections is.</summary>
    public required CaseScope Scope { get; init; }

    public string? PlanId { get; init; }

    public SweepState? State { get; init; }

    public string? After { get; init; }

    /// <summary>1 to 200.</summary>
    public int Limit { get; init; } = 50;
}

public sealed record SweepPage(IReadOnlyList<Sweep> Sweeps, string? Next);

/// <summary>Which inspections are looked for, in the order in which they were made; with <see cref="ChangedSince"/> the oldest change first.</summary>
public sealed record InspectionQuery
{
    /// <summary>Of the own grids or subtree, or in which the unit signs.</summary>
    public required CaseScope Scope { get; init; }

    public string? SweepId { get; init; }

    public string? PlaceId { get; init; }

    /// <summary>Re-inspections of this case.</summary>
    public string? CaseId { get; init; }

    /// <summary>Those that this person is to do, or may do as the deputy.</summary>
    public string? PersonId { get; init; }

    public InspectionState? State { get; init; }

    /// <summary>Open or missed: what is still to be done.</summary>
    public bool ToDoOnly { get; init; }

    public InspectionKind? Kind { get; init; }

    /// <summary>A grid, or any prefix of its code.</summary>
    public string? GridPrefix { get; init; }

    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>Changed after this instant.</summary>
    public DateTimeOffset? ChangedSince { get; init; }

    public string? After { get; init; }

    /// <summary>1 to 500.</summary>
    public int Limit { get; init; } = 50;
}

/// <param name="ChangedAt">The last change of the last of them, by the store's clock; null for an empty page.</param>
public sealed record InspectionPage(IReadOnlyList<Inspection> Inspections, string? Next, DateTimeOffset? ChangedAt = null);

/// <summary>What coverage is counted from: one row for each grid, colour and outcome of a period.</summary>
/// <param name="Colour">The colour of the place when its inspection was made; null for grids.</param>
/// <param name="Count">Inspections.</param>
public sealed record CoverageRow(string GridCode, InspectionKind Kind, RiskColour? Colour, InspectionState State, bool Late, int Count, int Findings, int HouseholdsDone, int HouseholdsTotal);
