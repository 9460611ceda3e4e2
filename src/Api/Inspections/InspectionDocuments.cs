using System.ComponentModel.DataAnnotations;
using GridCase.Workflows.Inspections;

namespace GridCase.Api.Inspections;

/// <summary>What somebody found.</summary>
public sealed record ResultDocument
{
    /// <summary>Every item of the own part of the checklist; left out to tell only how many households were visited so far.</summary>
    [MaxLength(Checklist.MostItems)]
    public IReadOnlyList<ResultItemDocument>? Items { get; init; }

    /// <summary>When it was done, as the phone says; needed with items.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>A remark on the whole; private text.</summary>
    [StringLength(2000, MinimumLength = 1)]
    public string? Remark { get; init; }

    public HouseholdsDocument? Households { get; init; }
}

/// <summary>One item.</summary>
public sealed record ResultItemDocument
{
    [Required, StringLength(32, MinimumLength = 1)]
    public string? ItemId { get; init; }

    [Required]
    public bool? Ok { get; init; }

    /// <summary>Private text.</summary>
    [StringLength(2000, MinimumLength = 1)]
    public string? Remark { get; init; }

    /// <summary>Photos are optional, unless the item says why one is necessary.</summary>
    [MaxLength(10)]
    public IReadOnlyList<string>? AttachmentIds { get; init; }

    /// <summary>即查即改: it was not in order, and was put right on the spot.</summary>
    public bool FixedOnSite { get; init; }
}

/// <summary>How many households of the grid were visited so far.</summary>
public sealed record HouseholdsDocument
{
    [Required, Range(0, 100_000)]
    public int? Done { get; init; }

    [Range(0, 100_000)]
    public int? Total { get; init; }
}

/// <summary>A round of inspections to be started now: of a plan, or named here.</summary>
public sealed record SweepDocument
{
    /// <summary>The plan whose terms it takes; then name, target, checklist and window may be left out.</summary>
    [StringLength(64, MinimumLength = 1)]
    public string? PlanId { get; init; }

    [StringLength(120, MinimumLength = 1)]
    public string? Name { get; init; }

    public TargetDocument? Target { get; init; }

    [StringLength(64, MinimumLength = 1)]
    public string? Checklist { get; init; }

    /// <summary>How long there is: 2cd, 4wd, PT48H.</summary>
    [StringLength(16, MinimumLength = 2)]
    public string? Window { get; init; }

    /// <summary>The same in calendar days.</summary>
    [Range(1, 366)]
    public int? Days { get; init; }

    /// <summary>One of the deadline policy's ladders; field where it is left out.</summary>
    [StringLength(64, MinimumLength = 1)]
    public string? Ladder { get; init; }

    [MaxLength(InspectionPlan.MostDepartments)]
    public IReadOnlyList<string>? Departments { get; init; }
}

/// <summary>What is looked at.</summary>
public sealed record TargetDocument
{
    [Required]
    public TargetKind? Kind { get; init; }

    [MaxLength(50)]
    public IReadOnlyList<string>? PlaceKinds { get; init; }

    [MaxLength(3)]
    public IReadOnlyList<RiskColour>? Colours { get; init; }

    /// <summary>Grids, villages or towns by the beginning of their codes.</summary>
    [MaxLength(200)]
    public IReadOnlyList<string>? GridPrefixes { get; init; }

    internal PlanTarget Target => new(Kind!.Value, [.. PlaceKinds ?? []], [.. Colours ?? []], [.. GridPrefixes ?? []]);
}

public sealed record SweepCancelDocument
{
    [Required, StringLength(500, MinimumLength = 2)]
    public string? Reason { get; init; }
}
