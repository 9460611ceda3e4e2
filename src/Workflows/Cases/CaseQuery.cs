using System.Collections.Immutable;

namespace GridCase.Workflows.Cases;

/// <summary>What is looked for. All that is given must hold. <see cref="Scope"/> is set by the server from who asks.</summary>
public sealed record CaseQuery
{
    public required CaseScope Scope { get; init; }

    public Stage? Stage { get; init; }

    public CaseStatus? Status { get; init; }

    public string? UnitCode { get; init; }

    /// <summary>A grid, or any prefix of its code: village, town, county.</summary>
    public string? GridPrefix { get; init; }

    public Light? Light { get; init; }

    /// <summary>The person named at sign-off, or the leader who took over.</summary>
    public string? HolderPersonId { get; init; }

    public Channel? Channel { get; init; }

    public CaseKind? Kind { get; init; }

    /// <summary>true: some unit holds it; false: none does yet.</summary>
    public bool? IsHeld { get; init; }

    /// <summary>Stands past due, or moves by itself before this instant; the earliest instant there is asks for what is past due alone.</summary>
    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>A case code, or the beginning of a category.</summary>
    public string? Text { get; init; }

    /// <summary>Changed after this instant, oldest change first.</summary>
    public DateTimeOffset? ChangedSince { get; init; }

    /// <summary>After this place in the list, as the page before said.</summary>
    public string? After { get; init; }

    /// <summary>1 to 200.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Only cases that have not ended.</summary>
    public bool AliveOnly { get; init; }
}

/// <summary>What a person may see: a subtree of the division codes, or what the unit holds or helps with, or what a grid worker's grids have; any of them suffices.</summary>
/// <param name="DivisionPrefix">Cases in this part of the grid tree; the county's code means all, with or without a grid.</param>
/// <param name="WholeCounty">True when the prefix is the county itself.</param>
public sealed record CaseScope(string? DivisionPrefix, bool WholeCounty, string? UnitCode, ImmutableArray<string> Grids)
{
    public static CaseScope Everything { get; } = new(null, true, null, []);

    /// <summary>Whether a case is inside.</summary>
    public bool Covers(CaseFile file)
    {
        if (WholeCounty) return true;
        if (file.GridCode is { } grid && ((DivisionPrefix is { Length: > 0 } prefix && grid.StartsWith(prefix, StringComparison.Ordinal)) || Grids.Contains(grid))) return true;
        return UnitCode is { } unit && (file.UnitCode == unit || file.Subtasks.Any(task => task.UnitCode == unit));
    }
}

/// <summary>A line of a case list.</summary>
public sealed record CaseRow(
    string CaseId,
    string Code,
    int Version,
    Channel Channel,
    CaseKind Kind,
    string Category,
    Grade Grade,
    Stage Stage,
    CaseStatus Status,
    Light Light,
    string? UnitCode,
    string? GridCode,
    string? HolderPersonId,
    DateTimeOffset RegisteredAt,
    DateTimeOffset ChangedAt,
    DateTimeOffset? NextAt);

public sealed record CasePage(IReadOnlyList<CaseRow> Rows, string? Next);

/// <summary>Counts for the overview.</summary>
public sealed record CaseCounts(
    int Total,
    ImmutableDictionary<Stage, int> ByStage,
    ImmutableDictionary<Light, int> ByLight,
    ImmutableDictionary<string, int> ByUnit,
    ImmutableDictionary<string, int> ByGrid)
{
    /// <summary>How many stand in a stage with a light; combinations that nobody has are left out.</summary>
    public ImmutableDictionary<(Stage Stage, Light Light), int> ByStageAndLight { get; init; } = ImmutableDictionary<(Stage, Light), int>.Empty;

    /// <summary>How many a grid has with a light; combinations that nobody has are left out.</summary>
    public ImmutableDictionary<(string Grid, Light Light), int> ByGridAndLight { get; init; } = ImmutableDictionary<(string, Light), int>.Empty;
}
