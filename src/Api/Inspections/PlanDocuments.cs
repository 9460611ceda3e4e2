using System.ComponentModel.DataAnnotations;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Inspections;

namespace GridCase.Api.Inspections;

/// <summary>A plan of inspections.</summary>
public sealed record PlanDocument
{
    /// <summary>The version that was looked at, for a PUT; may stand in an If-Match header instead.</summary>
    public int? ExpectedVersion { get; init; }

    [Required, StringLength(64, MinimumLength = 1)]
    public string? Id { get; init; }

    [Required, StringLength(120, MinimumLength = 1)]
    public string? Name { get; init; }

    [Required]
    public TargetDocument? Target { get; init; }

    /// <summary>How often: by colour for places (left out, what the deadline policy says), for grids as a whole.</summary>
    public PlanRhythm? Rhythm { get; init; }

    /// <summary>How long there is from the opening of each round: 4wd, 2cd.</summary>
    [Required, StringLength(16, MinimumLength = 2)]
    public string? Window { get; init; }

    [Required, StringLength(64, MinimumLength = 1)]
    public string? Checklist { get; init; }

    /// <summary>One of the deadline policy's ladders; field where it is left out.</summary>
    [StringLength(64, MinimumLength = 1)]
    public string? Ladder { get; init; }

    /// <summary>联合巡查: units that sign their items.</summary>
    [MaxLength(InspectionPlan.MostDepartments)]
    public IReadOnlyList<string>? Departments { get; init; }

    public bool Active { get; init; } = true;

    internal InspectionPlan Plan => new(
        Id!, 0, Name!.Trim(), Target!.Target, Rhythm ?? new(), Window!, Checklist!, Ladder ?? PlanEndpoints.UsualLadder, [.. Departments ?? []], Active);
}

/// <summary>A checklist.</summary>
public sealed record ChecklistDocument
{
    /// <summary>The version that was looked at, for a PUT; may stand in an If-Match header instead.</summary>
    public int? ExpectedVersion { get; init; }

    [Required, StringLength(64, MinimumLength = 1)]
    public string? Code { get; init; }

    [Required, StringLength(120, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>Empty for all kinds.</summary>
    [MaxLength(50)]
    public IReadOnlyList<string>? PlaceKinds { get; init; }

    [Required, MaxLength(Checklist.MostItems)]
    public IReadOnlyList<ChecklistItemDocument>? Items { get; init; }

    public bool Active { get; init; } = true;

    internal Checklist Checklist => new(
        Code!, 0, Name!.Trim(), [.. PlaceKinds ?? []],
        [.. Items!.Select(item => new ChecklistItem(item.Id!, item.Zh!.Trim(), item.En!.Trim(), item.Category!, item.Grade, item.Rectify, item.Evidence, item.Department))], Active);
}

/// <summary>One thing to look at.</summary>
public sealed record ChecklistItemDocument
{
    [Required, StringLength(32, MinimumLength = 1)]
    public string? Id { get; init; }

    [Required, StringLength(500, MinimumLength = 1)]
    public string? Zh { get; init; }

    [Required, StringLength(500, MinimumLength = 1)]
    public string? En { get; init; }

    /// <summary>The category that a case about it gets.</summary>
    [Required, StringLength(64, MinimumLength = 1)]
    public string? Category { get; init; }

    public Grade? Grade { get; init; }

    /// <summary>整改期限: 7cd, PT24H; left out, the policy's finish.</summary>
    [StringLength(16, MinimumLength = 2)]
    public string? Rectify { get; init; }

    /// <summary>Why a photo is necessary; left out, photos are optional.</summary>
    [StringLength(500, MinimumLength = 1)]
    public string? Evidence { get; init; }

    /// <summary>联合巡查: the unit that looks at it and signs.</summary>
    [StringLength(40, MinimumLength = 1)]
    public string? Department { get; init; }
}

/// <summary>A place.</summary>
public sealed record PlaceDocument
{
    /// <summary>The version that was looked at, for a PUT; may stand in an If-Match header instead.</summary>
    public int? ExpectedVersion { get; init; }

    [Required, StringLength(64, MinimumLength = 1)]
    public string? Id { get; init; }

    [Required, StringLength(120, MinimumLength = 1)]
    public string? Name { get; init; }

    [Required, StringLength(64, MinimumLength = 1)]
    public string? Kind { get; init; }

    [Required, StringLength(15, MinimumLength = 15)]
    public string? GridCode { get; init; }

    /// <summary>Of a new place; one that is there changes colour by rule, or with a reason at its own door.</summary>
    public RiskColour? Colour { get; init; }

    [Range(-90d, 90d)]
    public double? Lat { get; init; }

    [Range(-180d, 180d)]
    public double? Lon { get; init; }

    public bool Active { get; init; } = true;

    internal Place Place => new(Id!, Name!.Trim(), Kind!, GridCode!, Colour ?? RiskColour.Green, Lat, Lon, Active, 0);
}

/// <summary>Another colour, and why.</summary>
public sealed record ColourDocument
{
    [Required]
    public RiskColour? Colour { get; init; }

    [Required, StringLength(500, MinimumLength = 2)]
    public string? Reason { get; init; }
}
