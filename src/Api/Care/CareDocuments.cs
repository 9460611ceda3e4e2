using System.ComponentModel.DataAnnotations;
using GridCase.Api.Requests;
using GridCase.Workflows.Care;

namespace GridCase.Api.Care;

/// <summary>Somebody to be visited. A diagnosis or a reason has no field here, and none is asked for.</summary>
public sealed record CareDocument
{
    [Required, StringLength(15, MinimumLength = 15)]
    public string? GridCode { get; init; }

    [Required]
    public CareTier? Tier { get; init; }

    [Required, StringLength(80, MinimumLength = 1)]
    public string? Name { get; init; }

    [StringLength(200, MinimumLength = 1), NotBlank]
    public string? Address { get; init; }

    [StringLength(40, MinimumLength = 1), NotBlank]
    public string? Phone { get; init; }

    /// <summary>The day by whose end the first visit is due; left out, one period from now.</summary>
    public DateOnly? FirstVisitBy { get; init; }
}

/// <summary>What is to become different; what is left out stays.</summary>
public sealed record CareChangeDocument
{
    /// <summary>The version that was looked at; may stand in an If-Match header instead.</summary>
    public int? ExpectedVersion { get; init; }

    [StringLength(15, MinimumLength = 15)]
    public string? GridCode { get; init; }

    public CareTier? Tier { get; init; }

    [StringLength(80, MinimumLength = 1), NotBlank]
    public string? Name { get; init; }

    [StringLength(200, MinimumLength = 1), NotBlank]
    public string? Address { get; init; }

    [StringLength(40, MinimumLength = 1), NotBlank]
    public string? Phone { get; init; }
}

/// <summary>The end of visits.</summary>
public sealed record CareEndDocument
{
    /// <summary>The version that was looked at; may stand in an If-Match header instead.</summary>
    public int? ExpectedVersion { get; init; }
}

/// <summary>A visit.</summary>
public sealed record CareVisitDocument
{
    [Required]
    public CareOutcome? Outcome { get; init; }

    /// <summary>When it was made; at most 30 days ago.</summary>
    [Required]
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>What the visitor noted; private, shown to who visits within scope.</summary>
    [StringLength(2000, MinimumLength = 1)]
    public string? Remark { get; init; }
}

/// <summary>Which personal value is to be shown, and why.</summary>
public sealed record CareRevealDocument
{
    /// <summary>name, address or phone.</summary>
    [Required, StringLength(20, MinimumLength = 1)]
    public string? Field { get; init; }

    /// <summary>5 to 200 characters; kept with the look.</summary>
    [Required, StringLength(200, MinimumLength = 5)]
    public string? Reason { get; init; }
}

/// <summary>The numbers of care visits.</summary>
public sealed record CareTermsDocument
{
    /// <summary>The version that was looked at; may stand in an If-Match header instead.</summary>
    public int? ExpectedVersion { get; init; }

    /// <summary>How often each tier is visited: P1W, P10D, P1M, P3M.</summary>
    [Required, StringLength(4, MinimumLength = 3)]
    public string? High { get; init; }

    [Required, StringLength(4, MinimumLength = 3)]
    public string? Key { get; init; }

    [Required, StringLength(4, MinimumLength = 3)]
    public string? General { get; init; }

    /// <summary>How soon after an event somebody goes there, in hours.</summary>
    [Required, Range(1, CareTerms.MostHours)]
    public int? EventWithinHours { get; init; }

    /// <summary>How long before its end a visit shows yellow, in hours.</summary>
    [Required, Range(0, CareTerms.MostHours)]
    public int? WarnHours { get; init; }

    /// <summary>Who is told of a visit that was not made in time.</summary>
    [Required, MaxLength(CareTerms.MostRungs)]
    public IReadOnlyList<CareRungDocument>? Ladder { get; init; }
}

/// <summary>One step of the ladder.</summary>
public sealed record CareRungDocument
{
    /// <summary>Hours after the due time.</summary>
    [Required, Range(0, 2400)]
    public int? AfterHours { get; init; }

    /// <summary>Posts by their words: village-cadre, unit-head and so on.</summary>
    [Required, MaxLength(10)]
    public IReadOnlyList<string>? Audience { get; init; }
}
